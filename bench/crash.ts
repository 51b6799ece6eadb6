import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { Random } from '../src/core/random.ts'
import type { LogRecord } from '../src/schema/record.ts'
import { Keys } from '../src/server/keys.ts'
import { Shop } from '../src/server/shop.ts'
import { machine } from '../src/store/machine.ts'
import { openShop } from '../src/store/open.ts'
import { Truth } from '../test/simulation/truth.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: what was acknowledged is in the log exactly once, whenever the server dies, and
 * what the server knows after a start is what its log says, byte for byte.
 *
 * Four clients ask what to show, with a page view along, and send batches; they repeat
 * each until it is answered, while the server is killed (SIGKILL) at random moments and
 * started again on the same data. Every fifth time a start is looked at before the
 * clients are: shared state and every profile, against an engine that replays the log.
 * At the end the log is read and every acknowledged id is counted in it.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const CLIENTS = 4
const BATCH = 10
const CHECK_EVERY = 5

const kills = Number(values.kills)
const random = new Random(Number(values.seed))
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-crash-'))
const server = await ServerProcess.on(dataDir)
const acknowledged = new Set<string>()
const differing: string[] = []
let decisions = 0
let checked = 0
let isOver = false

await server.start()
const key = server.run.publicKey
const clients = Array.from({ length: CLIENTS }, (_, n) => client(n))
const restartsMs: number[] = []
for (let n = 0; n < kills; n++) {
  await sleep(100 + random.below(900))
  await server.kill()
  if (n % CHECK_EVERY === 0) await checkProjections()
  restartsMs.push(await server.start())
  if (!values.json) console.error(`kill ${n + 1} of ${kills}, ${acknowledged.size} acknowledged`)
}
isOver = true
await Promise.all(clients)
await server.stop()

await checkProjections()
const { lost, doubled } = await countInLog()
rmSync(dataDir, { recursive: true })
restartsMs.sort((a, b) => a - b)
console.log(
  JSON.stringify({
    bench: 'crash',
    kills,
    acked: acknowledged.size,
    lost,
    doubled,
    decisions,
    projections_checked: checked,
    projections_differing: differing.length,
    restart_ms_p95: Math.round(restartsMs[Math.ceil(restartsMs.length * 0.95) - 1] ?? 0),
  }),
)
for (const why of differing) console.error(why)
process.exitCode = lost + doubled + differing.length > 0 ? 1 : 0

/** One sender: a batch is sent until it is acknowledged, then the next. */
async function client(n: number): Promise<void> {
  const chance = new Random(1000 + n)
  while (!isOver) {
    const events = Array.from({ length: BATCH }, () => view(chance))
    // Its page view is not acknowledged by this; it is sent again with the batch.
    if (await send('/v1/decisions', decisionFor(events[0]), n)) decisions++
    while (!(await sent(events, n))) await sleep(20)
    for (const { id } of events) acknowledged.add(id)
  }
}

async function sent(events: unknown[], n: number): Promise<boolean> {
  const answer = await send('/v1/events', { consent: 'personal', sentAt: Date.now(), events }, n)
  const { accepted, repeated } = (answer ?? {}) as { accepted: number; repeated: number }
  return accepted + repeated === BATCH
}

/** The answer, where there is one: else the server is away, or about to be. */
async function send(path: string, body: object, n: number): Promise<unknown> {
  const cookie = `vitrine=${String(n).padStart(43, 'x')}`
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    const answer = await response.json()
    return response.ok ? answer : undefined
  } catch {
    return undefined
  }
}

function decisionFor(event: unknown): object {
  const placements = [{ placement: 'home' }]
  return { consent: 'personal', page: { type: 'home' }, placements, event }
}

function view(chance: Random) {
  const bytes = Uint8Array.from({ length: 10 }, () => chance.below(256))
  const item = `item-${chance.below(1000)}`
  return {
    id: uuidV7(Date.now(), bytes),
    name: 'view_item',
    time: Date.now(),
    page: { type: 'product', item },
    params: { items: [{ item_id: item }] },
  }
}

/** A start like any other, which nobody visits. */
async function checkProjections(): Promise<void> {
  const stores = await openShop(dataDir, 'shop', machine)
  const secret = new Keys(join(dataDir, 'shops/shop'), machine).nameSecret
  const onBroken = (error: unknown) => void differing.push(String(error))
  try {
    const shop = await Shop.open({ shop: 'shop', stores, env: machine, secret, onBroken })
    const truth = new Truth()
    const records: LogRecord[] = []
    for await (const chunk of stores.log.read({})) records.push(...chunk)
    truth.checkLog(records)
    await truth.checkShop(shop, Date.now())
    await shop.close()
  } catch (error) {
    differing.push((error as Error).message)
  } finally {
    await stores.close()
  }
  checked++
}

async function countInLog(): Promise<{ lost: number; doubled: number }> {
  const times = new Map<string, number>()
  const { log, close } = await openShop(dataDir, 'shop', machine)
  for await (const records of log.read({})) {
    for (const { id } of records) times.set(id, (times.get(id) ?? 0) + 1)
  }
  await close()
  let lost = 0
  let doubled = 0
  for (const id of acknowledged) if (!times.has(id)) lost++
  for (const count of times.values()) if (count > 1) doubled++
  return { lost, doubled }
}
