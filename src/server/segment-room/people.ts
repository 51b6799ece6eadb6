import type { Engine } from '../../engine/engine.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import type { SegmentRoom } from '../../schema/segment-told.ts'
import { both } from '../live/words.ts'

/** Of those who are here, the newest are asked what they want, and the first few are named. */
const MOST_ASKED = 500
const MOST_NAMED = 12
const MOST_WANTS = 6
/** Products in stock are counted up to here: more is enough. */
const ENOUGH = 50

type Here = Pick<SegmentRoom, 'people' | 'wants'>

/** Who is here, and what they care for most, step by step. */
export function* peopleHere(place: number, engine: Engine, now: number): Generator<void, Here> {
  const { segments, visitors, catalogue } = engine
  const people: Here['people'] = []
  const wants = new Map<number, number>()
  for (const visitor of segments.here(place, now).slice(0, MOST_ASKED)) {
    yield
    const shopper = visitors.peek(visitor)?.shopper(now)
    const interest = shopper?.categories[0]?.category ?? -1
    if (interest >= 0) wants.set(interest, (wants.get(interest) ?? 0) + 1)
    if (people.length >= MOST_NAMED) continue
    const what = interest < 0 ? undefined : both(l => catalogue.categoryName(interest, l))
    people.push({
      visitor,
      nickname: both(l => nickname(visitor, l)),
      visit: shopper?.visitType ?? 'first',
      ...(what && { interest: what }),
    })
  }
  const most = [...wants].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_WANTS)
  return { people, wants: most.map(([category, visitors]) => told(category, visitors, engine)) }
}

function told(category: number, visitors: number, { catalogue }: Engine): Here['wants'][number] {
  const items = catalogue.itemsIn(category)
  let inStock = 0
  for (let n = 0; n < items.length && inStock < ENOUGH; n++) {
    if (catalogue.inStock(items.at(n)!)) inStock++
  }
  return { what: both(l => catalogue.categoryName(category, l)), visitors, inStock }
}
