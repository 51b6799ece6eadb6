import * as b from './board.ts'
import { CLICKS, LEFT } from './item-statistics.ts'
import type { Knowledge } from './knowledge.ts'
import * as p from './pair-rows.ts'
import type { Trail } from './trail.ts'

/** How many distinct items of the session look into their rows, and steps from the current one. */
const MOST_BACK = 6
const MOST_STEPS = 6
/** A second step follows no rule weaker than this: half of a row is items met once, far apart. */
const LEAST_RULE = 0.3
/** How much less each item further back weighs. */
const FURTHER = 0.7

/** What the pair rows of the session's items say: sequential rules, transitions, being met together. */
export function askPairs(trail: Trail, knowledge: Knowledge, board: b.Board): void {
  if (trail.length === 0) return
  tellCurrent(trail.items[0], knowledge, board)
  tellIndirect(trail.items[0], knowledge, board)
  for (let i = 1; i < Math.min(MOST_BACK, trail.distinct); i++) {
    tellEarlier(trail.items[i], i, trail, knowledge, board)
  }
}

function tellCurrent(item: number, knowledge: Knowledge, board: b.Board): void {
  const { items } = knowledge
  const { keys, numbers: values, start, end } = knowledge.pairs.look(item)
  const { said } = board
  const now = knowledge.sinceEpoch(knowledge.now)
  const fade = knowledge.warmFade
  const scale = 1 / Math.sqrt(items.get(item, CLICKS) + 5)
  for (let i = start; i < end; i++) {
    const at = board.reach(keys[i])
    if (at < 0) continue
    const from = i * p.PAIR_WIDTH
    said[at + b.NEXT_OF] = values[from + p.NEXT]
    said[at + b.RULE_OF] = values[from + p.RULE]
    said[at + b.BACK_OF] = values[from + p.BACK]
    said[at + b.MET_OF] = values[from + p.MET]
    const recent = values[from + p.RECENT]
    if (recent > 0) {
      said[at + b.RECENT_OF] = recent * Math.exp((values[from + p.RECENT_AT] - now) * fade)
    }
    said[at + b.TOGETHER] += scale * values[from + p.MET] * items.inverseNorm(keys[i])
  }
}

/** The row of an item before the current one: met together, rules, and what comes right after. */
function tellEarlier(
  item: number,
  place: number,
  trail: Trail,
  knowledge: Knowledge,
  board: b.Board,
): void {
  const { items } = knowledge
  const { keys, numbers: values, start, end } = knowledge.pairs.look(item)
  const { said } = board
  const clicks = items.get(item, CLICKS)
  const weight = FURTHER ** place
  const together = weight / Math.sqrt(clicks + 5)
  const earlier = weight / (clicks + 5)
  const chance = 1 / (items.get(item, LEFT) + 3)
  const isSecond = trail.back(2) === item
  const isThird = trail.back(3) === item
  const isFourth = trail.back(4) === item
  for (let i = start; i < end; i++) {
    const at = board.reach(keys[i])
    if (at < 0) continue
    const from = i * p.PAIR_WIDTH
    const rule = values[from + p.RULE]
    said[at + b.TOGETHER] += together * values[from + p.MET] * items.inverseNorm(keys[i])
    said[at + b.EARLIER] += earlier * rule
    const next = chance * values[from + p.NEXT]
    if (next > said[at + b.BEST_NEXT]) said[at + b.BEST_NEXT] = next
    if (isSecond) said[at + b.RULE_1] = rule * chance
    if (isThird) said[at + b.RULE_2] = rule * chance
    if (isFourth) said[at + b.RULE_3] = rule * chance
  }
}

/** Rules of the items that most often follow the current one: where little is known, a second step helps. */
function tellIndirect(item: number, knowledge: Knowledge, board: b.Board): void {
  const { pairs, items } = knowledge
  const { keys, numbers: values, start, end } = pairs.look(item)
  const scale = 1 / (items.get(item, LEFT) + 3)
  for (const step of strongest(start, end, values)) {
    const via = keys[step]
    const chance = values[step * p.PAIR_WIDTH + p.RULE] * scale
    const weight = chance / (items.get(via, LEFT) + 3)
    const row = pairs.look(via)
    for (let i = row.start; i < row.end; i++) {
      const rule = row.numbers[i * p.PAIR_WIDTH + p.RULE]
      if (rule < LEAST_RULE) continue
      const at = board.reach(row.keys[i])
      if (at >= 0) board.said[at + b.INDIRECT] += weight * rule
    }
  }
}

/** The entries of a row with the strongest rules, the earliest of equals first. */
function strongest(start: number, end: number, values: Float32Array): number[] {
  const top: number[] = []
  for (let i = start; i < end; i++) {
    const rule = values[i * p.PAIR_WIDTH + p.RULE]
    if (rule === 0) continue
    let at = top.length
    while (at > 0 && values[top[at - 1] * p.PAIR_WIDTH + p.RULE] < rule) at--
    if (at >= MOST_STEPS) continue
    top.splice(at, 0, i)
    if (top.length > MOST_STEPS) top.pop()
  }
  return top
}
