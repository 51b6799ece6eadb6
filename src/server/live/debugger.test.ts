import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { event, learnt, line, NOW, openFeed, refused } from './fixtures/shop.ts'
import { effectOf, learntFrom } from './learnt.ts'

const MINUTE = 60_000

test('each fate is counted over one hour and no longer', () => {
  const feed = openFeed()
  feed.observe(event({}))
  feed.observe(event({}), { repeated: true })
  feed.observe(event({ repairs: ['price_text'] }))
  feed.observe(event({ robot: 'declared' }))
  feed.observe(refused({}))
  const each = { accepted: 1, repaired: 1, refused: 1, repeated: 1, robot: 1 }
  assert.deepEqual(feed.events({}, NOW).counts, each)
  assert.equal(feed.events({}, NOW + 61 * MINUTE).counts.accepted, 0)
})

test('an event and its repeats are rows of their own', () => {
  const feed = openFeed()
  const record = event({})
  for (const repeated of [false, true, true]) feed.observe(record, { repeated })
  assert.equal(new Set(feed.events({}, NOW).rows.map(row => row.id)).size, 3)
})

test('when only robots came, the answer says so', () => {
  const feed = openFeed()
  feed.observe(event({ robot: 'declared' }))
  assert.match(feed.events({}, NOW).answer.fr, /^Seuls des robots/)
})

test('the share of well-formed events is rounded down, never up to all', () => {
  const feed = openFeed()
  for (let i = 0; i < 9_999; i++) feed.observe(event({}))
  feed.observe(refused({}))
  assert.match(feed.events({}, NOW).answer.fr, /^\*99,9\u202f%\* des événements/)
  assert.match(
    feed.events({}, NOW).answer.en,
    /One was refused: purchase without an order number\.$/,
  )
})

test('a refused order weighs more than many repairs', () => {
  const feed = openFeed()
  for (let i = 0; i < 148; i++) feed.observe(event({ repairs: ['price_text'] }))
  for (let i = 0; i < 3; i++)
    feed.observe(refused({ code: 'future', field: '/time', name: 'page_view' }))
  for (let i = 0; i < 7; i++) feed.observe(refused({}))
  const reasons = feed.events({}, NOW).reasons
  assert.deepEqual(
    reasons.map(({ code, count, field }) => [code, count, field]),
    [
      ['missing', 7, 'transaction_id'],
      ['price_text', 148, ''],
      ['future', 3, 'time'],
    ],
  )
  assert.equal(reasons[0].say.fr, 'Achat sans numéro de commande')
})

test('a repaired event shows in the sender’s words what came and what was kept', () => {
  const feed = openFeed()
  const arrived = {
    name: 'view_item',
    time: '2026-11-24T09:42:00Z',
    params: { currency: 'eur', items: [{ item_id: 'SK1', price: '289.00', colour: 'red' }] },
  }
  const items = [{ id: 'SK1', price: 28900 }]
  const kept = event({ name: 'view_item', currency: 'EUR', items, repairs: ['price_text'] })
  const repairs = [
    {
      code: 'price_text',
      field: '/params/items/0/price',
      before: '289.00',
      after: '289',
      count: 1,
    },
  ] as const
  feed.observe(kept, { arrived, repairs })
  const state = feed.events({ status: 'repaired' }, NOW)
  const row = state.rows[0]
  assert.deepEqual(JSON.parse(row.arrived!), arrived)
  const params = { currency: 'EUR', items: [{ item_id: 'SK1', price: 289 }] }
  assert.deepEqual(JSON.parse(row.kept!), { name: 'view_item', time: arrived.time, params })
  assert.equal(row.say.fr, 'fiche Skarn Flex 100, un prix est venu en texte')
  assert.match(row.fix!.fr, /guillemets/)
  assert.equal(state.reasons[0].field, '289.00 → 289')
})

test('a refused event says why and how to correct it at the source', () => {
  const feed = openFeed()
  feed.observe(refused({}))
  const [row] = feed.events({ status: 'refused' }, NOW).rows
  assert.equal(row.say.fr, 'Achat sans numéro de commande')
  assert.match(row.fix!.en, /transaction_id/)
  assert.match(row.arrived!, /312\.8/)
})

