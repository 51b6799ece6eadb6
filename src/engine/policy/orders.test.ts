import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Random } from '../../core/random.ts'
import { SHOP_PARTITION } from '../../schema/record.ts'
import { ACTIONS, type HeldRule } from '../../schema/rule.ts'
import { Characters } from '../situation/moments/characters.ts'
import { isInForce, ordersFor } from './orders.ts'
import { HeldRules } from './rules/held-rules.ts'
import { ruleIdOf } from './rules/rule-id.ts'
import { engineChances } from './situations/slices.ts'

const ARMS = ['home/a', 'home/b', 'home/c', 'home/d', 'home/e']
const STANDARD = 2
const NOW = 1_000_000

test('whatever was said, what is forbidden has no chance, what is limited keeps to it, and somebody is always shown something', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = new Random(seed)
    const { rules, said } = randomRules(random)
    for (let n = 0; n < 10; n++) {
      const values = randomValues(random)
      const eligible = (1 + random.below(31)) | (1 << STANDARD)
      const orders = ordersFor(rules, asked(values, { eligible }))
      const chances = new Float64Array(ARMS.length)
      const means = Float64Array.from(ARMS, () => random.next())
      engineChances(means, new Float64Array(ARMS.length).fill(0.1), orders, chances)
      const here = said.filter(rule => isInForce(rule, NOW) && holds(rule, values))
      assertKept({ here, chances, eligible, orders, mustApprove: rules.needsApproval('home') })
    }
  }
})

test('of two rules that pin, the one with more conditions counts, then the newer one', () => {
  const rules = new HeldRules()
  hold(rules, { when: { device: 'phone', source: 'google' }, experience: 'home/a' })
  hold(rules, { when: { device: 'phone' }, experience: 'home/b' })
  hold(rules, { when: { source: 'google' }, experience: 'home/d' })
  const pinned = (values: object) => ordersFor(rules, asked({ ...values })).pinned
  assert.equal(pinned({ device: 'phone', source: 'google' }), 0)
  assert.equal(pinned({ device: 'phone', source: 'bing' }), 1)
  assert.equal(pinned({ device: 'desktop', source: 'google' }), 3)
  assert.equal(pinned({ device: 'desktop' }), undefined)
  hold(rules, { when: { device: 'phone' }, experience: 'home/e' })
  assert.equal(pinned({ device: 'phone' }), 4)
})

test('of two rules on one experience the one with more conditions counts, whatever the other says', () => {
  const rules = new HeldRules()
  hold(rules, { when: { device: 'phone' }, experience: 'home/a', action: 'limit', share: 0.1 })
  hold(rules, { experience: 'home/a' })
  hold(rules, { experience: 'home/b', action: 'limit', share: 0.5 })
  hold(rules, { when: { device: 'phone' }, experience: 'home/b', action: 'limit', share: 0.2 })
  const phone = ordersFor(rules, asked({ device: 'phone' }))
  assert.deepEqual([phone.pinned, phone.limits], [undefined, [0.1, 0.2, 1, 1, 1]])
  const desktop = ordersFor(rules, asked({ device: 'desktop' }))
  assert.deepEqual([desktop.pinned, desktop.limits], [0, [1, 0.5, 1, 1, 1]])
})

test('what makes no sense for a shopper is not pinned: the next rule that is possible counts', () => {
  const rules = new HeldRules()
  hold(rules, { experience: 'home/a' })
  hold(rules, { when: { device: 'phone' }, experience: 'home/b' })
  const withoutB = ordersFor(rules, asked({ device: 'phone' }, { eligible: 0b11101 }))
  assert.equal(withoutB.pinned, 0)
  const withoutBoth = ordersFor(rules, asked({ device: 'phone' }, { eligible: 0b11100 }))
  assert.equal(withoutBoth.pinned, undefined)
})

test('a forbidden experience stays away though a narrower and newer rule pins it', () => {
  const rules = new HeldRules()
  hold(rules, { experience: 'home/a', action: 'forbid' })
  hold(rules, { when: { device: 'phone' }, experience: 'home/a' })
  const orders = ordersFor(rules, asked({ device: 'phone' }))
  assert.deepEqual([orders.pinned, orders.allowed & 1], [undefined, 0])
})

test('a rule ends at its time, to the millisecond', () => {
  const rules = new HeldRules()
  hold(rules, { experience: 'home/a', until: NOW })
  assert.equal(ordersFor(rules, asked({}, { now: NOW - 1 })).pinned, 0)
  assert.equal(ordersFor(rules, asked({}, { now: NOW })).pinned, undefined)
})

test('where approval is asked for, only what was approved in that situation is chosen beside the default', () => {
  const rules = new HeldRules()
  hold(rules, { when: { device: 'phone' }, experience: 'home/b', action: 'approve' })
  hold(rules, { when: { device: 'phone' }, experience: 'home/d', action: 'limit', share: 0.3 })
  assert.equal(ordersFor(rules, asked({ device: 'phone' })).approved, undefined)
  askApproval(rules)
  const orders = ordersFor(rules, asked({ device: 'phone' }))
  assert.equal(orders.approved, 0b01110)
  assert.equal(orders.allowed, 0b11111, 'chance may still try the others')
  assert.equal(orders.by?.[1], rules.all()[0].id)
  assert.equal(ordersFor(rules, asked({ device: 'desktop' })).approved, 1 << STANDARD)
})

