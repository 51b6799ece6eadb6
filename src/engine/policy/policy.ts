import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { normalCdf } from '../../core/normal.ts'

/** Chance kept for every arm whatever we believe, shared equally. */
export const EXPLORATION = 0.01
/** Before any evidence of a placement: one click in twenty, worth twenty visits. */
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
 * One bandit a placement, one arm an experience, a Beta posterior on its click rate. What is
 * new is believed to be as good as its placement, so that an untried arm is tried.
 * A decision counts against its arm at once and a click for it when it comes, so the
 * policy learns in seconds; the arm shown last waits a little for its clicks, which
 * is the price of not remembering when each one was shown.
 */
export class Policy {
  readonly #arms = new Map<string, ArmSums>()
  /** All arms of a placement together. */
  readonly #pools = new Map<string, ArmSums>()

  sums(experience: string): Readonly<ArmSums> {
    return this.#arms.get(experience) ?? NOTHING
  }

  belief(experience: string): Belief {
    const { decisions, clicks } = this.sums(experience)
    const pool = this.#pools.get(placementOf(experience)) ?? NOTHING
    const usual = (PRIOR_CLICKS + pool.clicks) / (PRIOR_VISITS + pool.decisions)
    const weight = PRIOR_VISITS + decisions
    const mean = (usual * PRIOR_VISITS + clicks) / weight
    return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (weight + 1)) }
  }

  count(experience: string, what: keyof ArmSums): void {
    entry(this.#arms, experience)[what]++
    entry(this.#pools, placementOf(experience))[what]++
  }

  save(writer: ByteWriter): void {
    writer.count(this.#arms.size)
    for (const [experience, sums] of this.#arms) {
      writer.text(experience)
      for (const what of SUMS) writer.count(sums[what])
    }
  }

  static load(reader: ByteReader): Policy {
    const policy = new Policy()
    for (let left = reader.count(); left > 0; left--) {
      const experience = reader.text()
      const pool = entry(policy.#pools, placementOf(experience))
      const sums = entry(policy.#arms, experience)
      for (const what of SUMS) pool[what] += sums[what] = reader.count()
    }
    return policy
  }
}

const NOTHING: ArmSums = { decisions: 0, clicks: 0, carts: 0, orders: 0 }
const SUMS = ['decisions', 'clicks', 'carts', 'orders'] as const

/** `home` of `home/next`. */
function placementOf(experience: string): string {
  return experience.slice(0, experience.indexOf('/'))
}

function entry(sums: Map<string, ArmSums>, key: string): ArmSums {
  let found = sums.get(key)
  if (found === undefined) sums.set(key, (found = { ...NOTHING }))
  return found
}

/**
 * Exact chances in closed form: how likely each arm is to be the best, judged against
 * the one that looks best, as odds (for two arms this is Thompson sampling). No sampling rounds, so what is logged is what was drawn from.
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
  const z = (best.mean - other.mean) / spread
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
