import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../core/clock.ts'
import { namedKey } from '../core/visitor-key.ts'
import { EVENT_NAMES } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { type Door, judgeEvents } from './index.ts'

const now = Date.UTC(2026, 0, 15, 12)
const door: Door = {
  now,
  visitor: 'v',
  channel: 'web',
  verified: false,
  nameSecret: 'secret',
  defaultCurrency: 'EUR',
}
const uuid = '01890a5d-ac96-774b-bcce-b302099a8057'
const item = { item_id: 'CH-42', item_name: 'Chaussure Alto', price: 199.9, quantity: 1 }
const view = {
  id: uuid,
  name: 'view_item',
  time: now - 1000,
  params: { currency: 'EUR', items: [item] },
}

test('a good GA4 event is kept as it is, in minor units, with nothing repaired', () => {
  const { event, id, repairs } = keep(view)
  assert.equal(id, uuid)
  assert.deepEqual(repairs, [])
  assert.deepEqual(event, {
    name: 'view_item',
    time: now - 1000,
    channel: 'web',
    verified: false,
    visitor: 'v',
    items: [{ id: 'CH-42', price: 19990, quantity: 1, name: 'Chaussure Alto' }],
    currency: 'EUR',
  })
})

test('a bad event is set aside with its reason and the good ones beside it are kept', () => {
  const batch = { events: [view, { ...view, name: 'teleport' }, 12, view] }
  const { kept, refused } = judgeEvents(batch, door)
  assert.deepEqual(
    kept.map(one => one.index),
    [0, 3],
  )
  assert.deepEqual(
    refused.map(one => [one.index, one.field, one.code, one.name]),
    [
      [1, '/name', 'unknown_name', 'teleport'],
      [2, '', 'wrong_type', undefined],
    ],
  )
})

test('a refusal names the field by its pointer, wherever the parameters lie', () => {
  const bad = { ...item, price: 'cheap' }
  assert.equal(refuse({ ...view, params: { items: [item, bad] } }).field, '/params/items/1/price')
  assert.equal(refuse({ ...view, params: undefined, items: [bad] }).field, '/items/0/price')
  const pushed = { ...view, params: undefined, ecommerce: { items: [bad] } }
  assert.equal(refuse(pushed).field, '/ecommerce/items/0/price')
  assert.equal(refuse({ ...view, page: { title: {} } }).field, '/page/title')
})

test('each kind of fault has its code', () => {
  const cases: [object, string, string][] = [
    [{ ...view, params: [] }, '/params', 'wrong_type'],
    [{ ...view, params: { items: [] } }, '/params/items', 'missing'],
    [{ ...view, params: { items: [{ price: 1 }] } }, '/params/items/0/item_id', 'missing'],
    [withItem({ item_id: 'x'.repeat(129) }), '/params/items/0/item_id', 'too_long'],
    [withItem({ item_name: 'x'.repeat(257) }), '/params/items/0/item_name', 'too_long'],
    [withItem({ quantity: -1 }), '/params/items/0/quantity', 'negative'],
    [withItem({ quantity: 1.5 }), '/params/items/0/quantity', 'not_whole'],
    [withItem({ price: -1 }), '/params/items/0/price', 'negative'],
    [withItem({ price: 1e15 }), '/params/items/0/price', 'out_of_range'],
    [withItem({ price: Number.NaN }), '/params/items/0/price', 'not_a_number'],
    [withItem({ price: '12 USD' }), '/params/items/0/price', 'currency_mismatch'],
    [
      { ...view, params: { ...view.params, currency: 'EURO' } },
      '/params/currency',
      'unknown_currency',
    ],
    [{ ...view, params: { items: Array(201).fill(item) } }, '/params/items', 'too_many'],
    [{ ...view, time: now + DAY + HOUR }, '/time', 'future'],
    [{ ...view, time: now - 9 * DAY }, '/time', 'late'],
    [{ ...view, time: 'yesterday' }, '/time', 'bad_time'],
    [{ ...view, note: 'x'.repeat(LIMITS.eventBytes) }, '', 'too_large'],
    [{ id: uuid, name: 'search', time: now }, '/search_term', 'missing'],
    [{ id: uuid, name: 'click', time: now, params: {} }, '/decision', 'missing'],
    [{ ...view, name: 'purchase' }, '/params/transaction_id', 'missing'],
    [{ ...view, name: 'refund' }, '/params/transaction_id', 'missing'],
  ]
  for (const [event, field, code] of cases) {
    const refused = refuse(event)
    assert.deepEqual([refused.field, refused.code], [field, code], JSON.stringify(refused))
  }
  assert.match(refuse({ ...view, name: 'purchase' }).reason, /^Purchase without an order number/)
})

