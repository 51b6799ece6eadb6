import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_CLICKS, SessionIndex } from './session-index.ts'

const MOST_SESSIONS = 6
const PER_ITEM = 4
const ITEMS = 5

test('after any clicks and evictions the index is what a recount from scratch would be', () => {
  fc.assert(
    fc.property(clicks(), list => {
      const { index, truth } = play(list)
      assert.equal(index.count, truth.sessions.size)
      for (let item = 0; item < ITEMS; item++) {
        const expected = truth.lists[item].toReversed().map(session => index.placeOf(session))
        assert.deepEqual(sessionsOf(index, item), expected)
      }
      for (const [session, { items, time }] of truth.sessions) {
        const place = index.placeOf(session)
        assert.deepEqual(itemsAt(index, place), items)
        assert.equal(index.sizeAt(place), new Set(items).size)
        assert.equal(index.timeAt(place), time)
      }
      const past = [...truth.sessions.values()].filter(({ items }) => items.length > 1)
      const found = index.newest(MOST_SESSIONS).map(({ items, time }) => ({
        items: Array.from(items),
        time,
      }))
      assert.deepEqual(found, past)
    }),
    { seed: 11, numRuns: 400 },
  )
})

test('a saved index, loaded and saved again, is the same bytes, and goes on alike', () => {
  fc.assert(
    fc.property(clicks(), clicks(), (before, after) => {
      const { index } = play(before)
      const loaded = SessionIndex.load(new ByteReader(saved(index)))
      assert.deepEqual(saved(loaded), saved(index))
      play(after, index)
      play(after, loaded)
      assert.deepEqual(saved(loaded), saved(index))
    }),
    { seed: 12, numRuns: 200 },
  )
})

test('a session is remembered by its first clicks, and leaves nothing behind', () => {
  const index = new SessionIndex(1, 8)
  const session = index.begin(0)
  for (let i = 0; i < 3 * MOST_CLICKS; i++) index.add(session, i % 100, i)
  assert.equal(itemsAt(index, 0).length, MOST_CLICKS)
  index.begin(1)
  for (let item = 0; item < 100; item++) assert.deepEqual(sessionsOf(index, item), [])
})

function clicks() {
  const click = fc.record({ begins: fc.boolean(), back: fc.nat(7), item: fc.nat(ITEMS - 1) })
  return fc.array(click, { maxLength: 60, size: 'max' })
}

/** Each click begins a session, or goes on with one of the newest, or one already gone. */
function play(
  list: { begins: boolean; back: number; item: number }[],
  index = new SessionIndex(MOST_SESSIONS, PER_ITEM),
) {
  const sessions = new Map<number, { items: number[]; time: number }>()
  const lists: number[][] = Array.from({ length: ITEMS }, () => [])
  let newest = -1
  for (const [time, { begins, back, item }] of list.entries()) {
    if (begins || newest < 0) {
      newest = index.begin(time)
      sessions.set(newest, { items: [], time })
      const oldest = Math.min(...sessions.keys())
      if (sessions.size > MOST_SESSIONS) {
        sessions.delete(oldest)
        for (const entries of lists) {
          if (entries.includes(oldest)) entries.splice(entries.indexOf(oldest), 1)
        }
      }
    }
    const session = begins ? newest : Math.max(0, newest - back)
    index.add(session, item, time)
    const truth = sessions.get(session)
    if (truth === undefined) continue
    if (!truth.items.includes(item)) lists[item].push(session)
    if (lists[item].length > PER_ITEM) lists[item].shift()
    truth.items.push(item)
    truth.time = time
  }
  return { index, truth: { sessions, lists } }
}

function sessionsOf(index: SessionIndex, item: number): number[] {
  const into = new Int32Array(8)
  return [...into.subarray(0, index.sessionsOf(item, into, 8))]
}

function itemsAt(index: SessionIndex, place: number): number[] {
  const into = new Int32Array(MOST_CLICKS)
  return [...into.subarray(0, index.itemsAt(place, into))]
}

function saved(index: SessionIndex): Uint8Array {
  const writer = new ByteWriter()
  index.save(writer)
  return writer.done()
}
