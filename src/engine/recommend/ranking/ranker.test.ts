import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { NEAR, PLAIN, RULE_OF, TOGETHER } from './board.ts'
import { finish, pastSessions } from './fixtures/shop.ts'
import { Forest } from './forest.ts'
import { Knowledge } from './knowledge.ts'
import { Model } from './model.ts'
import { Ranker } from './ranker.ts'
import { refit, USUAL_REFIT } from './refit.ts'
import type { PastSession } from './session-index.ts'
import { tune } from './tune.ts'

const SETTINGS = { ...USUAL_REFIT, lists: 2000, forest: { trees: 20, shrinkage: 0.2, share: 0.7 } }
const SOURCES = [NEAR, PLAIN, RULE_OF, TOGETHER]
const sessions = pastSessions(1, 3000)
const later = pastSessions(2, 200)

test('a ranker that has learnt puts the next click higher than one that has not', () => {
  const { model } = finish(refit(sessions, SETTINGS))
  const unlearnt = meanRank(new Model())
  assert.ok(meanRank(model) < 0.9 * unlearnt, `${meanRank(model)} after ${unlearnt}`)
  model.forest = new Forest()
  assert.ok(meanRank(model) < 0.9 * unlearnt, `${meanRank(model)} after ${unlearnt}`)
})

test('without any refit, every click teaches: a day later the list is nearly as good', () => {
  const ranker = new Ranker()
  for (const { items, time } of sessions) {
    const session = ranker.knowledge.begin(time)
    for (let i = 0; i < items.length; i++) ranker.click(session, items, i, items[i], time)
  }
  const unlearnt = meanRank(new Model())
  assert.ok(meanRank(ranker.model) < 0.9 * unlearnt, `${meanRank(ranker.model)}, ${unlearnt}`)
})

test('before the first lesson the ranker does about as well as its best source', () => {
  assert.ok(meanRank(new Model()) < 1.1 * Math.min(...SOURCES.map(meanRankBy)))
})

test("one visitor's click changes another visitor's list at once", () => {
  const ranker = trained()
  const session = ranker.knowledge.begin(4000)
  const fresh = 5000
  assert.ok(!listAfter(ranker, [7]).includes(fresh))
  ranker.click(session, [], 0, 7, 4000)
  ranker.click(session, [7], 1, fresh, 4001)
  assert.ok(listAfter(ranker, [7]).includes(fresh))
})

test('a session is no neighbour of its own', () => {
  const ranker = new Ranker()
  const session = ranker.knowledge.begin(0)
  ranker.click(session, [], 0, 1, 0)
  ranker.survey.take([1], 1, 1, ranker.knowledge, ranker.model.settings, session)
  assert.equal(ranker.survey.neighbours.count, 0)
  ranker.survey.take([1], 1, 1, ranker.knowledge, ranker.model.settings)
  assert.equal(ranker.survey.neighbours.count, 1)
})

test('an item that may not be answered is not, and nothing is answered twice', () => {
  const ranker = trained()
  for (const { items } of later) {
    const current = items[items.length - 2]
    const list = listAfter(ranker, Array.from(items).slice(0, -1), current)
    assert.ok(!list.includes(current))
    assert.equal(new Set(list).size, list.length)
  }
})

test('a visitor of whom nothing is known, or at an unknown item, gets a full list', () => {
  const ranker = trained()
  assert.equal(listAfter(ranker, []).length, 20)
  assert.equal(listAfter(ranker, [99_999]).length, 20)
})

test('a saved ranker, loaded, gives the same answers and the same bytes, and learns alike', () => {
  const ranker = trained()
  const loaded = Ranker.load(new ByteReader(saved(ranker)))
  for (const { items } of later) {
    assert.deepEqual(listAfter(loaded, items), listAfter(ranker, items))
  }
  for (const one of [ranker, loaded]) {
    const session = one.knowledge.begin(4000)
    for (let i = 0; i < 5; i++) one.click(session, [1, 2, 3, 4], i, i + 1, 4000 + i)
  }
  assert.deepEqual(saved(loaded), saved(ranker))
})

test('a model travels in less than 60 kB and exactly, and the same one arrives', () => {
  const { model } = finish(refit(sessions, SETTINGS))
  const bytes = model.pack()
  assert.ok(bytes.length < 60_000, `${bytes.length} bytes`)
  const arrived = Model.unpack(bytes)
  assert.deepEqual(arrived.pack(), bytes)
  const [here, there] = [model, arrived].map(one => new Ranker(knowledgeOf(sessions), one))
  for (const { items } of later) assert.deepEqual(listAfter(there, items), listAfter(here, items))
})

