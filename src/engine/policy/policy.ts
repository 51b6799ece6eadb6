import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { normalCdf } from '../../core/normal.ts'

/** Chance kept for every arm whatever we believe, shared equally. */
export const EXPLORATION = 0.01
/** How sharply belief becomes choice; .3 was best in the prototypes of the situation engine. */
const SHARPNESS = 0.3
/** Before any evidence: one click in twenty, worth twenty visits. */
const PRIOR_CLICKS = 1
const PRIOR_VISITS = 20

export interface Belief {
  mean: number
  deviation: number
}

/** What we saw of one arm. */
export interface ArmSums {
  decisions: number
  clicks: number
  carts: number
  orders: number
}

/**
 * What we believe each choice is worth. `decide` reads it, `learn` writes it.
 *
 * One bandit a placement, one arm an experience, a Beta posterior on its click rate.
 * A decision counts against its arm at once and a click for it when it comes, so the
 * policy learns in seconds; the arm shown last waits a little for its clicks, which
 * is the price of not remembering when each one was shown.
 */
export class Policy {
  readonly #arms = new Map<string, ArmSums>()

  sums(experience: string): Readonly<ArmSums> {
    return this.#arms.get(experience) ?? NOTHING
  }

  belief(experience: string): Belief {
    const { decisions, clicks } = this.sums(experience)
    const weight = PRIOR_VISITS + decisions
    const mean = (PRIOR_CLICKS + clicks) / weight
    return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (weight + 1)) }
  }

  count(experience: string, what: keyof ArmSums): void {
    let sums = this.#arms.get(experience)
    if (sums === undefined) this.#arms.set(experience, (sums = { ...NOTHING }))
    sums[what]++
  }

  save(writer: ByteWriter): void {
    writer.count(this.#arms.size)
    for (const [experience, sums] of this.#arms) {
      writer.text(experience)
      writer.count(sums.decisions)
      writer.count(sums.clicks)
      writer.count(sums.carts)
      writer.count(sums.orders)
    }
  }

  static load(reader: ByteReader): Policy {
    const policy = new Policy()
    for (let left = reader.count(); left > 0; left--) {
      policy.#arms.set(reader.text(), {
        decisions: reader.count(),
        clicks: reader.count(),
        carts: reader.count(),
        orders: reader.count(),
      })
    }
    return policy
  }
}

const NOTHING: ArmSums = { decisions: 0, clicks: 0, carts: 0, orders: 0 }

/**
 * Exact chances in closed form: how likely each arm is to be the best, judged against
 * the one that looks best, as odds (for two arms and sharpness 1 this is Thompson
 * sampling). No sampling rounds, so what is logged is what was drawn from.
 *
 * @param beliefs one per arm, at least one
 * @returns chances in the same order; they sum to 1 and none is below EXPLORATION / arms
 */
export function propensities(beliefs: readonly Belief[]): number[] {
  let best = 0
  for (let a = 1; a < beliefs.length; a++) if (beliefs[a].mean > beliefs[best].mean) best = a
  const chances: number[] = []
  let total = 0
  for (let a = 0; a < beliefs.length; a++) {
    const odds = a === best ? 1 : oddsAgainst(beliefs[best], beliefs[a])
    chances.push(odds)
    total += odds
  }
  const floor = EXPLORATION / beliefs.length
  for (let a = 0; a < chances.length; a++) {
    chances[a] = floor + (1 - EXPLORATION) * (chances[a] / total)
  }
  return chances
}

function oddsAgainst(best: Belief, other: Belief): number {
  const spread = Math.sqrt(best.deviation ** 2 + other.deviation ** 2)
  const z = (best.mean - other.mean) / (SHARPNESS * spread)
  return normalCdf(-z) / normalCdf(z)
}

/** The arm a draw in [0, 1) falls on. */
export function drawArm(chances: readonly number[], draw: number): number {
  let left = draw
  for (let a = 0; a < chances.length; a++) {
    left -= chances[a]
    if (left < 0) return a
  }
  return chances.length - 1
}
