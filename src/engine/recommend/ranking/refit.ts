import { mix32 } from '../../../core/hash.ts'
import { Bins } from './bins.ts'
import { Examples } from './examples.ts'
import { FEATURE_COUNT } from './features.ts'
import { type ForestSettings, ForestTrainer, USUAL_FOREST } from './forest-trainer.ts'
import { Knowledge, type KnowledgeLimits, USUAL_LIMITS } from './knowledge.ts'
import { Model } from './model.ts'
import { type NeighbourSettings, USUAL_SETTINGS } from './neighbours.ts'
import { Survey } from './survey.ts'

export interface PastSession {
  items: ArrayLike<number>
  time: number
}

export interface RefitSettings {
  neighbours: NeighbourSettings
  forest: ForestSettings
  limits: KnowledgeLimits
  /** Lists learnt from, about. */
  lists: number
  blocks: number
}

export const USUAL_REFIT: RefitSettings = {
  neighbours: USUAL_SETTINGS,
  forest: USUAL_FOREST,
  limits: USUAL_LIMITS,
  lists: 30_000,
  blocks: 8,
}

/** Sessions are learnt from as far back as these shares of the log, where that many are needed. */
const LEAST_RECENT = 0.3
const MOST_RECENT = 0.6
/** Lists whose features are looked at to lay the bins. */
const SAMPLE_LISTS = 600
const QUANTUM = 200

export interface Refit {
  model: Model
  examples: Examples
  /** Lists of all blocks but the last. */
  learnt: number
}

/**
 * A new model from the sessions of the log, in time order.
 *
 * The newest of them are cut into blocks. Within a block the knowledge stands still as it
 * was at the block's start: a ranker learns to trust its sources as far as they can be
 * trusted while serving, and never sees a session help to predict itself. Every `yield` is
 * a moment to pause, or to stop for good.
 */
export function* refit(sessions: PastSession[], settings = USUAL_REFIT): Generator<void, Refit> {
  const knowledge = new Knowledge(settings.limits)
  const model = new Model()
  model.settings = settings.neighbours
  const examples = new Examples()
  const begin = firstRecent(sessions, settings.lists)
  yield* learnAll(sessions, 0, begin, knowledge)
  const share = settings.lists / Math.max(1, clicksFrom(sessions, begin))
  for (let block = 0; block < settings.blocks; block++) {
    const from = blockStart(block, begin, sessions.length, settings.blocks)
    const to = blockStart(block + 1, begin, sessions.length, settings.blocks)
    const walk = { sessions, from, to, share, block, knowledge, model }
    if (block === 0) model.bins = yield* layBins(walk)
    yield* gather(walk, examples)
    yield* learnAll(sessions, from, to, knowledge)
  }
  const learnt = examples.blocks.filter(block => block < settings.blocks - 1).length
  model.forest = yield* new ForestTrainer(examples, learnt, settings.forest).grow()
  return { model, examples, learnt }
}

interface Walk {
  sessions: PastSession[]
  from: number
  to: number
  share: number
  block: number
  knowledge: Knowledge
  model: Model
}

function* layBins(walk: Walk): Generator<void, Bins> {
  let sample = new Float32Array(1024 * FEATURE_COUNT)
  let count = 0
  let lists = 0
  for (const { survey, chosen } of surveys(walk)) {
    if (chosen < 0) continue
    if (++lists > SAMPLE_LISTS) break
    const values = survey.features.values.subarray(0, survey.list.count * FEATURE_COUNT)
    while ((count + survey.list.count) * FEATURE_COUNT > sample.length) sample = doubled(sample)
    sample.set(values, count * FEATURE_COUNT)
    count += survey.list.count
    if (lists % QUANTUM === 0) yield
  }
  return Bins.of(sample, count)
}

/** Every list is an example for the forest, and a lesson for the online ranker. */
function* gather(walk: Walk, examples: Examples): Generator<void> {
  const { model } = walk
  for (const { survey, chosen } of surveys(walk)) {
    if (chosen >= 0) {
      const { count } = survey.list
      model.bins.bin(survey.features.values, count, model.rows)
      model.online.learn(model.rows, count, chosen)
      examples.add(model.rows, count, chosen, walk.block)
    }
    if (examples.lists % QUANTUM === 0) yield
  }
}

/** A sample of the block's clicks, each as the survey before it and the candidate it chose. */
function* surveys({ sessions, from, to, share, knowledge, model }: Walk) {
  const survey = new Survey()
  for (let s = from; s < to; s++) {
    const { items, time } = sessions[s]
    for (let n = 1; n < items.length; n++) {
      if (mix32(s, n) >= share * 2 ** 32) continue
      survey.take(items, n, time, knowledge, model.settings)
      yield { survey, chosen: survey.list.indexOf(items[n]) }
    }
  }
}

export function* learnAll(
  sessions: PastSession[],
  from: number,
  to: number,
  knowledge: Knowledge,
): Generator<void> {
  for (let s = from; s < to; s++) {
    knowledge.learn(sessions[s].items, sessions[s].time)
    if (s % 1000 === 0) yield
  }
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

function doubled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2)
  larger.set(values)
  return larger
}
