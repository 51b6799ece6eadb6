import { Examples } from './examples.ts'
import { FEATURE_COUNT } from './features.ts'
import type { Forest } from './forest.ts'
import { type ForestSettings, ForestTrainer, USUAL_FOREST } from './forest-trainer.ts'
import { Knowledge, type KnowledgeLimits, USUAL_LIMITS } from './knowledge.ts'
import { Model } from './model.ts'
import { type NeighbourSettings, USUAL_SETTINGS } from './neighbour-settings.ts'
import type { PastSession } from './session-index.ts'
import { isBetter, judge, type Verdict } from './verdict.ts'
import { gather, layBins, learnAll, learnOnline } from './walk.ts'

export interface RefitSettings {
  neighbours: NeighbourSettings
  forest: ForestSettings
  limits: KnowledgeLimits
  /** Lists learnt from, about. */
  lists: number
  blocks: number
  /** Weights of the online ranker beside the forest that are tried; never 0, for it learns on. */
  blends: number[]
}

export const USUAL_REFIT: RefitSettings = {
  neighbours: USUAL_SETTINGS,
  forest: USUAL_FOREST,
  limits: USUAL_LIMITS,
  lists: 30_000,
  blocks: 8,
  blends: [0.25, 0.5, 1],
}

/** Sessions are learnt from as far back as these shares of the log, where that many are needed. */
const LEAST_RECENT = 0.3
const MOST_RECENT = 0.6

export interface Refit {
  model: Model
  /** On the last block, which neither had seen. */
  online: Verdict
  forest: Verdict
  /** The first session of the last block. */
  lastBlock: number
  /** Clicks of the last block whose item was no candidate. */
  missed: number
}

/**
 * A new model from the sessions of the log, in time order.
 *
 * The newest of them are cut into blocks. Within a block the knowledge stands still as it
 * was at the block's start: a ranker learns to trust its sources as far as they can be
 * trusted while serving, and never sees a session help to predict itself. The last block is
 * learnt from only after it has judged. The model is as precise as it travels. Every `yield` is a moment to pause, or to stop for good.
 */
export function* refit(sessions: PastSession[], settings = USUAL_REFIT): Generator<void, Refit> {
  const knowledge = new Knowledge(settings.limits)
  const model = new Model()
  model.settings = settings.neighbours
  const examples = new Examples()
  const begin = firstRecent(sessions, settings.lists)
  yield* learnAll(sessions, 0, begin, knowledge)
  const share = settings.lists / Math.max(1, clicksFrom(sessions, begin))
  let learnt = 0
  let missed = 0
  let lastBlock = begin
  for (let block = 0; block < settings.blocks; block++) {
    const from = blockStart(block, begin, sessions.length, settings.blocks)
    const to = blockStart(block + 1, begin, sessions.length, settings.blocks)
    lastBlock = from
    const walk = { sessions, from, to, share, knowledge, model }
    if (block === 0) model.bins = yield* layBins(walk)
    yield* learnOnline(model, examples, learnt)
    learnt = examples.lists
    missed = yield* gather(walk, examples)
    yield* learnAll(sessions, from, to, knowledge)
  }
  const forest = yield* new ForestTrainer(examples, learnt, settings.forest).grow()
  const verdicts = decide(model, forest, examples, learnt, settings.blends)
  yield* learnOnline(model, examples, learnt)
  return { model: Model.unpack(model.pack()), lastBlock, missed, ...verdicts }
}

/** The forest is adopted with the blend that does best on the last block, if it does better. */
function decide(model: Model, forest: Forest, examples: Examples, first: number, blends: number[]) {
  const rows = examples.rows - examples.starts[first]
  const from = examples.starts[first] * FEATURE_COUNT
  const online = new Float64Array(rows)
  const grown = new Float64Array(rows)
  model.online.score(examples.bins, rows, online, from)
  forest.score(examples.bins, rows, grown, from)
  const verdict = judge(examples, first, online)
  let best: Verdict = { lists: 0, hits: 0, reciprocal: 0 }
  for (const blend of blends) {
    const challenger = judge(
      examples,
      first,
      grown.map((score, i) => score + blend * online[i]),
    )
    if (!isBetter(challenger, best)) continue
    best = challenger
    model.blend = blend
  }
  if (isBetter(best, verdict)) model.forest = forest
  return { online: verdict, forest: best }
}

/** The session from which on the log holds twice as many clicks as lists are wanted. */
function firstRecent(sessions: PastSession[], lists: number): number {
  let first = sessions.length
  for (let clicks = 0; first > 0 && clicks < 2 * lists; first--) {
    clicks += sessions[first - 1].items.length - 1
  }
  const earliest = Math.floor(sessions.length * (1 - MOST_RECENT))
  const latest = Math.floor(sessions.length * (1 - LEAST_RECENT))
  return Math.min(latest, Math.max(earliest, first))
}

function clicksFrom(sessions: PastSession[], first: number): number {
  let clicks = 0
  for (let s = first; s < sessions.length; s++) clicks += sessions[s].items.length - 1
  return clicks
}

function blockStart(block: number, begin: number, end: number, blocks: number): number {
  return begin + Math.floor(((end - begin) * block) / blocks)
}