test('nesting of any depth is refused, not followed', () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    const deep = `${open.repeat(40_000)}1${close.repeat(40_000)}`
    for (const field of ['params', 'email', 'note', 'page', 'context']) {
      const event = JSON.parse(`{"name":"page_view","time":${now},"${field}":${deep}}`)
      const { kept, refused } = judgeEvents({ events: [event], context: event }, door)
      assert.equal(kept.length + refused.length, 1)
    }
  }
  assert.equal(refuse({ ...view, a: [[[[[[[[[[[[[1]]]]]]]]]]]]] }).code, 'too_deep')
})

test('what can be put right is put right, and says what came and what was kept', () => {
  const cases: [object, string, unknown, unknown][] = [
    [withItem({ price: '1 234,50 €' }), 'price_text', '1 234,50 €', '123450'],
    [withItem({ quantity: '2' }), 'number_text', '2', '2'],
    [withItem({ item_id: 42 }), 'id_number', '42', '42'],
    [withItem({ item_id: undefined }), 'item_id_from_name', undefined, 'Chaussure Alto'],
    [withItem({ item_id: undefined, sku: 'S1' }), 'field_alias', 'sku', 'item_id'],
    [withItem({ item_name: ' Alto\n' }), 'whitespace', ' Alto ', 'Alto'],
    [withItem({ item_name: 'Al\u0000to' }), 'characters', 'Alto', 'Alto'],
    [withItem({ price: 12.345 }), 'price_rounded', '12.345', '1235'],
    [{ ...view, params: { ...view.params, currency: 'eur' } }, 'currency_case', 'eur', 'EUR'],
    [{ ...view, params: { items: [item] } }, 'currency_default', undefined, 'EUR'],
    [{ ...view, params: { items: item, currency: 'EUR' } }, 'items_single', undefined, undefined],
    [{ ...view, name: 'Product Viewed' }, 'name_alias', 'Product Viewed', 'view_item'],
    [{ ...view, time: now / 1000 }, 'time_seconds', String(now / 1000), String(now)],
    [{ ...view, time: now * 1000 }, 'time_micros', String(now * 1000), String(now)],
    [{ ...view, time: undefined }, 'time_missing', undefined, String(now)],
    [{ ...view, page: { url: '/panier' } }, 'page_type', undefined, 'product'],
  ]
  for (const [event, code, before, after] of cases) {
    const { repairs, event: kept } = keep(event)
    const repair = repairs.find(one => one.code === code)
    assert.ok(repair, `${code}: ${JSON.stringify(repairs)}`)
    if (code !== 'characters') assert.equal(repair.before, before)
    assert.equal(repair.after, after)
    assert.ok(kept.repairs?.includes(code))
  }
})

test('a repair that happens in every item is told once and counted', () => {
  const items = Array.from({ length: 50 }, () => ({ ...item, price: '12,99 EUR' }))
  const { repairs } = keep({ ...view, params: { items } })
  assert.deepEqual(
    repairs.map(one => [one.code, one.count, one.field]),
    [['price_text', 50, '/params/items/0/price']],
  )
})