test('a rule of "other" speaks of values too rare to have a number', () => {
  const characters = new Characters()
  for (let i = 0; i < 63; i++) for (let n = 0; n < 3; n++) characters.see({ term: `word-${i}` }, 0)
  const rules = new HeldRules()
  hold(rules, { when: { term: 'other' }, experience: 'home/a' })
  hold(rules, { when: { term: 'very-rare' }, experience: 'home/b' })
  const pinned = (term: string) => ordersFor(rules, asked({ term }, { characters })).pinned
  assert.equal(pinned('rare'), 0)
  assert.equal(pinned('word-5'), undefined)
  assert.equal(pinned('very-rare'), 1, 'of two alike the newer')
})

test('saved and loaded it says the same, byte for byte', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { rules } = randomRules(new Random(seed))
    const loaded = HeldRules.load(new ByteReader(savedForm(rules)))
    assert.deepEqual(savedForm(loaded), savedForm(rules))
    const values = randomValues(new Random(seed))
    assert.deepEqual(ordersFor(loaded, asked(values)), ordersFor(rules, asked(values)))
  }
})

function assertKept(world: {
  here: HeldRule[]
  chances: Float64Array
  eligible: number
  orders: ReturnType<typeof ordersFor>
  mustApprove: boolean
}): void {
  const { here, chances, eligible, orders, mustApprove } = world
  assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance) - 1) < 1e-9)
  for (const [arm, experience] of ARMS.entries()) {
    if (arm === STANDARD) continue
    const spoken = here.filter(rule => rule.experience === experience)
    if ((eligible & (1 << arm)) === 0) assert.equal(chances[arm], 0, 'it makes no sense here')
    if (spoken.some(rule => rule.action === 'forbid')) {
      assert.equal(chances[arm], 0)
      assert.equal(orders.allowed & (1 << arm), 0)
    }
    if (mustApprove && spoken.length === 0) assert.equal(chances[arm], 0, 'nobody approved it')
    const actions = new Set(spoken.map(rule => rule.action))
    if (actions.has('limit') && !actions.has('pin')) {
      const most = Math.max(...spoken.map(rule => rule.share ?? 0))
      assert.ok(chances[arm] <= most, `${chances[arm]} above ${most}`)
    }
  }
}

let place = 0

function hold(rules: HeldRules, said: Partial<HeldRule>): HeldRule {
  const text = { placement: 'home' as const, when: {}, experience: 'home/a', ...said }
  const rule: HeldRule = { id: ruleIdOf(text), kind: 'written', action: 'pin', ...text }
  const body = { id: rule.id, rule, before: null, by: 'key', time: 0 }
  rules.apply({ ...placed(), type: 'rule_changed', body })
  return rule
}

function askApproval(rules: HeldRules): void {
  const body = { placements: ['home' as const], before: [], by: 'key', time: 0 }
  rules.apply({ ...placed(), type: 'approval_changed', body })
}

function placed() {
  return { id: 'x', partition: SHOP_PARTITION, version: 1, receivedAt: 0, position: ++place }
}

/** The default is neither limited nor forbidden: that is refused where rules are written. */
function randomRules(random: Random): { rules: HeldRules; said: HeldRule[] } {
  const rules = new HeldRules()
  const count = random.below(8)
  for (let n = 0; n < count; n++) {
    const arm = random.below(ARMS.length)
    const action = arm === STANDARD ? 'pin' : ACTIONS[random.below(ACTIONS.length)]
    const values = Object.entries(randomValues(random)).filter(() => random.chance(0.5))
    hold(rules, {
      when: Object.fromEntries(values),
      experience: ARMS[arm],
      action,
      share: action === 'limit' ? 0.1 + 0.8 * random.next() : undefined,
      until: random.chance(0.3) ? NOW - 5 + random.below(10) : undefined,
    })
  }
  if (random.chance(0.3)) askApproval(rules)
  return { rules, said: rules.all() }
}

function randomValues(random: Random): Record<string, string> {
  return {
    device: random.chance(0.5) ? 'phone' : 'desktop',
    source: ['google', 'bing', 'direct'][random.below(3)],
    visit: random.chance(0.5) ? 'first' : 'return',
  }
}

function holds(rule: HeldRule, values: Record<string, string>): boolean {
  return Object.entries(rule.when).every(([name, value]) => values[name] === value)
}

function asked(values: Record<string, string>, more: object = {}) {
  return {
    kind: 'home' as const,
    arms: ARMS,
    standard: STANDARD,
    values,
    characters: new Characters(),
    eligible: 0b11111,
    now: NOW,
    ...more,
  }
}

function savedForm(rules: HeldRules): Uint8Array {
  const writer = new ByteWriter()
  rules.save(writer)
  return writer.done()
}
