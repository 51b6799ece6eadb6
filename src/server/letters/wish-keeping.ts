import { DAY, SECOND } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { partitionOf } from '../../core/partition.ts'
import { isUnconfirmed, type Wish } from '../../engine/wishes/wishes.ts'
import { RECORD_VERSIONS } from '../../schema/record.ts'
import type { WishMade } from '../../schema/wish.ts'
import type { Env } from '../../store/ports.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'

/** Code of the problem that an address has wishes enough that wait for its word. */
export const UNCONFIRMED = 'unconfirmed'
/** Wishes that one address may be asked to confirm at a time: anybody can type anybody's. */
const MOST_UNCONFIRMED = 3
/** They lie in memory. */
const MOST_OPEN = 200_000

/** Keeps a wish once for as long as it is open, however often it is made. */
export class WishKeeping {
  readonly #shop: Shop
  readonly #env: Env
  readonly #underWay = new Map<string, Promise<void>>()

  constructor(shop: Shop, env: Env) {
    this.#shop = shop
    this.#env = env
  }

  /**
   * Resolves when the wish is on disk, made now or before.
   * @throws Problem 429 when the address has too many to confirm, 503 when nobody could have more
   */
  keep(wish: WishMade): Promise<void> {
    const name = nameOf(wish)
    const before = this.#underWay.get(name)
    if (before) return before
    if (this.#isOpen(wish)) return Promise.resolve()
    const kept = this.#shop.take([this.#recordOf(wish)]).then(() => {})
    this.#underWay.set(name, kept)
    const done = () => void this.#underWay.delete(name)
    kept.then(done, done)
    return kept
  }

  #isOpen(wish: WishMade): boolean {
    const { wishes } = this.#shop.engine
    let unconfirmed = [...this.#underWay.keys()].filter(name => name.endsWith(wish.address!)).length
    for (const one of wishes.open()) {
      if (one.address !== wish.address) continue
      if (nameOf(one) === nameOf(wish)) return true
      if (isUnconfirmed(one)) unconfirmed++
    }
    if (unconfirmed >= MOST_UNCONFIRMED) throw tooManyUnconfirmed()
    if (wishes.size >= MOST_OPEN) throw tooManyOpen()
    return false
  }

  #recordOf(wish: WishMade) {
    return {
      id: uuidV7(wish.time, this.#env.random(10)),
      partition: partitionOf(wish.visitor),
      type: 'wish_made' as const,
      version: RECORD_VERSIONS.wish_made,
      receivedAt: wish.time,
      body: wish,
    }
  }
}

function nameOf({ visitor, item, sku = '', market, address }: Wish | WishMade): string {
  return [visitor, item, sku, market, address].join('\u0000')
}

function tooManyUnconfirmed(): Problem {
  const detail =
    'This address has three wishes that wait for its word: open the letters they came with, then wish again.'
  const headers = { 'retry-after': String(DAY / SECOND) }
  return new Problem(429, UNCONFIRMED, detail, { field: '/email', headers })
}

function tooManyOpen(): Problem {
  return new Problem(503, 'too_many_wishes', 'No more wishes can be kept now; try again later.')
}
