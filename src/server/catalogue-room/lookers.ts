import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import type { Shopper } from '../../engine/genome/shape.ts'
import type { ItemDetail } from '../../schema/catalogue-told.ts'
import type { Asked } from './who-looked.ts'

const MOST_SHARES = 5

/** Who looks at an item: how they come, whether they are back, what else they care for. */
export function* lookersOf(
  item: number,
  { names, of }: Asked,
  engine: Engine,
  now: number,
  language: Language,
): Generator<void, ItemDetail['lookers']> {
  const [visits, sources, interests] = [new Shares(), new Shares(), new Shares()]
  let visitors = 0
  for (const name of names) {
    yield
    const genome = engine.visitors.peek(name)
    if (!genome || genome.isRobot || !hasLooked(genome, item)) continue
    visitors++
    const shopper = genome.shopper(now)
    visits.add(shopper.visitType)
    sources.add(shopper.arrival?.source ?? 'direct')
    const interest = otherInterest(shopper, engine.catalogue.categoryOf(item))
    if (interest >= 0) interests.add(engine.catalogue.categoryName(interest, language))
  }
  const [told, from, for_] = [visits, sources, interests].map(each => each.most())
  return { read: of, visitors, visits: told, sources: from, interests: for_ }
}

function hasLooked({ acts }: Genome, item: number): boolean {
  return acts.some(act => act.item === item && (act.kind === 'view' || act.kind === 'page'))
}

function otherInterest({ categories }: Shopper, own: number): number {
  return categories.find(({ category }) => category !== own)?.category ?? -1
}

class Shares {
  readonly #counts = new Map<string, number>()

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1)
  }

  most(): { name: string; visitors: number }[] {
    return [...this.#counts]
      .map(([name, visitors]) => ({ name, visitors }))
      .sort((a, b) => b.visitors - a.visitors || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_SHARES)
  }
}
