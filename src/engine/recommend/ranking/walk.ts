import { mix32 } from '../../../core/hash.ts'
import { Bins } from './bins.ts'
import type { Examples } from './examples.ts'
import { FEATURE_COUNT } from './features.ts'
import type { Knowledge } from './knowledge.ts'
import type { Model } from './model.ts'
import type { PastSession } from './session-index.ts'
import { Survey } from './survey.ts'

/** Lists whose features are looked at to lay the bins. */
const SAMPLE_LISTS = 600
const QUANTUM = 200

/** One block of the log, and the knowledge that stands still while it is walked. */
export interface Walk {
  sessions: PastSession[]
  from: number
  to: number
  share: number
  knowledge: Knowledge
  model: Model
}

/** Bins after the lists of the block, or the usual ones where it has none. */
export function* layBins(walk: Walk): Generator<void, Bins> {
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
  return count > 0 ? Bins.of(sample, count) : new Bins()
}

/** Candidates of the block's clicks as examples; how many clicks were on no candidate. */
export function* gather(walk: Walk, examples: Examples): Generator<void, number> {
  const { model } = walk
  let missed = 0
  for (const { survey, chosen } of surveys(walk)) {
    model.bins.bin(survey.features.values, survey.list.count, model.rows)
    if (chosen >= 0) examples.add(model.rows, survey.list.count, chosen)
    else missed++
    if ((examples.lists + missed) % QUANTUM === 0) yield
  }
  return missed
}

export function* learnOnline(model: Model, examples: Examples, first: number): Generator<void> {
  const { starts, chosen, bins } = examples
  for (let list = first; list < examples.lists; list++) {
    const count = starts[list + 1] - starts[list]
    model.online.learn(bins, count, chosen[list], starts[list] * FEATURE_COUNT)
    if (list % QUANTUM === 0) yield
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

function doubled(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(values.length * 2)
  larger.set(values)
  return larger
}
