import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import { Split } from '../split.ts'

test('a real campaign is told apart, though names were made up until the table was full', () => {
  const { split, come, visitorsOf } = shop()
  for (let n = 0; n < 300; n++) come(`made up ${n}`)
  for (let n = 0; n < 50; n++) come('summer')
  for (let n = 0; n < 5_000; n++) come(n % 20 === 0 ? 'summer' : `made up again ${n}`)
  const apart = [...split.campaigns.all()].map(([, [, , name]]) => name)
  assert.equal(apart.length, 200)
  assert.ok(apart.includes('summer'))
  // The first of them is the one by which it was not told apart yet.
  assert.equal(visitorsOf('summer'), 299)
})

test('whoever came by a campaign that made room counts with all others, and nobody is lost', () => {
  const { split, come, visitorsOf, others } = shop()
  for (let n = 0; n < 200; n++) come(`made up ${n}`)
  for (let n = 0; n < 10; n++) come('summer')
  const told = [...split.campaigns.all()].reduce((sum, [, [, , name]]) => sum + visitorsOf(name), 0)
  assert.equal(told + others(), 210)
  assert.equal(others(), 2)
  // A row of before is taken out of where its sums are now.
  split.leaveOut('visitor 0')
  assert.equal(others(), 1)
})

test('a split that was saved goes on as the one that was not', () => {
  const live = shop()
  for (let n = 0; n < 250; n++) live.come(`made up ${n}`)
  const writer = new ByteWriter()
  live.split.save(writer)
  const loaded = shop(Split.load(new ByteReader(writer.done())), 250)
  for (const { come } of [live, loaded]) for (let n = 0; n < 9; n++) come('summer')
  assert.deepEqual(saved(loaded.split), saved(live.split))
})

function shop(split = new Split(), came = 0) {
  const newcomers = {
    sliceOf: () => 'engine' as const,
    isCustomer: () => false,
    shares: () => ({ holdout: 0.1, uniform: 0.1 }),
  }
  const visitors = (place: number) => split.ofCampaign(2, place, 'clicked', 0).visitors
  return {
    split,
    come: (name: string) => split.observe(page(name), `visitor ${came++}`, newcomers),
    visitorsOf: (wanted: string) => {
      const found = [...split.campaigns.all()].find(([, [, , name]]) => name === wanted)
      return found === undefined ? 0 : visitors(found[0])
    },
    others: () => visitors(1),
  }
}

function page(name: string): ShopEvent {
  const context = { campaign: { source: 'paper', medium: 'email', name } }
  const at = { type: 'home', url: '/' } as const
  return { name: 'page_view', time: 86_400_000, channel: 'web', verified: false, page: at, context }
}

function saved(split: Split): Uint8Array {
  const writer = new ByteWriter()
  split.save(writer)
  return writer.done()
}
