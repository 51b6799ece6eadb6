import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { partitionOf } from '../src/core/partition.ts'
import { Random } from '../src/core/random.ts'
import { visitorKey } from '../src/core/visitor-key.ts'
import type { NewRecord } from '../src/schema/record.ts'
import { Refitter } from '../src/server/refit/refitter.ts'
import { Shop } from '../src/server/shop.ts'
import { SnapshotWriter } from '../src/server/snapshot-writer.ts'
import { machine } from '../src/store/machine.ts'
import { openShop } from '../src/store/open.ts'
import { rounded } from './fixtures/latencies.ts'
import { generatedSessions } from './recommend/generated-sessions.ts'

/**
 * Claim: a refit of the ranking beside the server is felt by nobody, and done in a minute; with
 * `--beside snapshot`, that snapshots written all the while are not felt either.
 *
 * A shop on disk answers pages of three placements at a fixed rate, each counted from the
 * moment it was due, with the work beside under way and without it, in turns. A refit that outlasts
 * its turn is given up, as when the server stops; the last one is let finish.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '20000' },
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '30' },
    pairs: { type: 'string', default: '5' },
    /** `refit` or `snapshot`. */
    beside: { type: 'string', default: 'refit' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
if (!['refit', 'snapshot'].includes(values.beside)) throw new Error('--beside is refit or snapshot')
const random = new Random(Number(values.seed))
const seconds = Number(values.seconds)
const rate = Number(values.rate)
const [sessions] = generatedSessions(Number(values.seed), Number(values.sessions))
const dir = mkdtempSync(join(tmpdir(), 'vitrine-refit-'))
const stores = await openShop(dir, 'bench', machine)
const shop = await Shop.open({
  ...{ shop: 'bench', stores, env: machine, secret: 'x', snapshotEvery: Number.POSITIVE_INFINITY },
  onBroken(error) {
    throw error
  },
})
const refitter = new Refitter(dir, 'bench')
const writer = new SnapshotWriter(dir, 'bench')
let snapshots = 0
const isRefit = values.beside === 'refit'
try {
  await browse()
  await shop.snapshot()
  await pages() // warm
  const ratios: { p50: number; p99: number }[] = []
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const off = await pages()
    const on = await (isRefit ? whileRefitting(pages) : whileSnapshotting(pages))
    ratios.push({ p50: on.p50 / off.p50, p99: on.p99 / off.p99 })
    console.log(
      `p50 ${off.p50} ms, with a ${values.beside} ${on.p50}; p99 ${off.p99} ms, with it ${on.p99}`,
    )
  }
  console.log(
    JSON.stringify({
      bench: 'refit',
      beside: values.beside,
      rate,
      sessions: sessions.length,
      p50_ratio: middle(ratios.map(({ p50 }) => p50)),
      p99_ratio: middle(ratios.map(({ p99 }) => p99)),
      ...(isRefit ? await lastRefit() : { snapshots }),
    }),
  )
} finally {
  refitter.stop()
  await shop.close()
  await stores.close()
  rmSync(dir, { recursive: true })
}

async function lastRefit() {
  const started = performance.now()
  const { isBetter, before, after } = await refitter.find(stores.log.durable)
  const refitS = Math.round((performance.now() - started) / 1000)
  return { refit_s: refitS, is_better: isBetter, before, after }
}

/** Snapshots one after another, as no server writes them. */
async function whileSnapshotting<T>(work: () => Promise<T>): Promise<T> {
  let isOver = false
  const writing = (async () => {
    for (; !isOver; snapshots++) await shop.snapshotBeside(writer)
  })()
  const done = await work()
  isOver = true
  await writing
  return done
}

async function whileRefitting<T>(work: () => Promise<T>): Promise<T> {
  const refit = refitter.find(stores.log.durable).catch(() => undefined)
  const done = await work()
  refitter.stop()
  await refit
  return done
}

/** Pages of one turn: the latencies in the middle and near the end. */
async function pages(): Promise<{ p50: number; p99: number }> {
  const late: number[] = []
  const started = performance.now()
  const under: Promise<unknown>[] = []
  for (let n = 0; n < rate * seconds; n++) {
    const due = started + (n * 1000) / rate
    while (performance.now() < due) await machine.sleep(1)
    under.push(shop.decide(aPage()).then(() => late.push(performance.now() - due)))
  }
  await Promise.all(under)
  late.sort((a, b) => a - b)
  const at = (share: number) => rounded(late[Math.floor(late.length * share)])
  return { p50: at(0.5), p99: at(0.99) }
}

function aPage() {
  const { id, items } = sessions[random.below(sessions.length)]
  const item = `item-${items[items.length - 1]}`
  return {
    id: uuidV7(machine.now(), machine.random(10)),
    visitor: visitorKey(id),
    time: machine.now(),
    page: { type: 'product' as const, item },
    context: {},
    placements: ['product', 'product:second', 'cart'].map(placement => ({ placement, count: 4 })),
    language: 'fr' as const,
    consent: 'personal' as const,
  }
}

async function browse(): Promise<void> {
  for (const { id, items } of sessions)
    await shop.take(items.map(item => aView(id, `item-${item}`)))
}

function aView(id: string, item: string): NewRecord {
  const visitor = visitorKey(id)
  const time = machine.now()
  return {
    id: uuidV7(time, machine.random(10)),
    partition: partitionOf(visitor),
    type: 'event',
    version: 1,
    receivedAt: time,
    body: {
      name: 'view_item',
      visitor,
      time,
      channel: 'web',
      items: [{ id: item }],
      verified: false,
    },
  }
}

function middle(numbers: number[]): number {
  return rounded(numbers.toSorted((a, b) => a - b)[numbers.length >> 1])
}
