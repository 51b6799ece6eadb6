import * as b from './board.ts'
import * as s from './item-statistics.ts'
import type { Knowledge } from './knowledge.ts'
import type { Neighbours } from './neighbours.ts'
import { Ranks } from './ranks.ts'
import { MOST_CANDIDATES, type Shortlist } from './shortlist.ts'
import type { Trail } from './trail.ts'

/**
 * What the rankers look at, in the order `Features` writes it. The rankers look at bins
 * whose edges are quantiles, so only the order of a feature's values matters: no
 * logarithms are needed, and ratios are better than differences.
 */
export const FEATURES = [
  ...['near', 'nearRank', 'plain', 'plainRank', 'share', 'follows', 'closest', 'newest', 'after'],
  ...['topNear', 'neighbours', 'next', 'rule', 'ruleRank', 'recent', 'back'],
  ...['rule1', 'rule2', 'rule3', 'bestNext', 'cosine', 'together', 'togetherRank', 'earlier'],
  ...['clicks', 'hot', 'warm', 'sinceFirst', 'sinceLast', 'currentClicks', 'bornApart'],
  ...['count', 'step', 'isCurrent', 'isWhich', 'length', 'variety', 'stays', 'currentStays'],
  ...['returns', 'run', 'indirect', 'many', 'direct', 'pair', 'heat'],
] as const
export type Feature = (typeof FEATURES)[number]
export const FEATURE_COUNT = FEATURES.length

/** Rank of a candidate a source does not name. */
const UNNAMED = 150

/** Computes the features of all candidates of one query. */
export class Features {
  /** Candidate by candidate. */
  readonly values = new Float32Array(MOST_CANDIDATES * FEATURE_COUNT)
  readonly #near = new Ranks(UNNAMED)
  readonly #plain = new Ranks(UNNAMED)
  readonly #rule = new Ranks(UNNAMED)
  readonly #together = new Ranks(UNNAMED)

  compute(trail: Trail, list: Shortlist, board: b.Board, who: Neighbours, knowledge: Knowledge) {
    const { said } = board
    const { items } = knowledge
    const current = trail.back(1)
    const currentLeft = items.get(current, s.LEFT)
    const currentClicks = items.get(current, s.CLICKS)
    const currentFirst = items.get(current, s.FIRST)
    const currentStays = items.get(current, s.STAYED) / (currentLeft + 3)
    const variety = trail.distinct / Math.max(1, trail.length)
    const topNear = this.#near.rank(list, said, b.NEAR)
    const topPlain = this.#plain.rank(list, said, b.PLAIN)
    const topRule = this.#rule.rank(list, said, b.RULE_OF)
    this.#together.rank(list, said, b.TOGETHER)
    const now = trail.now
    const { span, hotFade, warmFade } = knowledge
    const newestNow = knowledge.sinceEpoch(now)
    const out = this.values
    let o = 0
    for (let c = 0; c < list.count; c++) {
      const item = list.items[c]
      const at = list.at[c]
      const clicks = items.get(item, s.CLICKS)
      const left = items.get(item, s.LEFT)
      const age = now - items.get(item, s.LAST)
      const place = trail.indexOf(item)
      out[o++] = said[at + b.NEAR] / topNear
      out[o++] = this.#near.of[c]
      out[o++] = said[at + b.PLAIN] / topPlain
      out[o++] = this.#plain.of[c]
      out[o++] = said[at + b.SHARE] / (who.weight || 1)
      out[o++] = said[at + b.FOLLOWS] / (who.weight || 1)
      out[o++] = said[at + b.CLOSEST] / (who.closest || 1)
      out[o++] = said[at + b.SHARE] > 0 ? (newestNow - said[at + b.NEWEST]) / span : 2
      out[o++] = said[at + b.AFTER] / (said[at + b.SHARE] || 1)
      out[o++] = topNear
      out[o++] = who.count
      out[o++] = said[at + b.NEXT_OF] / (currentLeft + 3)
      out[o++] = said[at + b.RULE_OF] / topRule
      out[o++] = this.#rule.of[c]
      out[o++] = said[at + b.RECENT_OF]
      out[o++] = said[at + b.BACK_OF] / (left + 3)
      out[o++] = said[at + b.RULE_1]
      out[o++] = said[at + b.RULE_2]
      out[o++] = said[at + b.RULE_3]
      out[o++] = said[at + b.BEST_NEXT]
      out[o++] = said[at + b.MET_OF] / Math.sqrt((currentClicks + 5) * (clicks + 10))
      out[o++] = said[at + b.TOGETHER]
      out[o++] = this.#together.of[c]
      out[o++] = said[at + b.EARLIER]
      out[o++] = clicks
      const hot = items.get(item, s.HOT) * Math.exp(-age * hotFade)
      const warm = items.get(item, s.WARM) * Math.exp(-age * warmFade)
      out[o++] = hot
      out[o++] = warm
      out[o++] = (now - items.get(item, s.FIRST)) / span
      out[o++] = age / span
      out[o++] = currentClicks
      out[o++] = Math.abs(items.get(item, s.FIRST) - currentFirst) / span
      out[o++] = place < 0 ? 0 : trail.counts[place]
      out[o++] = place < 0 ? 0 : trail.steps[place]
      out[o++] = place === 0 ? 1 : 0
      out[o++] = which(item, trail)
      out[o++] = trail.total
      out[o++] = variety
      out[o++] = items.get(item, s.STAYED) / (left + 3)
      out[o++] = currentStays
      out[o++] = items.get(item, s.RETURNED) / (clicks + 3)
      out[o++] = trail.run
      out[o++] = said[at + b.INDIRECT]
      out[o++] = said[at + b.MANY] / (who.weight || 1)
      out[o++] = said[at + b.DIRECT] / (said[at + b.SHARE] || 1)
      out[o++] = said[at + b.PAIR] / (who.weight || 1)
      out[o++] = warm / (clicks + 1)
    }
  }
}

/** Which of the three clicks before the current one were on this item, as bits. */
function which(item: number, trail: Trail): number {
  return (
    (trail.back(2) === item ? 4 : 0) +
    (trail.back(3) === item ? 2 : 0) +
    (trail.back(4) === item ? 1 : 0)
  )
}
