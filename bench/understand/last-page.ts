import type { CatalogueView } from '../../src/engine/catalogue/shape.ts'
import type { Act } from '../../src/engine/genome/act.ts'

/**
 * What a shop without memory would say of each trait: the value of the last product page,
 * or of the last page of any kind where the trait is not about products.
 */
export function lastPage(acts: readonly Act[], catalogue: CatalogueView): Record<string, number> {
  const at = acts.findLastIndex(act => act.kind === 'view')
  const view = acts[at]
  const after = at < 0 ? [] : acts.slice(at)
  const did = (kind: Act['kind']) => (after.some(act => act.kind === kind) ? 1 : 0)
  const last = acts.findLast(act => act.kind === 'page' || act.kind === 'view')
  return {
    budget: view === undefined ? 0.5 : catalogue.priceQuantile(view.item),
    reviews: did('reviews'),
    promotion: view === undefined ? 0 : view.value,
    advice: last?.page === 'content' ? 1 : 0,
    delivery: did('delivery'),
    level: view === undefined ? 0.5 : LEVELS.indexOf(catalogue.attribute(view.item, 'level') ?? ''),
    decided: last?.kind === 'view' || last?.page === 'cart' ? 1 : 0,
  }
}

const LEVELS = ['débutant', 'intermédiaire', 'expert']