test('a flood of good events does not push out the refused ones', () => {
  const feed = openFeed()
  feed.observe(refused({}))
  for (let i = 0; i < 3_000; i++) feed.observe(event({}))
  assert.equal(feed.events({ status: 'refused' }, NOW).rows.length, 1)
})

test('personal fields of what arrived are blanked', () => {
  const feed = openFeed()
  const arrived = { name: 'page_view', email: 'a@example.org', detail: 'call 06 11 22 33 44' }
  feed.observe(event({ repairs: ['personal_removed'] }), { arrived })
  const [row] = feed.events({}, NOW).rows
  assert.doesNotMatch(row.arrived!, /example\.org|06 11/)
})

test('an interval holds its estimate, narrows with more visits, and needs clicks on both sides', () => {
  const few = effectOf(sums(400, 44), sums(400, 40))!
  const many = effectOf(sums(40_000, 4_400), sums(40_000, 4_000))!
  for (const { low, middle, high } of [few, many]) assert.ok(low < middle && middle < high)
  assert.equal(few.middle, 10)
  assert.ok(few.low < 0 && many.low > 0)
  assert.ok(many.high - many.low < few.high - few.low)
  assert.equal(effectOf(sums(400, 4), sums(400, 40)), undefined)
})

test('what was learnt from plain comparisons is told as one, and early as too early', () => {
  const items = learnt()
  assert.deepEqual(
    items.map(({ id, verdict }) => [id, verdict]),
    [
      ['product/reassured', 'open'],
      ['home/best-reviewed', 'open'],
      ['home/explore', 'too_early'],
    ],
  )
  const home = (clicks: number) => {
    const experiences = [{ ...sums(1_500, 150), isDefault: true }, sums(1_500, clicks)]
    return learntFrom({ time: NOW, placements: [{ placement: 'home', experiences }] })[0].verdict
  }
  assert.deepEqual([300, 150, 60].map(home), ['better', 'open', 'worse'])
  assert.equal(effectOf(sums(12, 6), sums(15, 5)), undefined, 'of 27 visits nothing is said')
  assert.equal(
    items[0].say.fr,
    'Fiche produit\u202f: « Dans le même esprit » (avec livraison et retours) plutôt que « Dans le même esprit ».',
  )
  assert.deepEqual(learntFrom({ time: NOW, placements: [] }), [])
})

function sums(decisions: number, clicks: number) {
  const belief = { mean: 0, deviation: 0 }
  const rest = {
    experience: 'a',
    strategy: 'next',
    words: { fr: 'x', en: 'x' },
    isDefault: false,
    carts: 0,
    orders: 0,
    belief,
  }
  return { ...rest, decisions, clicks }
}

test('looked at forty times, the interval still holds the truth in 95 runs of 100', () => {
  const random = new Random(11)
  let missed = 0
  for (let run = 0; run < 400; run++) if (missesZero(random)) missed++
  assert.ok(missed <= 20, `${missed} of 400 runs missed`)
  assert.ok(missed > 0, 'an interval that is never wrong is wider than it says')
})

/** Two experiences of the same click rate, looked at every hundred visits. */
function missesZero(random: Random): boolean {
  const clicks = [0, 0]
  for (let visits = 1; visits <= 4_000; visits++) {
    for (const arm of [0, 1]) if (random.chance(0.1)) clicks[arm]++
    if (visits % 100 > 0) continue
    const effect = effectOf(sums(visits, clicks[0]), sums(visits, clicks[1]))
    if (effect && (effect.low > 0 || effect.high < 0)) return true
  }
  return false
}

test('a list is told by its length and a scroll by how far it went', () => {
  const feed = openFeed()
  const page = { type: 'product', item: 'SK1' } as const
  feed.observe(event({ name: 'view_item_list', page, items: [line('SK2'), line('SK3')] }))
  feed.observe(event({ name: 'scroll', page, detail: '90' }))
  const [scroll, list] = feed.events({}, NOW).rows
  assert.equal(list.say.en, 'list of two items')
  assert.equal(scroll.say.fr, 'jusqu’à 90\u202f% de la page')
})