test('a model that was cut short, has more to it, or settings that are none is refused', () => {
  const bytes = new Model().pack()
  for (const wrong of [Number.NaN, -1, 1e9]) {
    const lost = bytes.slice()
    new DataView(lost.buffer).setFloat64(0, wrong, true)
    assert.throws(() => Model.unpack(lost), /is no sessionsPerItem of neighbours/)
  }
  assert.throws(() => Model.unpack(bytes.slice(0, -1)), RangeError)
  assert.throws(() => Model.unpack(new Uint8Array([...bytes, 0])), RangeError)
})

test('a refit may be stopped at any step, and the same sessions give the same model', () => {
  const stopped = refit(sessions, SETTINGS)
  for (let i = 0; i < 10; i++) stopped.next()
  stopped.return(undefined as never)
  const [a, b] = [1, 2].map(() => {
    const writer = new ByteWriter()
    finish(refit(sessions, SETTINGS)).model.save(writer)
    return writer.done()
  })
  assert.deepEqual(a, b)
})

test('a forest is adopted only when it does better than what it would replace', () => {
  const { model, online, forest } = finish(refit(sessions, SETTINGS))
  const isBetter = forest.hits + forest.reciprocal > online.hits + online.reciprocal
  assert.equal(model.forest.count > 0, isBetter)
  const stump = { trees: 1, shrinkage: 1e-9, share: 0.1 }
  const refused = finish(refit(sessions, { ...SETTINGS, forest: stump, blends: [0] }))
  assert.equal(refused.model.forest.count, 0)
})

test('a shop of which nothing is known yet refits and tunes to what it had', () => {
  for (const past of [[], [{ items: [1], time: 0 }], [{ items: [1, 2], time: 0 }]]) {
    const { model } = finish(refit(past, SETTINGS))
    assert.equal(model.forest.count, 0)
    assert.equal(meanRank(model), meanRank(new Model()))
    const { limits, neighbours } = USUAL_REFIT
    assert.ok(Object.values(finish(tune(past, neighbours, limits))).every(Number.isFinite))
  }
})

test('tuning finds that only the neighbours nearby matter, where only they do', () => {
  const { limits, neighbours } = USUAL_REFIT
  const wide = { ...neighbours, distanceDecay: 0, neighbours: 500 }
  const tuned = finish(tune(sessions, wide, limits))
  assert.notEqual(tuned.distanceDecay, 0)
})

function trained(): Ranker {
  return new Ranker(knowledgeOf(sessions), finish(refit(sessions, SETTINGS)).model)
}

function knowledgeOf(past: PastSession[]): Knowledge {
  const knowledge = new Knowledge()
  for (const { items, time } of past) knowledge.learn(items, time)
  return knowledge
}

/** Mean rank of the last click of later sessions; 40 where it is not in the list. */
function meanRank(model: Model): number {
  const ranker = new Ranker(knowledgeOf(sessions), model)
  let sum = 0
  for (const { items } of later) {
    const length = ranker.recommend(items, items.length - 1, 3000, 40)
    const rank = ranker.items.subarray(0, length).indexOf(items[items.length - 1])
    sum += rank < 0 ? 40 : rank + 1
  }
  return sum / later.length
}

/** The same by one column of the board alone. */
function meanRankBy(column: number): number {
  const { survey, knowledge, model } = new Ranker(knowledgeOf(sessions))
  let sum = 0
  for (const { items } of later) {
    survey.take(items, items.length - 1, 3000, knowledge, model.settings)
    const { said } = survey.board
    const at = survey.board.find(items[items.length - 1])
    const score = at < 0 ? Infinity : said[at + column]
    let rank = 1
    for (let c = 0; c < survey.list.count; c++) {
      if (survey.list.at[c] !== at && said[survey.list.at[c] + column] >= score) rank++
    }
    sum += at < 0 ? 40 : Math.min(rank, 40)
  }
  return sum / later.length
}

function listAfter(ranker: Ranker, clicks: ArrayLike<number>, without = -1): number[] {
  const length = ranker.recommend(clicks, clicks.length, 4000, 20, without)
  return [...ranker.items.subarray(0, length)]
}

function saved(ranker: Ranker): Uint8Array {
  const writer = new ByteWriter()
  ranker.save(writer)
  return writer.done()
}
