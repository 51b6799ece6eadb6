import type { Language } from '../../core/typography.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { slug } from './words.ts'

/** The shop's own names, by the plain form in which characteristics hold them. */
interface BySlug {
  count: number
  numbers: Map<string, number>
}

const categories = new WeakMap<CatalogueView, BySlug>()
const brands = new WeakMap<CatalogueView, BySlug>()

/** Name of a category in a language; undefined where no category is called so. */
export function categoryBySlug(
  value: string,
  language: Language,
  catalogue: CatalogueView,
): string | undefined {
  const { categoryCount } = catalogue
  const made = known(categories, catalogue, categoryCount, c => [
    catalogue.categoryName(c, 'en'),
    catalogue.categoryName(c, 'fr'),
  ])
  const category = made.numbers.get(value) ?? catalogue.findCategory(value.replaceAll('-', ' '))
  return category < 0 ? undefined : catalogue.categoryName(category, language)
}

export function brandBySlug(value: string, catalogue: CatalogueView): string | undefined {
  const made = known(brands, catalogue, catalogue.brandCount, b => [catalogue.brandName(b)])
  const brand = made.numbers.get(value)
  return brand === undefined ? undefined : catalogue.brandName(brand)
}

/** Made anew when there are more names than there were. Of two names alike the first is told. */
function known(
  all: WeakMap<CatalogueView, BySlug>,
  catalogue: CatalogueView,
  count: number,
  namesOf: (index: number) => string[],
): BySlug {
  let made = all.get(catalogue)
  if (made?.count !== count) {
    made = { count, numbers: new Map() }
    for (let i = 0; i < count; i++) {
      for (const name of namesOf(i).map(slug)) {
        if (!made.numbers.has(name)) made.numbers.set(name, i)
      }
    }
    all.set(catalogue, made)
  }
  return made
}
