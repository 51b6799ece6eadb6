import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { Random } from '../src/core/random.ts'
import { machine } from '../src/store/machine.ts'
import { openShop } from '../src/store/open.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: what was acknowledged is in the log exactly once, whenever the server dies.
 *
 * Four clients send batches and repeat each until it is acknowledged, while the
 * server is killed (SIGKILL) at random moments and started again on the same data.
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

const kills = Number(values.kills)
const random = new Random(Number(values.seed))
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-crash-'))
const server = await ServerProcess.on(dataDir)
const acknowledged = new Set<string>()
let isOver = false

await server.start()
const key = server.run.publicKey
const clients = Array.from({ length: CLIENTS }, (_, n) => client(n))
const restartsMs: number[] = []
for (let n = 0; n < kills; n++) {
  await sleep(100 + random.below(900))
  await server.kill()
  restartsMs.push(await server.start())
  if (!values.json) console.error(`kill ${n + 1} of ${kills}, ${acknowledged.size} acknowledged`)
}
isOver = true
await Promise.all(clients)
await server.stop()

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
    restart_ms_p95: Math.round(restartsMs[Math.ceil(restartsMs.length * 0.95) - 1] ?? 0),
  }),
)
process.exitCode = lost + doubled > 0 ? 1 : 0

/** One sender: a batch is sent until it is acknowledged, then the next. */
async function client(n: number): Promise<void> {
  const chance = new Random(1000 + n)
  while (!isOver) {
    const events = Array.from({ length: BATCH }, () => view(chance))
    while (!(await send(events, n))) await sleep(20)
    for (const { id } of events) acknowledged.add(id)
  }
}

async function send(events: unknown[], n: number): Promise<boolean> {
  const cookie = `vitrine=${String(n).padStart(43, 'x')}`
  try {
    const response = await fetch(`http://127.0.0.1:${server.port}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', cookie },
      body: JSON.stringify({ consent: 'personal', sentAt: Date.now(), events }),
      signal: AbortSignal.timeout(10_000),
    })
    const answer = (await response.json()) as { accepted: number; repeated: number }
    return response.status === 202 && answer.accepted + answer.repeated === BATCH
  } catch {
    return false // away: the same batch again
  }
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
