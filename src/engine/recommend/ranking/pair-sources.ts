import * as b from './board.ts'
import { CLICKS, LEFT } from './item-statistics.ts'
import type { Knowledge } from './knowledge.ts'
import * as p from './pair-rows.ts'
import type { Trail } from './trail.ts'

/** How many distinct items and clicks of the session look into their rows. */
const MOST_TOGETHER = 8
const MOST_BACK = 8
const MOST_STEPS = 8
/** How much less each item further back weighs. */
const FURTHER = 0.7
const RULE_COLUMNS = [b.RULE_1, b.RULE_2, b.RULE_3]

/** What the pair rows of the session's items say: sequential rules, transitions, being met together. */
export function askPairs(trail: Trail, knowledge: Knowledge, board: b.Board): void {
  if (trail.length === 0) return
  tellCurrent(trail.items[0], knowledge, board)
  tellIndirect(trail.items[0], knowledge, board)
  for (let i = 0; i < Math.min(MOST_TOGETHER, trail.distinct); i++) {
    tellTogether(trail.items[i], i, knowledge, board)
  }
  for (let back = 2; back <= 4; back++) tellRules(trail, back, knowledge, board)
  for (let i = 1; i < Math.min(MOST_BACK, trail.distinct); i++) {
    tellBestNext(trail.items[i], knowledge, board)
  }
}

function tellCurrent(item: number, knowledge: Knowledge, board: b.Board): void {
  const { pairs } = knowledge
  const now = knowledge.sinceEpoch(knowledge.now)
  const fade = knowledge.warmFade
  const start = pairs.startOf(item)
  const end = start + pairs.lengthOf(item)
  for (let i = start; i < end; i++) {
    const at = board.reach(pairs.keys[i])
    if (at < 0) continue
    const from = i * p.PAIR_WIDTH
    board.said[at + b.NEXT_OF] = pairs.values[from + p.NEXT]
    board.said[at + b.RULE_OF] = pairs.values[from + p.RULE]
    board.said[at + b.BACK_OF] = pairs.values[from + p.BACK]
    board.said[at + b.MET_OF] = pairs.values[from + p.MET]
    const age = now - pairs.values[from + p.RECENT_AT]
    board.said[at + b.RECENT_OF] = pairs.values[from + p.RECENT] * Math.exp(-age * fade)
  }
}

/** Cosine of being met together, and the rules of the items before the current one. */
function tellTogether(item: number, place: number, knowledge: Knowledge, board: b.Board): void {
  const { pairs, items } = knowledge
  const start = pairs.startOf(item)
  const end = start + pairs.lengthOf(item)
  const clicks = items.get(item, CLICKS)
  const weight = FURTHER ** place
  const together = weight / Math.sqrt(clicks + 5)
  const earlier = place === 0 ? 0 : weight / (clicks + 5)
  for (let i = start; i < end; i++) {
    const at = board.reach(pairs.keys[i])
    if (at < 0) continue
    const from = i * p.PAIR_WIDTH
    const others = items.get(pairs.keys[i], CLICKS)
    board.said[at + b.TOGETHER] += (together * pairs.values[from + p.MET]) / Math.sqrt(others + 10)
    board.said[at + b.EARLIER] += earlier * pairs.values[from + p.RULE]
  }
}

function tellRules(trail: Trail, back: number, knowledge: Knowledge, board: b.Board): void {
  const item = trail.back(back)
  if (item < 0) return
  const { pairs, items } = knowledge
  const start = pairs.startOf(item)
  const end = start + pairs.lengthOf(item)
  const scale = 1 / (items.get(item, LEFT) + 3)
  const column = RULE_COLUMNS[back - 2]
  for (let i = start; i < end; i++) {
    const at = board.find(pairs.keys[i])
    if (at >= 0) board.said[at + column] = pairs.values[i * p.PAIR_WIDTH + p.RULE] * scale
  }
}

function tellBestNext(item: number, knowledge: Knowledge, board: b.Board): void {
  const { pairs, items } = knowledge
  const start = pairs.startOf(item)
  const end = start + pairs.lengthOf(item)
  const scale = 1 / (items.get(item, LEFT) + 3)
  for (let i = start; i < end; i++) {
    const at = board.find(pairs.keys[i])
    if (at < 0) continue
    const chance = pairs.values[i * p.PAIR_WIDTH + p.NEXT] * scale
    if (chance > board.said[at + b.BEST_NEXT]) board.said[at + b.BEST_NEXT] = chance
  }
}

/** Rules of the items that most often follow the current one: where little is known, a second step helps. */
function tellIndirect(item: number, knowledge: Knowledge, board: b.Board): void {
  const { pairs, items } = knowledge
  const start = pairs.startOf(item)
  const steps = strongest(start, pairs.lengthOf(item), pairs)
  const scale = 1 / (items.get(item, LEFT) + 3)
  for (const step of steps) {
    const via = pairs.keys[step]
    const chance = pairs.values[step * p.PAIR_WIDTH + p.RULE] * scale
    const weight = chance / (items.get(via, LEFT) + 3)
    const from = pairs.startOf(via)
    const to = from + pairs.lengthOf(via)
    for (let i = from; i < to; i++) {
      const at = board.reach(pairs.keys[i])
      if (at >= 0) board.said[at + b.INDIRECT] += weight * pairs.values[i * p.PAIR_WIDTH + p.RULE]
    }
  }
}

/** The entries of a row with the strongest rules, the earliest of equals first. */
function strongest(start: number, length: number, { values }: p.PairRows): number[] {
  const top: number[] = []
  for (let i = start; i < start + length; i++) {
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
