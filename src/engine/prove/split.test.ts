import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { Random } from '../../core/random.ts'
import type { Slice } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { Assigned } from './experiment/assigned.ts'
import { ENTRIES, entryNumber } from './experiment/entry.ts'
import { type Figure, VERIFIED } from './experiment/group-sums.ts'
import { resultsOf } from './experiment/results.ts'
import { type Newcomers, Split, sliceOf } from './split.ts'

const START = Date.UTC(2026, 10, 1)
const FIGURES: Figure[] = [
  'clicked',
  'bounced',
  'days',
  'bought',
  'second',
  'third',
  'revenue',
  'margin',
]

const act = fc.record({
  name: fc.constantFrom('page_view', 'view_item', 'click', 'select_item', 'add_to_cart'),
  who: fc.nat(2),
  day: fc.nat(45),
  /** An order of so much; 0 for none. */
  margin: fc.nat(5),
  verified: fc.boolean(),
})
const story = fc.array(act, { maxLength: 25 })
type Act = NonNullable<typeof act extends fc.Arbitrary<infer T> ? T : never>

test('three keys that turn out to be one are the first to come, who did everything', () => {
  fc.assert(
    fc.property(story, fc.boolean(), (acts, reverse) => {
      const apart = lived(acts, who => `key ${who}`)
      const pairs = [
        ['key 1', 'key 0'],
        ['key 2', 'key 0'],
      ]
      for (const [from, into] of reverse ? pairs.toReversed() : pairs) {
        apart.merge(from, into)
      }
      const first = NEWCOMERS.sliceOf(`key ${acts[0]?.who}`)
      const together = lived(acts, () => 'key 0', { ...NEWCOMERS, sliceOf: () => first })
      assert.deepEqual(figures(apart), figures(together))
      assert.deepEqual(apart.sums(), together.sums())
    }),
    { numRuns: 400 },
  )
})

test('what comes late or in another order ends in the same figures', () => {
  fc.assert(
    fc.property(story, fc.array(fc.nat(), { maxLength: 25 }), (acts, order) => {
      const shuffled = acts.map((act, n) => ({ act, at: order[n] ?? 0 }))
      shuffled.sort((a, b) => a.at - b.at)
      const late = shuffled.map(({ act }) => act)
      assert.deepEqual(
        figures(lived(late, who => `key ${who}`)),
        figures(lived(acts, who => `key ${who}`)),
      )
    }),
    { numRuns: 200 },
  )
})

test('a split saved and loaded goes on as the one that was not', () => {
  fc.assert(
    fc.property(story, story, (before, after) => {
      const through = lived(before, who => `key ${who}`)
      const again = Split.load(new ByteReader(bytesOf(through)))
      for (const split of [through, again]) live(split, after, who => `key ${who}`)
      assert.deepEqual(bytesOf(again), bytesOf(through))
    }),
    { numRuns: 100 },
  )
})

test('what the engine earns is seen though everybody signs in as they buy', () => {
  const split = new Split()
  const random = new Random(3)
  const newcomers: Newcomers = {
    sliceOf: visitor => sliceOf(visitor, '5a17', 0.4, 0),
    isCustomer: () => false,
    shares: () => ({ holdout: 0.4, uniform: 0 }),
  }
  for (let n = 0; n < 4_000; n++) {
    const browser = `browser ${n}`
    split.meet(browser, newcomers)
    const buys = newcomers.sliceOf(browser) === 'engine' ? 0.3 : 0.15
    if (!random.chance(buys)) continue
    const account = `account ${n}`
    split.merge(browser, account)
    split.earn({ visitor: account, ...ORDER }, account, newcomers, 'on')
  }
  const [{ metrics }] = resultsOf(split, []).comparisons
  const { low, high } = metrics.find(({ metric }) => metric === 'bought')!
  assert.ok(low! > 0 && low! < 0.15 && high! > 0.15, `${low} to ${high}`)
})

test('who turns out to be one stays in the slice of whoever of them came first', () => {
  for (const [first, second] of [
    ['key 0', 'key 1'],
    ['key 1', 'key 0'],
  ]) {
    const split = new Split()
    for (const visitor of [first, second])
      split.earn({ visitor, ...ORDER }, visitor, NEWCOMERS, 'on')
    split.merge('key 0', 'key 1')
    assert.equal(split.sliceOf('key 1'), NEWCOMERS.sliceOf(first))
    const orders = split.sums().filter(({ orders }) => orders > 0)
    assert.deepEqual(
      orders.map(({ slice, visitors, orders }) => [slice, visitors, orders]),
      [[NEWCOMERS.sliceOf(first), 1, 2]],
    )
  }
})

