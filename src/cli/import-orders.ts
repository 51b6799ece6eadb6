import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { findApi } from './api.ts'
import { insist } from './insist.ts'
import { sizeOf } from './named-file.ts'
import { grouped, Progress } from './progress.ts'
import { say } from './say.ts'

export const ORDER_FLAGS = {
  orders: { type: 'boolean' },
  columns: { type: 'string' },
  'time-zone': { type: 'string' },
  currency: { type: 'string' },
  dates: { type: 'string' },
  'not-goods': { type: 'string' },
  'cancelled-prefix': { type: 'string' },
} as const

/** Flag → parameter of the route. */
const PARAMETERS = {
  columns: 'columns',
  'time-zone': 'timeZone',
  currency: 'currency',
  dates: 'dates',
  'not-goods': 'notGoods',
  'cancelled-prefix': 'cancelledPrefix',
} as const

type Values = { [K in keyof typeof PARAMETERS]?: string } & {
  api?: string
  key?: string
  data?: string
}

interface Fate {
  lines: number
  kept: number
  leftOut: Record<string, number>
  refused: number
  refusedBy: Record<string, number>
  refusals: { line: number; field: string; code: string; reason: string }[]
  orders: number
  refunds: number
  repeated: number
}

/**
 * Send the file in one stream. When the server goes away meanwhile it is sent again from its
 * beginning: the server knows what it has, and passes over it faster than we could find the place.
 */
export async function importOrders(file: string, values: Values): Promise<void> {
  const size = sizeOf(file)
  findApi(values)
  const progress = new Progress('kB', Math.ceil(size / 1000))
  let furthest = 0
  const show = (bytes: number) => {
    furthest = Math.max(furthest, bytes)
    progress.show(Math.floor(bytes / 1000))
  }
  const started = performance.now()
  const fate = await insist<Fate>(
    async () => send(file, values, show),
    () => furthest,
  )
  progress.end()
  const seconds = (performance.now() - started) / 1000
  for (const line of tell(fate, seconds)) say(line)
  if (fate.kept === 0 && fate.refused > 0) process.exitCode = 1
}

/** Where to send is looked up anew each time: a server that was started again has another key. */
function send(file: string, values: Values, show: (bytes: number) => void): Promise<Response> {
  const api = findApi(values)
  const body = Readable.toWeb(Readable.from(counted(file, show))) as unknown as BodyInit
  return fetch(`${api.base}/v1/orders?${queryOf(values)}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${api.key}`,
      'content-type': /\.(jsonl|ndjson)(\.gz)?$/i.test(file) ? 'application/x-ndjson' : 'text/csv',
    },
    body,
    duplex: 'half',
  } as RequestInit)
}

function queryOf(values: Values): URLSearchParams {
  const query = new URLSearchParams()
  for (const [flag, parameter] of Object.entries(PARAMETERS)) {
    const value = values[flag as keyof typeof PARAMETERS]
    if (value !== undefined) query.set(parameter, value)
  }
  return query
}

async function* counted(file: string, show: (bytes: number) => void) {
  let bytes = 0
  for await (const chunk of createReadStream(file)) {
    yield chunk as Uint8Array
    show((bytes += (chunk as Uint8Array).length))
  }
}

const WHY_LEFT_OUT: Record<string, string> = {
  no_price: 'without a price: gifts, corrections of the stock',
  negative_price: 'with a price below zero: adjustments of the books',
  no_quantity: 'of nothing: the quantity is 0',
  not_goods: 'named with --not-goods',
}

const ALL_REFUNDS =
  '  Nothing but refunds: where numbers of orders begin with C, say --cancelled-prefix ""'

function* tell(fate: Fate, seconds: number): Generator<string> {
  const { lines, kept, leftOut, refused, refusedBy, refusals, orders, refunds, repeated } = fate
  const rate = grouped(Math.round(lines / Math.max(0.001, seconds)))
  yield `${grouped(lines)} lines, ${rate}/s: ${grouped(kept)} kept, ${grouped(refused)} refused.`
  for (const [why, count] of Object.entries(leftOut)) {
    if (count > 0) yield `  ${grouped(count)} left out ${WHY_LEFT_OUT[why] ?? why}`
  }
  yield `${grouped(orders)} orders and ${grouped(refunds)} refunds are new, ${grouped(repeated)} were known.`
  if (orders === 0 && refunds > 0) yield ALL_REFUNDS
  for (const [code, count] of Object.entries(refusedBy)) yield `  ${grouped(count)} × ${code}`
  for (const { line, field, reason } of refusals) {
    yield `  line ${line}${field && `, ${field}`}: ${reason}`
  }
  if (refused > refusals.length) yield `  and ${grouped(refused - refusals.length)} more`
}