test('an order without a total gets the sum of its lines, and one with a total keeps it', () => {
  const lines = [item, { item_id: 'B', price: 0.1, quantity: 3 }]
  const params = {
    currency: 'EUR',
    transaction_id: 'T1',
    items: lines,
    tax: '33,32',
    shipping: 4.9,
  }
  const { event, repairs } = keep({ ...view, name: 'purchase', params })
  assert.equal(event.value, 20020)
  assert.deepEqual(event.transaction, { id: 'T1', tax: 3332, shipping: 490 })
  assert.deepEqual(
    repairs.map(one => one.code),
    ['value_computed', 'price_text'],
  )
  assert.equal(
    keep({ ...view, name: 'purchase', params: { ...params, value: 180 } }).event.value,
    18000,
  )
})

test('a refund is told in positive amounts, however the sender writes it', () => {
  const params = {
    currency: 'EUR',
    transaction_id: 'T1',
    value: -20,
    items: [{ item_id: 'B', quantity: -1 }],
  }
  const { event } = keep({ ...view, name: 'refund', params })
  assert.equal(event.value, 2000)
  assert.equal(event.items?.[0].quantity, 1)
})

test('a clock that is wrong by more than five seconds is corrected by sentAt, a slow line is not', () => {
  const skewed = { events: [{ ...view, time: now + 3 * HOUR }], sentAt: now + 3 * HOUR + 500 }
  const { kept } = judgeEvents(skewed, door)
  assert.equal(kept[0].event.time, now - 500)
  assert.equal(kept[0].repairs[0].code, 'clock_skew')
  const slow = judgeEvents({ events: [view], sentAt: new Date(now - 3000).toISOString() }, door)
  assert.equal(slow.kept[0].event.time, view.time)
})

test('an imported event may be years old but must have its time', () => {
  const importing = { ...door, imported: true }
  const old = judgeEvents({ events: [{ ...view, time: '2014-04-01T10:00:00Z' }] }, importing)
  assert.equal(old.kept[0].event.time, Date.UTC(2014, 3, 1, 10))
  const timeless = judgeEvents({ events: [{ ...view, time: undefined }] }, importing)
  assert.equal(timeless.refused[0].code, 'missing')
})

test('the same event has the same id, whatever kind of id it came with', () => {
  assert.equal(keep({ ...view, id: uuid.toUpperCase() }).id, uuid)
  assert.equal(keep({ ...view, id: 'order-7' }).id, keep({ ...view, id: 'order-7' }).id)
  const made = keep({ ...view, id: undefined })
  const reordered = {
    time: view.time,
    params: { items: [item], currency: 'EUR' },
    name: 'view_item',
  }
  assert.equal(made.id, keep(reordered).id)
  assert.notEqual(made.id, keep({ ...view, id: undefined, time: view.time - 1 }).id)
})

test('personal data never enters: not in texts, addresses, unknown fields or samples', () => {
  const sent = {
    ...view,
    email: 'jean.dupont@exemple.fr',
    page: {
      type: 'product',
      url: 'https://shop.example/p?email=jean.dupont@exemple.fr&token=abc&size=42&gclid=1#top',
      title: 'Bonjour jean.dupont@exemple.fr',
      referrer: 'https://mail.example/?to=jean.dupont%40exemple.fr',
    },
    params: { ...view.params, user_data: { phone_number: '0612345678' } },
    detail: 'call +33 6 12 34 56 78',
  }
  const { event, repairs } = keep(sent)
  assert.equal(event.page?.url, '/p?size=42')
  assert.equal(event.page?.title, 'Bonjour [removed]')
  assert.equal(event.detail, 'call [removed]')
  assert.ok(repairs.some(one => one.code === 'personal_removed'))
  const { sample } = refuse({ ...sent, name: 'teleport' })
  for (const text of [JSON.stringify(event), JSON.stringify(repairs), sample]) {
    assert.doesNotMatch(text, /dupont|12 34 56|0612345678/)
  }
})

test('without consent to a profile nobody is named', () => {
  for (const consent of ['measure', 'page']) {
    const { kept } = judgeEvents({ events: [{ ...view, visitor: 'x' }], consent }, door)
    assert.equal(kept[0].event.visitor, undefined)
    assert.equal(kept[0].event.consent, consent)
  }
})

