import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Knowledge } from './knowledge.ts'
import { NearSessions, type Search } from './near-sessions.ts'
import { fade, type NeighbourSettings, USUAL_SETTINGS } from './neighbour-settings.ts'
import { Trail } from './trail.ts'

const ITEMS = 6

test('the nearest are those of a search that passes nobody over', () => {
  fc.assert(
    fc.property(sessions(), session(), settings(), fc.boolean(), (past, now, settings, hasOwn) => {
      const own = hasOwn ? [0, past.length - 1] : undefined
      const search = searchOf(past, now, settings, own)
      const found = new NearSessions()
      for (let twice = 0; twice < 2; twice++) found.find(search)
      const nearest = [...found.nearest.subarray(0, found.count)]
      assert.deepEqual(
        nearest.map(i => ({ place: found.places[i], near: found.near[i] })).sort(byPlace),
        everybody(search).slice(0, settings.neighbours).sort(byPlace),
      )
    }),
    { seed: 21, numRuns: 3000 },
  )
})

test('nobody is a neighbour of itself', () => {
  const search = searchOf(
    [
      [1, 2],
      [1, 3],
    ],
    [1],
    USUAL_SETTINGS,
  )
  const found = new NearSessions()
  found.find({ ...search, self: 1 })
  assert.deepEqual(
    [...found.nearest.subarray(0, found.count)].map(i => found.places[i]),
    [0],
  )
})

/** Every session that shares an item, nearest first, those met first before their equals. */
function everybody({ trail, knowledge, settings, own = [] }: Search) {
  const { sessions } = knowledge
  const met = new Map<number, { near: number; star: number }>()
  for (let i = 0; i < Math.min(trail.distinct, settings.lastItems); i++) {
    const step = fade(trail.steps[i] - 1, settings.positionDecay)
    const list = new Int32Array(settings.sessionsPerItem)
    const length = sessions.sessionsOf(trail.items[i], list, settings.sessionsPerItem)
    for (const place of list.subarray(0, length)) {
      const { near, star } = met.get(place) ?? { near: 0, star: i }
      met.set(place, { near: Math.fround(near + step), star })
    }
  }
  const all = [...met].map(([place, { near, star }]) => {
    const age = Math.floor(((trail.now - sessions.timeAt(place)) * 256) / knowledge.span)
    const byAge = Math.fround(fade(Math.min(255, age) / 256, settings.ageDecay))
    const bySize = Math.fround(sessions.sizeAt(place) ** -settings.lengthPower)
    const byStar = Math.fround(fade(trail.steps[star] - 1, settings.sharedDecay))
    const isOwn = own.includes(place)
    return { place, near: Math.fround(near * (bySize * byAge * byStar)) * (isOwn ? 2 : 1) }
  })
  return all.sort((a, b) => b.near - a.near)
}

function searchOf(
  past: number[][],
  now: number[],
  settings: NeighbourSettings,
  own?: number[],
): Search {
  const knowledge = new Knowledge()
  for (const [time, items] of past.entries()) knowledge.learn(items, time)
  const trail = new Trail()
  trail.set(now, now.length, past.length)
  return { trail, knowledge, settings, self: -1, own }
}

function sessions() {
  return fc.array(session(), { minLength: 2, maxLength: 25 })
}

function session() {
  return fc.array(fc.nat(ITEMS - 1), { minLength: 1, maxLength: 8 })
}

/** Few neighbours, so that there is something to pass over. */
function settings(): fc.Arbitrary<NeighbourSettings> {
  return fc
    .record({
      neighbours: fc.integer({ min: 1, max: 8 }),
      sessionsPerItem: fc.integer({ min: 2, max: 20 }),
      lastItems: fc.integer({ min: 1, max: 6 }),
      positionDecay: decay(),
      ageDecay: decay(),
      sharedDecay: decay(),
      lengthPower: fc.constantFrom(0, 0.3, 1),
    })
    .map(some => ({ ...USUAL_SETTINGS, ...some }))
}

function decay() {
  return fc.constantFrom(0, 0.3, 1, 2.5)
}

function byPlace(a: { place: number }, b: { place: number }): number {
  return a.place - b.place
}
