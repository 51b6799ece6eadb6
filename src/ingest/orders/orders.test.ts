import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Random } from '../../core/random.ts'
import { all, bytesOf, gzipped } from '../fixtures/streams.ts'
import { minorDigits } from '../money.ts'
import { lineTotal } from './amount.ts'
import { readColumns } from './columns.ts'
import { type OrderRecord, orderRecord } from './order-event.ts'
import { type OrderFile, readOrders } from './read.ts'
import { LineTally } from './tally.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const UCI = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

test('lines of an invoice become one purchase, in minor units and with the shop’s own clock', async () => {
  const { events, tally } = await read(
    `${UCI}
536365,85123A,"HOLDER, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
536366,22633,HAND WARMER,1,2011-07-01 12:00:00,1.85,,Nowhere
536365,71053,LANTERN,2,2010-12-01 08:27:00,3.39,17850,United Kingdom
`,
    { timeZone: 'Europe/London', currency: 'GBP' },
  )
  assert.deepEqual(tally.refusals, [])
  const [second, first] = events
  assert.equal(first.name, 'purchase')
  assert.deepEqual(first.items, [
    { id: '85123A', price: 255, quantity: 6, name: 'HOLDER, WHITE' },
    { id: '71053', price: 339, quantity: 2, name: 'LANTERN' },
  ])
  assert.deepEqual([first.value, first.currency, first.visitor], [2_208, 'GBP', 'key of 17850'])
  assert.deepEqual(first.context, { country: 'GB' })
  assert.equal(first.time, Date.UTC(2010, 11, 1, 8, 26))
  assert.equal(second.time, Date.UTC(2011, 6, 1, 11), 'summer time')
  assert.equal(second.visitor, undefined)
})

test('cancellations and what is given back become refunds; what moves no goods for money is counted', async () => {
  const { events, tally } = await read(
    `order;item;quantity;price;time
C1;boot;-2;10,00;2024-01-02
1;boot;3;10,00;2024-01-01
1;boot;-1;10,00;2024-01-05
1;sock;-1;5,00;2024-01-05
2;gift;1;0;2024-01-01
3;debt;1;-11062,06;2024-01-01
4;sock;0;5,00;2024-01-01
5;POST;1;18,00;2024-01-01
`,
    { notGoods: new Set(['post']) },
  )
  const told = events.map(({ name, transaction, value }) => [name, transaction?.id, value])
  assert.deepEqual(told, [
    ['refund', 'C1', 2_000],
    ['purchase', '1', 3_000],
    ['refund', '1', 1_500],
  ])
  assert.deepEqual(tally.leftOut, { no_price: 1, negative_price: 1, no_quantity: 1, not_goods: 1 })
  assert.deepEqual([tally.lines, tally.kept, tally.refused], [8, 4, 0])
})

test('a bad line is refused with line, field, code and reason, and costs only itself', async () => {
  const { events, tally } = await read(`order,item,quantity,price,time,currency
1,a,1,10,2024-01-01,EUR
1,b,many,10,2024-01-01,EUR
1,c,1,ten,2024-01-01,EUR
1,d,1,10,01/02/2024,EUR
1,e,1,10,2024-02-30,EUR
1,f,1,10,2024-01-01,USD
,g,1,10,2024-01-01,EUR
1,h,1.5,10,2024-01-01,EUR
1,i,1,10,2999-01-01,EUR
1,j,1,10,2024-01-01
1,k,2,10,2024-01-01,EUR
`)
  assert.deepEqual(
    tally.refusals.map(({ line, field, code }) => `${line} ${field} ${code}`),
    [
      '3 quantity not_a_number',
      '4 price not_a_number',
      '5 time bad_time',
      '6 time bad_time',
      '7 currency currency_mismatch',
      '8 order missing',
      '9 quantity not_whole',
      '10 time future',
      '11  unreadable',
    ],
  )
  assert.ok(tally.refusals.every(({ reason }) => reason.length > 10))
  assert.deepEqual(
    events.map(event => event.items?.map(item => item.id)),
    [['a', 'k']],
  )
})

test('columns are found by many names, or as they are told', async () => {
  for (const header of [
    'Order ID;SKU;Qty;Unit price;Order date',
    'invoice;product;units;prix;date',
  ]) {
    const { events } = await read(`${header}\n1;a;2;1.50;2024-01-01`)
    assert.equal(events[0].value, 300, header)
  }
  const columns = readColumns('order=Bon, item=Artikel,price=Stück Preis,time=Am')
  const { events } = await read('Bon,Artikel,Am,Stück Preis\n1,a,2024-01-01,1.50', { columns })
  assert.equal(events[0].value, 150)
  for (const text of ['order', 'shop=x', 'order=']) assert.throws(() => readColumns(text), text)
})

