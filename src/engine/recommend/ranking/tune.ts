import { mix32 } from '../../../core/hash.ts'
import { BOARD_WIDTH, Board, NEAR } from './board.ts'
import { Knowledge, type KnowledgeLimits } from './knowledge.ts'
import type { NeighbourSettings } from './neighbour-settings.ts'
import { Neighbours } from './neighbours.ts'
import type { PastSession } from './session-index.ts'
import { Trail } from './trail.ts'
import { learnAll } from './walk.ts'

/** The newest share of the sessions judges, and that many of its clicks. */
const JUDGES = 0.1
const CLICKS = 1500
const TOP = 20
/** Values that are tried of each setting; 0 switches a decay off. */
const CHOICES: Partial<Record<keyof NeighbourSettings, number[]>> = {
  distanceDecay: [0, 0.3, 0.6, 1, 2, 3, 5],
  positionDecay: [0, 0.3, 0.7, 1.5, 3, 6],
  lengthPower: [0, 0.15, 0.3, 0.5, 0.7],
  ageDecay: [0, 0.1, 0.25, 0.5, 1, 2.5],
  rarity: [0, 0.25, 0.5, 1, 2, 5],
  sharedDecay: [0, 0.4, 1, 3, 8],
  lastItems: [5, 9, 15],
  neighbours: [75, 125, 200],
}

/**
 * Settings of the neighbours that suit this shop's own newest sessions: each setting in turn
 * takes the value that does best (coordinate search), as often as `rounds` says. Time and
 * memory are bounded by the number of values and clicks. A `yield` is a moment to pause.
 */
export function* tune(
  sessions: PastSession[],
  usual: NeighbourSettings,
  limits: KnowledgeLimits,
  rounds = 2,
): Generator<void, NeighbourSettings> {
  const first = Math.floor(sessions.length * (1 - JUDGES))
  const knowledge = new Knowledge(limits)
  yield* learnAll(sessions, 0, first, knowledge)
  const clicks = sample(sessions, first)
  if (clicks.length === 0) return { ...usual }
  let best = { ...usual }
  let worth = worthOf(best, clicks, knowledge)
  for (let round = 0; round < rounds; round++) {
    for (const key of Object.keys(CHOICES) as (keyof NeighbourSettings)[]) {
      for (const value of CHOICES[key]!) {
        if (value === best[key]) continue
        const tried = { ...best, [key]: value }
        const triedWorth = worthOf(tried, clicks, knowledge)
        yield
        if (triedWorth <= worth) continue
        best = tried
        worth = triedWorth
      }
    }
  }
  return best
}

interface Click {
  items: ArrayLike<number>
  count: number
  time: number
}

/** Clicks that judge, spread evenly over the newest sessions. */
function sample(sessions: PastSession[], first: number): Click[] {
  const clicks: Click[] = []
  for (let s = first; s < sessions.length; s++) {
    const { items, time } = sessions[s]
    for (let count = 1; count < items.length; count++) {
      if (items[count] !== items[count - 1]) clicks.push({ items, count, time })
    }
  }
  const share = (CLICKS / clicks.length) * 2 ** 32
  return clicks.filter((_, i) => mix32(i) < share)
}

/** Hits and reciprocal ranks in 20 of the neighbours alone, the current item left out. */
function worthOf(settings: NeighbourSettings, clicks: Click[], knowledge: Knowledge): number {
  const trail = new Trail()
  const board = new Board()
  const neighbours = new Neighbours()
  let worth = 0
  for (const { items, count, time } of clicks) {
    board.clear()
    trail.set(items, count, time)
    neighbours.ask({ trail, knowledge, settings, self: -1 }, board)
    const rank = rankOf(items[count], items[count - 1], board)
    if (rank <= TOP) worth += 1 + 1 / rank
  }
  return worth / clicks.length
}

/** Rank of an item by its score, when another is left out; infinite where nobody named it. */
function rankOf(item: number, without: number, board: Board): number {
  const at = board.find(item)
  if (at < 0) return Infinity
  const score = board.said[at + NEAR]
  let rank = 1
  for (let row = 0; row < board.count; row++) {
    const other = board.items[row]
    if (other === item || other === without) continue
    if (board.said[row * BOARD_WIDTH + NEAR] >= score) rank++
  }
  return rank
}