test('of two pages in one second, that which tells where they came from is how they came', () => {
  const letter = { campaign: { source: 'letter', medium: 'email', name: 'spring' } }
  const pages = [{ context: letter }, { context: {} }].map(({ context }, ms) => {
    const page = { type: 'home' } as const
    return { name: 'page_view', time: START + ms, channel: 'web', verified: false, page, context }
  }) as ShopEvent[]
  for (const told of [pages, pages.toReversed()]) {
    const split = new Split()
    for (const event of told) split.observe(event, 'key 2', NEWCOMERS)
    const email = entryNumber('email', false)
    assert.equal(split.ofEntry(2, email, 'clicked', VERIFIED).visitors, 1)
    const [[spring]] = split.campaigns.all()
    assert.equal(split.ofCampaign(2, spring, 'clicked', VERIFIED).visitors, 1)
  }
})

test('whoever is forgotten stays in the sums, and is somebody new when they come again', () => {
  const split = lived([{ name: 'click', who: 0, day: 0, margin: 3, verified: true }], () => 'key 1')
  const before = split.sums()
  split.forget('key 1')
  assert.deepEqual(split.sums(), before)
  split.meet('key 1', NEWCOMERS)
  assert.equal(split.visitors, 2)
})

test('only what a server told counts as money where a server tells', () => {
  const split = lived(
    [
      { name: 'page_view', who: 0, day: 0, margin: 5, verified: false },
      { name: 'page_view', who: 1, day: 0, margin: 2, verified: true },
    ],
    who => `key ${who}`,
  )
  assert.equal(total(split, 'margin'), 2)
  assert.equal(total(split, 'bought'), 1)
})

test('when there is no room for one more, the first who was met makes it', () => {
  const assigned = new Assigned(4)
  for (let n = 0; n < 4; n++) assigned.slice[assigned.add(`v${n}`)] = 1
  assert.equal(assigned.nextRow, 0)
  assigned.clear(assigned.nextRow)
  assigned.slice[assigned.add('v4')] = 1
  assert.equal(assigned.find('v0'), -1)
  for (const key of ['v1', 'v2', 'v3', 'v4']) assert.ok(assigned.find(key) >= 0, key)
  assert.ok(assigned.isOlder(assigned.find('v1'), assigned.find('v4')))
  assert.ok(!assigned.isOlder(assigned.find('v4'), assigned.find('v3')))
})

const ORDER = { revenue: 300, margin: 100, verified: true }

const NEWCOMERS: Newcomers = {
  sliceOf: visitor => (['holdout', 'uniform', 'engine'] as Slice[])[Number(visitor.at(-1)) % 3],
  isCustomer: () => false,
  shares: () => ({ holdout: 0.3, uniform: 0.3 }),
}

test('a crowd that came once and did nothing pushes nobody out who came back, clicked or bought', () => {
  const split = new Split({ assigned: new Assigned(64) })
  const event = { channel: 'web', verified: false } as const
  const newcomers = {
    sliceOf: () => 'engine' as const,
    isCustomer: () => false,
    shares: () => ({ holdout: 0.1, uniform: 0.1 }),
  }
  const come = (visitor: string, time: number, name: 'page_view' | 'click' = 'page_view') =>
    split.observe({ ...event, name, visitor, time }, visitor, newcomers)
  come('back', DAY)
  come('back', 3 * DAY)
  come('clicked', DAY, 'click')
  const order = { visitor: 'bought', revenue: 100, margin: 40, verified: true }
  split.earn(order, 'bought', newcomers, 'on')
  for (let n = 0; n < 1000; n++) come(`nobody ${n}`, DAY)
  assert.equal(split.visitors, 1003)
  for (const visitor of ['back', 'clicked', 'bought']) come(visitor, 5 * DAY)
  assert.equal(split.visitors, 1003)
  come('nobody 0', 5 * DAY)
  assert.equal(split.visitors, 1004)
})

function lived(
  acts: readonly Act[],
  nameOf: (who: number) => string,
  newcomers = NEWCOMERS,
): Split {
  const split = new Split()
  live(split, acts, nameOf, newcomers)
  return split
}

function live(
  split: Split,
  acts: readonly Act[],
  nameOf: (who: number) => string,
  newcomers = NEWCOMERS,
): void {
  for (const { name, who, day, margin, verified } of acts) {
    const visitor = nameOf(who)
    const event = { name, visitor, time: START + day * DAY, channel: 'web', verified: false }
    split.observe({ ...event, page: { type: 'home' } } as ShopEvent, visitor, newcomers)
    const order = { visitor, revenue: margin * 3, margin, verified }
    if (margin > 0) split.earn(order, visitor, newcomers, 'on')
  }
}

function figures(split: Split) {
  return [0, 1, 2].flatMap(slice =>
    Array.from({ length: ENTRIES }, (_, entry) =>
      FIGURES.map(figure => split.ofEntry(slice, entry, figure, VERIFIED)),
    ),
  )
}

function total(split: Split, figure: Figure): number {
  let sum = 0
  for (let slice = 0; slice < 3; slice++) {
    for (let entry = 0; entry < ENTRIES; entry++) {
      sum += split.ofEntry(slice, entry, figure, VERIFIED).sum
    }
  }
  return sum
}

function bytesOf(split: Split): Uint8Array {
  const writer = new ByteWriter()
  split.save(writer)
  return writer.done()
}