test('days written with slashes are read as told, those of Germany as they are', async () => {
  const csv = 'order,item,price,time\n1,a,1,02/01/2024 8:05\n2,a,1,2.1.2024 8:05'
  for (const [dates, month] of [
    ['dmy', 0],
    ['mdy', 1],
  ] as const) {
    const { events } = await read(csv, { dates })
    const day = dates === 'dmy' ? 2 : 1
    assert.equal(events[0].time, Date.UTC(2024, month, day, 8, 5), dates)
    assert.equal(events[1].time, Date.UTC(2024, 0, 2, 8, 5))
  }
})

test('JSON lines say the same as CSV, and both as gzip', async () => {
  const csv =
    'order,item,quantity,price,time,customer\n1,a,2,1.5,2024-01-01,ann\n1,b,1,3,2024-01-01,ann'
  const json = [
    { order: 1, item: 'a', quantity: 2, price: 1.5, time: '2024-01-01', customer: 'ann' },
    { order: '1', item: 'b', quantity: '1', price: '3', time: '2024-01-01', customer: 'ann' },
  ].map(row => JSON.stringify(row))
  const { records } = await read(csv)
  for (const text of [gzipped(csv), json.join('\n'), gzipped(json.join('\r\n'))]) {
    assert.deepEqual((await read(text)).records, records)
  }
  const odd = JSON.stringify({ order: 2, item: 'a', price: 1, time: '2024-01-01', customer: {} })
  const { tally, events } = await read(`{"order":1}\n[1]\n${json[0]}\nno json\n${odd}`)
  assert.deepEqual([tally.refused, events.length], [4, 1])
  assert.equal(tally.refusals.at(-1)?.field, 'customer')
})

test('an order is whole wherever its lines stand, and its parts are the same when read again', async () => {
  const random = new Random(8)
  for (let run = 0; run < 5; run++) {
    const rows: string[] = []
    for (let n = 0; n < 300; n++) {
      const lines = run === 0 && n === 0 ? 1_114 : 1 + random.below(8)
      for (let i = 0; i < lines; i++) rows.push(`${n},sku-${i},1,1.${n % 100},2024-01-01`)
    }
    const csv = ['order,item,quantity,price,time', ...random.shuffle(rows)].join('\n')
    const { records, events } = await read(csv, {}, 4_096)
    const lines = events.flatMap(({ transaction, items = [] }) =>
      items.map(({ id }) => `${transaction!.id} ${id}`),
    )
    assert.equal(new Set(lines).size, rows.length, 'no line is lost or doubled')
    assert.ok(events.every(({ items = [] }) => items.length <= 200))
    assert.deepEqual((await read(csv, {}, 13_337)).records, records)
    assert.equal(new Set(records.map(record => record.id)).size, records.length)
  }
})

test('a line that comes after its order was closed is a further part of it', async () => {
  const row = (n: number) => `${n},sku,1,1,2024-01-01`
  const others = Array.from({ length: 6_000 }, (_, n) => row(n + 1))
  const { events, tally } = await read(
    ['order,item,quantity,price,time', row(0), ...others, row(0), row(0)].join('\n'),
    {},
    65_536,
  )
  const parts = events.filter(event => event.transaction?.id === '0')
  assert.equal(tally.kept, 6_003)
  assert.deepEqual(
    parts.map(({ transaction, items }) => [transaction?.part, items?.length]),
    [
      [undefined, 1],
      [1, 2],
    ],
  )
  assert.equal(parts[0].transaction?.telling, parts[1].transaction?.telling)
})

test('a total is the exact product, rounded once, halves up', () => {
  const decimals = fc
    .tuple(fc.nat({ max: 99_999 }), fc.nat({ max: 999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([whole, fraction, digits]) => {
      const text = String(fraction).padStart(6, '0').slice(0, digits)
      return digits === 0 ? String(whole) : `${whole}.${text}`
    })
  fc.assert(
    fc.property(
      decimals,
      fc.integer({ min: -9_999, max: 9_999 }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (decimal, quantity, currency) => {
        const digits = minorDigits(currency)
        const [whole, fraction = ''] = decimal.split('.')
        const millionths = BigInt(whole + fraction.padEnd(6, '0')) * BigInt(Math.abs(quantity))
        const unit = 10n ** BigInt(6 - digits)
        const total = BigInt(lineTotal(decimal, quantity, digits)!)
        assert.ok(millionths - total * unit < (unit + 1n) / 2n, 'not too low')
        assert.ok(total * unit - millionths <= unit / 2n, 'not too high')
      },
    ),
    { seed: 5, numRuns: 2_000 },
  )
  assert.equal(lineTotal('0.0015', 1_000, 2), 150)
  assert.equal(lineTotal('0.005', 1, 2), 1)
  assert.equal(lineTotal('99999999999', 1_000, 2), undefined)
})

async function read(text: string | Uint8Array, more: Partial<OrderFile> = {}, size = 7) {
  const tally = new LineTally()
  const file = { timeZone: 'UTC', currency: 'EUR', now: NOW, ...more }
  const parts = await all(readOrders(bytesOf(text, size), file, tally))
  const records: OrderRecord[] = parts.map(part => orderRecord(part, NOW, own => `key of ${own}`))
  return { records, events: records.map(record => record.body), tally }
}
