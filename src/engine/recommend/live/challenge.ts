import { mix32 } from '../../../core/hash.ts'
import type { RankingVerdict } from '../../../schema/model-part.ts'
import { Knowledge, type KnowledgeLimits, USUAL_LIMITS } from '../ranking/knowledge.ts'
import type { Model } from '../ranking/model.ts'
import { Ranker } from '../ranking/ranker.ts'
import { refit, USUAL_REFIT } from '../ranking/refit.ts'
import type { PastSession } from '../ranking/session-index.ts'
import { Survey } from '../ranking/survey.ts'
import { tune } from '../ranking/tune.ts'
import { learnAll } from '../ranking/walk.ts'

/** Clicks of the last block that both are asked about. */
const JUDGED = 3_000
const TOP = 20

export interface Challenge {
  /** The new model, whether it is better or not. */
  model: Model
  before: RankingVerdict
  after: RankingVerdict
  isBetter: boolean
}

/**
 * Tune the decays and fit a new model on the newest sessions, then ask both models about
 * the newest block of them, with the knowledge as it stood before it. Every `yield` is a
 * moment to pause, or to stop for good.
 */
export function* challenge(
  sessions: PastSession[],
  incumbent: Model,
  lists: number = USUAL_REFIT.lists,
): Generator<void, Challenge> {
  const limits = { ...USUAL_LIMITS, sessions: Math.max(1, sessions.length) }
  const neighbours = yield* tune(sessions, incumbent.settings, limits, 1)
  const { model, lastBlock } = yield* refit(sessions, { ...USUAL_REFIT, neighbours, limits, lists })
  const judges = {
    sessions,
    from: lastBlock,
    knowledge: yield* knowledgeOf(sessions, lastBlock, limits),
  }
  const before = yield* judge(incumbent, judges)
  const after = yield* judge(model, judges)
  return { model, before, after, isBetter: worthOf(after) > worthOf(before) }
}

interface Judges {
  sessions: PastSession[]
  from: number
  knowledge: Knowledge
}

function* knowledgeOf(sessions: PastSession[], to: number, limits: KnowledgeLimits) {
  const knowledge = new Knowledge(limits)
  yield* learnAll(sessions, 0, to, knowledge)
  return knowledge
}

/** The current item is left out, as on a page. */
function* judge(model: Model, { sessions, from, knowledge }: Judges) {
  const ranker = new Ranker(knowledge, model, new Survey())
  const share = (JUDGED / clicksFrom(sessions, from)) * 2 ** 32
  let count = 0
  let hits = 0
  let reciprocal = 0
  for (let s = from; s < sessions.length; s++) {
    const { items, time } = sessions[s]
    for (let n = 1; n < items.length; n++) {
      if (items[n] === items[n - 1] || mix32(s, n) >= share) continue
      const length = ranker.recommend(items, n, time, TOP, items[n - 1])
      const place = ranker.items.subarray(0, length).indexOf(items[n])
      if (place >= 0) {
        hits++
        reciprocal += 1 / (place + 1)
      }
      if (++count % 50 === 0) yield
    }
  }
  return { hits: hits / Math.max(1, count), reciprocal: reciprocal / Math.max(1, count) }
}

function clicksFrom(sessions: PastSession[], from: number): number {
  let clicks = 1
  for (let s = from; s < sessions.length; s++) clicks += sessions[s].items.length - 1
  return clicks
}

function worthOf({ hits, reciprocal }: RankingVerdict): number {
  return hits + reciprocal
}
