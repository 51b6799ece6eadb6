import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { partitionOf } from '../src/core/partition.ts'
import { Random } from '../src/core/random.ts'
import type { NewRecord } from '../src/schema/record.ts'
import { machine } from '../src/store/machine.ts'
import { openShop } from '../src/store/open.ts'
import { LeanClient, postRequest, type Reply } from './fixtures/lean-client.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Two claims about "an acknowledgement is never lost", with a real fsync under each:
 *
 *   events_per_s       durable appends to the log itself, batches of 100, 64 in flight
 *   ack_events_per_s   answers of POST /v1/events over a socket, batches of 10, open
 *                      loop at a fixed rate, latency from the intended send time
 *
 * The server is a process of its own; this one is the generator.
 */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: tmpdir() },
    seconds: { type: 'string', default: '8' },
    rate: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const BATCH = 100
const IN_FLIGHT = 64
const ACK_BATCH = 10
const WARM_UP_S = 2
const SOCKETS = 64
const VISITORS = 20_000

const random = new Random(Number(values.seed))
const seconds = Number(values.seconds)
const rate = Number(values.rate)
/** Chance comes in one large draw: ten bytes at a time would cost more than the append. */
let pool = randomBytes(1 << 16)
let drawn = 0
const dir = mkdtempSync(join(values.dir, 'vitrine-log-'))
try {
  console.log(`in ${dir}, a file system of type ${await fileSystemOf(dir)}`)
  const durable = await durableAppends()
  console.log(`log: ${durable.toFixed(0)} durable events/s, ${sizeOf(anEvent())} B of JSON each`)
  const acks = await acknowledgements()
  const answer = {
    bench: 'log',
    events_per_s: Math.round(durable),
    ack_events_per_s: Math.round(acks.eventsPerS),
    ack_p99_ms: centile(acks.latenciesMs, 0.99),
    ack_p50_ms: centile(acks.latenciesMs, 0.5),
    ack_max_ms: centile(acks.latenciesMs, 1),
    errors: acks.errors,
  }
  console.log(JSON.stringify(answer))
} finally {
  rmSync(dir, { recursive: true })
}

/** Events a second that were on disk when the clock stopped. */
async function durableAppends(): Promise<number> {
  const shop = await openShop(join(dir, 'appends'), 'bench', machine)
  const batches = Array.from({ length: 500 }, () => Array.from({ length: BATCH }, anEvent))
  const underWay: Promise<void>[] = []
  let count = 0
  const started = performance.now()
  while (performance.now() - started < seconds * 1000) {
    const batch = batches[(count / BATCH) % batches.length]
    for (const record of batch) renew(record)
    underWay.push(shop.log.append(batch).durable)
    count += BATCH
    if (underWay.length >= IN_FLIGHT) await underWay.shift()
  }
  await Promise.all(underWay)
  const tookS = (performance.now() - started) / 1000
  await shop.close()
  return count / tookS
}

/** The same content under a new id, so that the generator costs little beside the log. */
function renew(record: NewRecord): void {
  record.receivedAt = Date.now()
  record.id = anId()
}

function anEvent(): NewRecord {
  const visitor = `visitor-${String(random.below(VISITORS)).padStart(14, '0')}`
  const item = random.below(5000)
  return {
    id: anId(),
    partition: partitionOf(visitor),
    type: 'event',
    version: 1,
    receivedAt: Date.now(),
    body: {
      name: 'view_item',
      visitor,
      time: Date.now(),
      channel: 'web',
      page: { type: 'product', url: `/p/${item}`, category: 'Ski > Boots', item: `item-${item}` },
      context: { device: 'mobile', os: 'Android', browser: 'Chrome', language: 'fr-FR' },
      items: [{ id: `item-${item}`, price: 4900 + item, quantity: 1 }],
      currency: 'EUR',
      value: 4900 + item,
      verified: false,
      consent: 'personal',
    },
  }
}

/** An open loop of POST /v1/events against a server of its own. */
async function acknowledgements() {
  const server = await ServerProcess.on(join(dir, 'server'))
  await server.start()
  const head = `Authorization: Bearer ${server.run.serverKey}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n`
  const client = new LeanClient(server.port, SOCKETS)
  try {
    return await openLoop(client, head)
  } finally {
    client.close()
    await server.stop()
  }
}

/** Send what is due every millisecond, until all are sent and answered. */
function openLoop(client: LeanClient, head: string) {
  const total = Math.round(rate * (WARM_UP_S + seconds))
  const warm = Math.round(rate * WARM_UP_S)
  const latenciesMs: number[] = []
  const started = performance.now()
  const dueAt = (n: number) => started + (n * 1000) / rate
  let sent = 0
  let answered = 0
  let errors = 0
  let accepted = 0
  return new Promise<{ eventsPerS: number; latenciesMs: number[]; errors: number }>(resolve => {
    const count = (n: number, reply: Reply) => {
      const now = performance.now()
      if (n >= warm) {
        latenciesMs.push(now - dueAt(n))
        const taken = reply.status === 202 ? (JSON.parse(reply.body).accepted as number) : 0
        accepted += taken
        if (taken !== ACK_BATCH) errors++
      }
      if (++answered < total) return
      latenciesMs.sort((a, b) => a - b)
      resolve({ eventsPerS: (accepted * 1000) / (now - dueAt(warm)), latenciesMs, errors })
    }
    const tick = setInterval(() => {
      while (sent < total && dueAt(sent) <= performance.now()) {
        const n = sent++
        client.send(postRequest('/v1/events', head, aBatch()), reply => count(n, reply))
      }
      if (sent === total) clearInterval(tick)
    }, 1)
  })
}

/** Ten events of one visitor, as the tag would send them. */
function aBatch(): string {
  const events = Array.from({ length: ACK_BATCH }, () => {
    const item = random.below(5000)
    return {
      id: anId(),
      name: 'view_item',
      time: Date.now(),
      page: { type: 'product', url: `/p/${item}`, category: 'Ski > Boots', item: `item-${item}` },
      params: { currency: 'EUR', items: [{ item_id: `item-${item}`, price: 49.9, quantity: 1 }] },
    }
  })
  const visitor = `visitor-${random.below(VISITORS)}`
  return JSON.stringify({ sentAt: Date.now(), consent: 'personal', visitor, events })
}

function anId(): string {
  if (drawn + 10 > pool.length) {
    pool = randomBytes(1 << 16)
    drawn = 0
  }
  drawn += 10
  return uuidV7(Date.now(), pool.subarray(drawn - 10, drawn))
}

function sizeOf(record: NewRecord): number {
  return Buffer.byteLength(JSON.stringify(record.body))
}

function centile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share))
  return Math.round(sorted[at] * 100) / 100
}

async function fileSystemOf(folder: string): Promise<string> {
  const names: Record<number, string> = {
    61267: 'ext4',
    16914836: 'tmpfs (no disk: the numbers mean little)',
    1481003842: 'xfs',
    2435016766: 'btrfs',
    2035054128: 'overlay',
  }
  const { type } = await statfs(folder)
  return names[type] ?? `0x${type.toString(16)}`
}
