import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { constants, createGzip, gzipSync } from 'node:zlib'
import { generatedOrders } from '../ingest/fixtures/generated-orders.ts'
import { setUp } from './fixtures/set-up.ts'

const HEAD = 'order,item,quantity,price,time,customer\n'
const row = (order: string, item = 'boot') => `${order},${item},1,10,2024-01-01,ann\n`

test('a line of a gigabyte costs itself, in a table and in JSON', { timeout: 120_000 }, async t => {
  const { send, close } = await open()
  t.after(close)
  for (const [n, first] of ['x', '"', '1,"boot'].entries()) {
    const rows = [HEAD, row(`a${n}`), first, n === 0 ? HUGE : LONG, '\n', row(`b${n}`)]
    const { orders, refused, status } = await send(rows)
    assert.deepEqual([status, orders, refused > 0], [200, 2, true], first)
  }
  const object = JSON.stringify({ order: 'c', item: 'boot', price: 1, time: '2024-01-01' })
  const { orders, refused } = await send([`${object}\n{"order":"`, LONG, `\n${object}`])
  assert.deepEqual([orders, refused], [1, 1])
})

test('a header of a gigabyte, and no header at all, are refused with a reason', {
  timeout: 120_000,
}, async t => {
  const { send, close } = await open()
  t.after(close)
  for (const rows of [[HUGE, '\n', row('1')], [row('1')], [' \n'], ['[{"order":1}]']]) {
    const { status, detail } = await send(rows)
    assert.equal(status, 422)
    assert.ok(detail.length < 900)
  }
})

test('a gzip bomb is stopped, and what stood before it is kept once', async t => {
  const { send, sums, close } = await open()
  t.after(close)
  const bomb = createGzip({ level: constants.Z_BEST_COMPRESSION })
  const zeros = Buffer.alloc(1 << 20)
  bomb.write(HEAD + row('1'))
  for (let mb = 0; mb < 64; mb++) bomb.write(zeros)
  bomb.end()
  const { status, code } = await send(bomb)
  assert.deepEqual([status, code], [422, 'too_large'])
  const whole = gzipSync(generatedOrders(50, 1))
  const cut = await send([whole.subarray(0, whole.length - 20)])
  assert.deepEqual([cut.status, cut.code], [422, 'unreadable'])
  assert.equal(sums().orders, 0, 'half an order is not taken for the whole of it')
})

test('marks, line ends, other delimiters and encodings of spreadsheets are understood', async t => {
  const { send, sums, close } = await open()
  t.after(close)
  const text = HEAD + row('1') + row('2')
  const files: (string | Buffer)[] = [
    `\ufeff${text}`,
    text.replaceAll('\n', '\r\n'),
    text.replaceAll(',', ';'),
    text.replaceAll(',', '\t'),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text.replaceAll('boot', 'bôot'), 'latin1'),
  ]
  for (const [n, file] of files.entries()) {
    const { status, refused, orders } = await send([file])
    assert.deepEqual([status, refused, orders], [200, 0, n === 0 ? 2 : 0], `file ${n}`)
  }
  assert.equal(sums().orders, 2)
})

test('hostile cells are text, or refused; a quote left open costs its own line', async t => {
  const { send, sums, log, close } = await open()
  t.after(close)
  const cells = [
    ...['=cmd|"/C calc"!A0', '+1+1', '@SUM(A1)', 'a\u0000b', '__proto__', 'constructor'],
    ...['<script>', '\u202eevil', "';DROP TABLE records;--", 'x'.repeat(5_000)],
  ]
  const rows = cells.map((cell, n) => row(`o${n}`, cell))
  const answer = await send([HEAD, ...rows, row('p', '"boot'), row('q')])
  assert.equal(answer.status, 200)
  assert.ok(answer.orders >= 10, JSON.stringify(answer))
  assert.equal(answer.orders + answer.refused, cells.length + 2)
  assert.equal(sums().orders, answer.orders)
  assert.ok(!(await log()).includes('\\u0000'))
})

test('a column that stands there twice is refused: nobody knows which one is meant', async t => {
  const { send, sums, close } = await open()
  t.after(close)
  const twice = await send(['order,item,price,time,Price\n1,a,1,2024-01-01,2\n'])
  assert.deepEqual([twice.status, twice.code, twice.field], [422, 'repeated', 'price'])
  const { status } = await send(['order,item,price,time,note,note\n1,a,1,2024-01-01,x,y\n'])
  assert.deepEqual([status, sums().orders], [200, 1], 'of columns nobody reads, two are harmless')
})

test('a customer’s name stands nowhere in the log', async t => {
  const { send, log, close } = await open()
  t.after(close)
  const ann = 'ann.lee@shop.example'
  const text = `order,item,price,time,customer,name\n1,a,1,2024-01-01,${ann},for ${ann}\n${ann},a,1,2024-01-01,${ann},x\n`
  assert.equal((await send([text])).orders, 2)
  assert.ok(!(await log()).includes('ann.lee'))
})

test('only a server key imports, and odd parameters name their field', async t => {
  const { send, keys, close } = await open()
  t.after(close)
  assert.equal((await send([HEAD], '', keys.publicKey)).status, 403)
  for (const [query, field] of [
    ['timeZone=Europe/Nowhere', '/timeZone'],
    ['columns=shop%3Dx', '/columns'],
    ['dates=ymd', '/dates'],
    ['currency=EURO', '/currency'],
  ]) {
    const problem = await send([HEAD, row('1')], query)
    assert.deepEqual([problem.status, problem.field], [400, field])
  }
})

/** A gigabyte of one letter, in pieces, and a few megabytes where that says as much. */
const HUGE = { megabytes: 1024 }
const LONG = { megabytes: 16 }
const PIECE = Buffer.alloc(1 << 20, 'x')

interface Answer {
  orders: number
  refused: number
  code: string
  field: string
  detail: string
}

async function* streamed(pieces: AsyncIterable<unknown> | readonly unknown[]) {
  for await (const piece of pieces) {
    const { megabytes = 0 } = piece as { megabytes?: number }
    if (megabytes === 0) yield Buffer.from(piece as string)
    for (let n = 0; n < megabytes; n++) yield PIECE
  }
}

async function open() {
  const server = await setUp()
  const api = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const send = async (
    pieces: AsyncIterable<unknown> | readonly unknown[],
    query = '',
    key = server.keys.firstServerKey,
  ) => {
    const response = await fetch(`${api}/v1/orders?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      body: Readable.toWeb(Readable.from(streamed(pieces))) as unknown as BodyInit,
      duplex: 'half',
    } as RequestInit)
    return { ...((await response.json()) as Answer), status: response.status }
  }
  const sums = () => server.shop.report({ kind: 'summary' }).history
  const log = async () => {
    let text = ''
    for await (const records of server.shop.read(0)) text += JSON.stringify(records)
    return text
  }
  return { ...server, send, sums, log }
}
