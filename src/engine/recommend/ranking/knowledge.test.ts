import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { pastSessions } from './fixtures/shop.ts'
import { Knowledge } from './knowledge.ts'

const LIMITS = { sessions: 1500, sessionsPerItem: 64, pairsPerItem: 64 }
const SIZE = 4096
const NOTHING = new Uint8Array()

test('knowledge handed over in sections is the same bytes, and goes on alike', () => {
  const knowledge = learnt(2000)
  const sections = [...knowledge.sections(SIZE)]
  assert.ok(sections.length > 20)
  for (const section of sections.slice(1)) assert.ok(section.length < 2 * SIZE)
  const loaded = loadedFrom(sections)
  for (const one of [knowledge, loaded]) one.learn([1, 2, 250, 1], 2000)
  assert.ok(Buffer.from(saved(loaded)).equals(saved(knowledge)))
  assert.ok(Buffer.from(saved(Knowledge.load(new ByteReader(saved(loaded))))).equals(saved(loaded)))
})

test('a section that is missing, doubled, cut or out of turn is refused with a sentence', () => {
  const sections = [...learnt(300).sections(SIZE)]
  for (let i = 0; i < sections.length; i++) {
    const without = sections.toSpliced(i, 1)
    const doubled = sections.toSpliced(i, 0, sections[i])
    const cut = sections.toSpliced(i, 1, sections[i].subarray(0, -1))
    for (const wrong of [without, doubled, cut]) assert.throws(() => loadedFrom(wrong), isSentence)
  }
  const [head, first, second, ...rest] = sections
  assert.deepEqual([first[0], second[0]], [0, 0])
  assert.throws(() => loadedFrom([head, second, first, ...rest]), isSentence)
  assert.throws(() => loadedFrom([]), isSentence)
})

test('time is measured against what is remembered, not against all there ever was', () => {
  const few = new Knowledge({ ...LIMITS, sessions: 100 })
  for (let day = 0; day < 1000; day++) few.learn([1, 2], day)
  assert.ok(few.span >= 99 && few.span <= 101)
  const all = new Knowledge({ ...LIMITS, sessions: 10_000 })
  for (let day = 0; day < 1000; day++) all.learn([1, 2], day)
  assert.equal(all.span, 999)
})

test('a session that never ends does not make the shop forget', () => {
  const knowledge = new Knowledge({ ...LIMITS, sessions: 100 })
  const endless = knowledge.begin(0)
  for (let day = 1; day <= 150; day++) {
    knowledge.click(endless, [3], 1, 4, day)
    knowledge.learn([1, 2], day)
  }
  assert.ok(knowledge.span >= 99)
})

function learnt(count: number): Knowledge {
  const knowledge = new Knowledge(LIMITS)
  for (const { items, time } of pastSessions(3, count)) knowledge.learn(items, time)
  return knowledge
}

function loadedFrom(sections: Uint8Array[]): Knowledge {
  const loading = Knowledge.loading()
  loading.next(NOTHING)
  for (const section of sections) loading.next(section)
  const { value } = loading.next(NOTHING)
  assert.ok(value)
  return value
}

function saved(knowledge: Knowledge): Uint8Array {
  const writer = new ByteWriter()
  knowledge.save(writer)
  return writer.done()
}

function isSentence(error: unknown): boolean {
  return error instanceof RangeError && /^[a-z].* .* /.test(error.message)
}
