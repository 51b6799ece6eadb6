import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Beside } from '../../engine/recommend/around.ts'
import type { BesideTold, ItemRow, ItemsPage, ItemsQuery } from '../../schema/catalogue-told.ts'
import type { Env } from '../../store/ports.ts'
import { inSlices } from '../in-slices.ts'
import { holdsWords } from '../rules/query.ts'

const PAGE = 30
/** Products looked at in one step of a slice. */
const STEP = 200

/** Products that hold these words; without words, those looked at most these days. */
export async function tellItems(
  engine: Engine,
  { text = '', limit = PAGE, language = 'en' }: ItemsQuery,
  env: Env,
): Promise<ItemsPage> {
  const words = text.trim()
  const found =
    words === ''
      ? engine.lookedAtNow().filter(item => engine.catalogue.has(item))
      : await inSlices(holding(words, engine, language), env)
  const items = found.slice(0, limit).map(item => rowOf(item, engine, language))
  const { currency = engine.settings.currency } = engine.catalogue.marketFor() ?? {}
  return { currency, items, total: found.length }
}

function* holding(words: string, { catalogue }: Engine, language: Language) {
  const found: number[] = []
  for (let item = 0; item < catalogue.itemCount; item++) {
    if (item % STEP === 0) yield
    if (!catalogue.has(item)) continue
    const brand = catalogue.brandOf(item)
    const names = [catalogue.titleOf(item, language), catalogue.idOf(item)]
    if (holdsWords(words, [...names, catalogue.brandName(brand) ?? ''])) found.push(item)
  }
  return found
}

export function rowOf(item: number, engine: Engine, language: Language): ItemRow {
  const { catalogue } = engine
  const [brand, category] = [catalogue.brandOf(item), catalogue.categoryOf(item)]
  return {
    id: catalogue.idOf(item),
    title: catalogue.titleOf(item, language) || catalogue.idOf(item),
    brand: brand < 0 ? '' : catalogue.brandName(brand),
    category: category < 0 ? '' : catalogue.categoryName(category, language),
    price: catalogue.priceOf(item),
    inStock: catalogue.inStock(item),
    sold: engine.soldLately(item),
  }
}

export function besideOf(found: Beside[], engine: Engine, language: Language): BesideTold[] {
  return found.map(({ item, reason }) => ({ ...rowOf(item, engine, language), reason }))
}
