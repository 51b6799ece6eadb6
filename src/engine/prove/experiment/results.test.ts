import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from './fixtures/world.ts'

const SHOP = { holdout: 0.2, uniform: 0.1, lift: 1, buys: 0.06, returns: 0.3 }

test('where nothing matters, looking all the time and stopping at the first effect errs in fewer than one world in twenty', () => {
  const worlds = 150
  const fooled = { margin: 0, bought: 0, revenue: 0, days: 0 }
  for (let seed = 1; seed <= worlds; seed++) {
    const world = new World(seed, SHOP)
    const told = new Set<string>()
    for (let look = 0; look < 60; look++) {
      world.live(150)
      for (const { metric, verdict } of world.against('holdout').metrics) {
        if (verdict === 'above' || verdict === 'below') told.add(metric)
      }
    }
    for (const metric of told) if (metric in fooled) fooled[metric as keyof typeof fooled]++
  }
  // Binomial: more than 14 of 150 would come by chance once in a hundred at exactly 5 %.
  for (const count of Object.values(fooled))
    assert.ok(count <= 0.05 * worlds, JSON.stringify(fooled))
})

test('the interval holds the true effect at every look at once, in nineteen worlds of twenty', () => {
  const worlds = 60
  const shop = { ...SHOP, returns: 0, lift: 1.5 }
  // Four appetites of 4 / 4, margin of e^(7 + 0.9²/2) less 8 % given back.
  const each = Math.exp(7 + 0.81 / 2) * 0.92
  const truth = shop.buys * 0.5 * each
  let missed = 0
  for (let seed = 1; seed <= worlds; seed++) {
    const world = new World(seed, shop)
    let holds = true
    for (let look = 0; look < 40; look++) {
      world.live(400)
      const { low, high } = world.metric('margin')
      if (low !== undefined && (low > truth || high! < truth)) holds = false
    }
    if (!holds) missed++
  }
  assert.ok(missed <= 0.05 * worlds, `${missed} of ${worlds}`)
})

test('a large effect is found, and one below the detectable is not claimed', () => {
  const world = new World(1, { ...SHOP, lift: 2 })
  world.live(20_000)
  const large = world.metric('margin')
  assert.equal(large.verdict, 'above')
  assert.ok(large.low! > 0 && large.detectable! < large.effect!)
  const small = new World(1, { ...SHOP, lift: 1.02 })
  small.live(20_000)
  const open = small.metric('margin')
  assert.equal(open.verdict, 'open')
  assert.ok(open.detectable! > 0.02 * open.other)
})

test('before fifty of each side have ordered there is no interval', () => {
  const world = new World(2, SHOP)
  world.live(300)
  const { verdict, effect, low } = world.metric('margin')
  assert.deepEqual([verdict, effect, low], ['too_early', undefined, undefined])
})

test('what the entry explains is noise no more, and the estimate stays where it was', () => {
  const world = new World(3, { ...SHOP, lift: 1.3, buys: 0.2 })
  world.live(60_000)
  const { effect, low, high, engine, other } = world.metric('bought')
  const plain = engine - other
  assert.ok(low! < plain && plain < high!)
  // Against the same sums without entries: no wider, for appetite differs fivefold between them.
  assert.ok(high! - effect! < 0.03, `${high! - effect!}`)
})

test('the interval of a source is as wide while it is the only one as beside others', () => {
  const world = new World(5, { ...SHOP, lift: 1.3, buys: 0.2 })
  world.live(20_000)
  const widthOf = (source: string) => {
    const { margin } = world.against('holdout').sources.find(({ name }) => name[0] === source)!
    return margin.high! - margin.low!
  }
  const before = widthOf('email')
  const newcomers = { sliceOf: () => 'holdout' as const, isCustomer: () => false }
  const context = { campaign: { source: 'x', medium: 'affiliate' } }
  const page = { type: 'home' } as const
  const event = { name: 'page_view', time: 0, channel: 'web', verified: false } as const
  const come = { ...newcomers, shares: () => SHOP }
  world.split.observe({ ...event, page, context }, 'somebody else', come)
  assert.equal(widthOf('email'), before)
})

test('a split that is not as it was drawn hides every effect', () => {
  const world = new World(4, { ...SHOP, lift: 2 })
  world.live(20_000)
  assert.equal(world.results().sampleRatio.alarm, false)
  for (let n = 0; n < 14_000; n += 4) world.split.leaveOut(`v${n}`)
  assert.equal(world.results().sampleRatio.alarm, false) // whoever it takes, it takes of all
  const newcomers = { sliceOf: () => 'engine' as const, isCustomer: () => false }
  for (let n = 0; n < 2_000; n++) {
    world.split.meet(`more ${n}`, { ...newcomers, shares: () => SHOP })
  }
  const { sampleRatio, comparisons } = world.results()
  assert.equal(sampleRatio.alarm, true)
  for (const { metrics, sources, campaigns } of comparisons) {
    assert.deepEqual([metrics, sources, campaigns], [[], [], []])
  }
})

test('a fair split looked at a thousand times raises no alarm', () => {
  let alarms = 0
  for (let seed = 1; seed <= 20; seed++) {
    const world = new World(seed, { ...SHOP, buys: 0, returns: 0 })
    for (let look = 0; look < 50; look++) {
      world.live(100)
      if (world.results().sampleRatio.alarm) alarms++
    }
  }
  assert.equal(alarms, 0)
})
