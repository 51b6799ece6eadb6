import assert from 'node:assert/strict'
import { test } from 'node:test'
import { event, NOW, openFeed } from '../../../server/live/fixtures/shop.ts'
import { type Held, hear, hold, pause, resume, shown } from './rows.ts'

test('a new row stands first while the page follows', () => {
  const held = add(open(), 'b')
  assert.deepEqual(ids(held), ['b', 'a'])
  assert.equal(shown(held, 'all').fresh, 0)
})

test('further down, new rows wait and are counted, and following shows them', () => {
  const held = add(add(hold(open(), true), 'b'), 'c')
  assert.deepEqual(ids(held), ['a'])
  assert.equal(shown(held, 'all').fresh, 2)
  assert.deepEqual(ids(hold(held, false)), ['c', 'b', 'a'])
})

test('a pause holds rows and figures still, and loses neither', () => {
  const paused = add(pause(open()), 'b')
  const beaten = hear(paused, { name: 'beat', data: { ...beat(), visitors: 99 } })!
  assert.deepEqual(ids(beaten), ['a'])
  assert.equal(beaten.frozen?.visitors, 1)
  assert.equal(shown(beaten, 'all').fresh, 1)
  assert.deepEqual(ids(resume(beaten)), ['b', 'a'])
  assert.equal(resume(beaten).state.visitors, 99)
})

test('a row sent again takes its own place, and a reply finds its row', () => {
  const two = add(open(), 'b')
  const again = hear(two, { name: 'row', data: { ...two.state.rows[1], kind: 'cart' } })!
  assert.deepEqual(ids(again), ['b', 'a'])
  const reply = { kind: 'yes', say: { fr: 'a choisi', en: 'chose' } } as const
  const answered = hear(again, { name: 'reply', data: { id: 'a', reply } })!
  assert.equal(answered.state.rows[1].reply.kind, 'yes')
  assert.equal(shown(answered, 'cart').rows.length, 1)
})

test('the newest beat grows in place, and a missed one is told as empty', () => {
  const last = open().state.pulse.at(-1)!
  const grown = hear(open(), { name: 'beat', data: { ...beat(), time: last.time, events: 7 } })!
  assert.equal(grown.state.pulse.at(-1)?.events, 7)
  const later = { ...beat(), time: last.time + 30_000, events: 1 }
  const { pulse } = hear(grown, { name: 'beat', data: later })!.state
  assert.equal(pulse.length, 90)
  assert.deepEqual(
    pulse.slice(-4).map(b => b.events),
    [7, 0, 0, 1],
  )
})

function open(): Held {
  const feed = openFeed()
  feed.observe(event({ visitor: 'v1' }))
  const state = feed.state(NOW)
  return { state: { ...state, rows: [{ ...state.rows[0], id: 'a' }] } }
}

function add(held: Held, id: string): Held {
  return hear(held, { name: 'row', data: { ...held.state.rows[0], id } })!
}

function beat() {
  return openFeed().beat(NOW)
}

function ids(held: Held): string[] {
  return shown(held, 'all').rows.map(row => row.id)
}