test('only a server key may name the visitor and the channel of an event', () => {
  const told = { ...view, visitor: 'customer-7', channel: 'shop' }
  const verified = judgeEvents({ events: [told] }, { ...door, verified: true }).kept[0].event
  assert.deepEqual([verified.visitor, verified.channel], [namedKey('customer-7', 'secret'), 'shop'])
  assert.deepEqual([keep(told).event.visitor, keep(told).event.channel], ['v', 'web'])
})

test('the page type is inferred from what the event says, and the address last', () => {
  const cases: [object, string][] = [
    [{ url: '/' }, 'home'],
    [{ url: '/fr/' }, 'home'],
    [{ url: '/recherche?q=ski' }, 'search'],
    [{ url: '/fr/panier' }, 'cart'],
    [{ url: '/x', item: 'A' }, 'product'],
    [{ url: '/x', category: 'Ski' }, 'category'],
    [{ url: '/guides/choisir' }, 'content'],
    [{ url: '/checkout/thank-you' }, 'confirmation'],
    [{ url: '/quelque-chose' }, 'other'],
    [{ type: 'nonsense', url: '/cart' }, 'cart'],
  ]
  for (const [page, type] of cases) {
    assert.equal(keep({ id: uuid, name: 'page_view', time: now, page }).event.page?.type, type)
  }
})

test('an arrival carries its campaign and its device', () => {
  const page = { type: 'home', url: '/?utm_source=newsletter&utm_medium=email&utm_campaign=hiver' }
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'
  const batch = {
    events: [{ id: uuid, name: 'page_view', time: now, page }],
    context: { width: 390 },
  }
  const { event } = judgeEvents(batch, { ...door, userAgent }).kept[0]
  assert.deepEqual(event.context, {
    device: 'mobile',
    os: 'iOS',
    browser: 'Safari',
    width: 390,
    campaign: { source: 'newsletter', medium: 'email', name: 'hiver' },
  })
})

test('a declared robot is kept and marked', () => {
  const userAgent = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
  assert.equal(
    judgeEvents({ events: [view] }, { ...door, userAgent }).kept[0].event.robot,
    'declared',
  )
  assert.equal(keep(view).event.robot, undefined)
})

test('an unusable context costs the context, not the event', () => {
  const context = {
    width: -5,
    language: 'x'.repeat(99),
    country: 'France',
    campaign: { source: {} },
  }
  const { kept } = judgeEvents({ events: [view], context }, door)
  assert.equal(kept[0].event.context, undefined)
  assert.equal(kept[0].repairs[0].code, 'context_dropped')
  assert.equal(kept[0].repairs[0].count, 4)
})

test('every name we know is accepted with what it needs', () => {
  const params = { items: [item], currency: 'EUR', transaction_id: 'T', search_term: 'ski' }
  for (const name of EVENT_NAMES) {
    const { kept } = judgeEvents(
      { events: [{ id: uuid, name, time: now, params, decision: 'd.0' }] },
      door,
    )
    assert.equal(kept[0]?.event.name, name)
  }
})

test('more events than a batch may hold are refused one by one', () => {
  const { kept, refused } = judgeEvents({ events: Array(LIMITS.events + 3).fill(view) }, door)
  assert.equal(kept.length, LIMITS.events)
  assert.deepEqual(
    refused.map(one => one.code),
    ['too_many', 'too_many', 'too_many'],
  )
})

function withItem(change: object) {
  return { ...view, params: { ...view.params, items: [{ ...item, ...change }] } }
}

function keep(event: unknown) {
  const { kept, refused } = judgeEvents({ events: [event] }, door)
  assert.deepEqual(refused, [])
  return kept[0]
}

function refuse(event: unknown) {
  const { kept, refused } = judgeEvents({ events: [event] }, door)
  assert.equal(kept.length, 0, JSON.stringify(kept))
  return refused[0]
}
