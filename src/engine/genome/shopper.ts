import { SECOND } from '../../core/clock.ts'
import type { Act } from './act.ts'
import type { Reading } from './reading.ts'
import type { Shopper, VisitType } from './shape.ts'
import { type Budget, budgetsOf } from './traits/budget.ts'
import { hesitation } from './traits/hesitation.ts'
import { brandInterest, categoryInterest, shareOut } from './traits/interest.ts'
import { level } from './traits/level.ts'
import { traitOf } from './traits/traits.ts'

const MOST_SESSION = 50
const MOST_PAST = 50
const MOST_INTERESTS = 8
const SAME_LOOK_MS = 10 * SECOND

/**
 * A visitor as `recommend` and `decide` see them at one moment. Each part is worked
 * out when it is first asked for: a decision that fills one placement pays for no more.
 */
export class ShopperView implements Shopper {
  readonly #reading: Reading
  readonly #pageItem: number
  readonly session: readonly number[]
  #past: readonly number[] | undefined
  #categories: Shopper['categories'] | undefined
  #brands: Shopper['brands'] | undefined
  #hesitation: Shopper['hesitation'] | undefined

  /** `pageItem` is the product of the page asked for, which its own event may not have told yet; −1 for none. */
  constructor(reading: Reading, pageItem: number) {
    this.#reading = reading
    this.#pageItem = pageItem
    const session = looksOf(reading, reading.visitAt, reading.acts.length)
    if (pageItem >= 0 && session.at(-1) !== pageItem) session.push(pageItem)
    this.session = session.slice(-MOST_SESSION)
  }

  isFor(now: number, pageItem: number): boolean {
    return this.#reading.now === now && this.#pageItem === pageItem
  }

  get past(): readonly number[] {
    this.#past ??= pastOf(this.#reading)
    return this.#past
  }

  get cart(): readonly number[] {
    return this.#reading.cart.map(each => each.item)
  }

  get bought(): Shopper['bought'] {
    return this.#reading.bought
  }

  get abandoned(): readonly number[] {
    return this.#reading.abandoned.map(each => each.item)
  }

  get categories(): Shopper['categories'] {
    this.#categories ??= shareOut(categoryInterest(this.#reading), MOST_INTERESTS).map(
      ({ key, weight }) => ({ category: key, weight }),
    )
    return this.#categories
  }

  get brands(): Shopper['brands'] {
    this.#brands ??= shareOut(brandInterest(this.#reading), MOST_INTERESTS).map(
      ({ key, weight }) => ({ brand: key, weight }),
    )
    return this.#brands
  }

  budget(category: number): Budget | undefined {
    return budgetsOf(this.#reading).in(category)
  }

  level(category: number): { score: number; confidence: number } {
    return level(this.#reading, category)
  }

  get visitType(): VisitType {
    return this.#reading.visitType
  }

  get visit(): number {
    return this.#reading.visit
  }

  /** Some shops tell of pages, some of products, some of both: whichever there are more of. */
  get pages(): number {
    const { acts, visitAt } = this.#reading
    let pages = 0
    let views = 0
    for (let i = visitAt; i < acts.length; i++) {
      if (acts[i].kind === 'page') pages++
      else if (acts[i].kind === 'view') views++
    }
    return Math.max(1, pages, views)
  }

  denies(category: number): boolean {
    return this.#reading.isDenied(category)
  }

  get arrival(): { source: string; term: string; page: string } {
    return this.#reading.arrival
  }

  get lastSeen(): number {
    return this.#reading.lastVisit.end
  }

  get hesitation(): Shopper['hesitation'] {
    this.#hesitation ??= hesitation(this.#reading)
    return this.#hesitation
  }

  sizeSought(item: number): string {
    const { acts, visitAt, catalogue } = this.#reading
    const category = catalogue.categoryOf(item)
    let size = ''
    for (let i = acts.length - 1; i >= visitAt; i--) {
      const act = acts[i]
      if (act.kind !== 'size' || act.item < 0) continue
      if (act.item === item) return act.detail
      if (size === '' && catalogue.categoryOf(act.item) === category) size = act.detail
    }
    return size
  }

  trait(name: string): { score: number; confidence: number } | undefined {
    return traitOf(this.#reading, name)
  }
}

/** Items looked at or taken, oldest first, repeats kept; one look told twice counts once. */
function looksOf(reading: Reading, from: number, to: number): number[] {
  const { acts } = reading
  const looks: number[] = []
  let time = 0
  for (let i = from; i < to; i++) {
    const act = acts[i]
    if (act.item < 0 || !isLook(act) || reading.isActDenied(act)) continue
    const isAgain = looks.at(-1) === act.item
    if (isAgain && (act.kind === 'cart' || act.time - time <= SAME_LOOK_MS)) continue
    looks.push(act.item)
    time = act.time
  }
  return looks
}

function isLook(act: Act): boolean {
  return act.kind === 'view' || act.kind === 'page' || act.kind === 'cart'
}

function pastOf(reading: Reading): number[] {
  const { sediment, catalogue, visitAt } = reading
  const older = sediment.items.filter(item => !reading.isDenied(catalogue.categoryOf(item)))
  const looks = [...older, ...looksOf(reading, 0, visitAt)]
  return [...new Set(looks.reverse())].slice(0, MOST_PAST).reverse()
}
