import { PerformanceObserver } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { assertExplained, hostileRequest } from '../src/server/fixtures/hostile-requests.ts'
import { setUp } from '../src/server/fixtures/set-up.ts'

/**
 * Claim: no body brings the server down, none holds it up for 50 ms, and whatever is
 * refused is told where and why.
 *
 * The whole server in memory, one request at a time, so that each body answers for its own
 * time. Collections of memory are taken off, and a body that seems slow is sent three times
 * more: on a busy machine anybody waits once. A new server takes over now and then, for its
 * log is in memory.
 */
const { values } = parseArgs({
  options: {
    bodies: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const BODIES_PER_SERVER = 50_000
const STALL_MS = 50

let collectedMs = 0
const observer = new PerformanceObserver(list => {
  for (const { duration } of list.getEntries()) collectedMs += duration
})
observer.observe({ entryTypes: ['gc'] })

const bodies = Number(values.bodies)
const random = new Random(Number(values.seed))
const statuses: Record<number, number> = {}
let unexplained = 0
let stalls = 0
let slowestMs = 0
const started = performance.now()
for (let left = bodies; left > 0; left -= BODIES_PER_SERVER) {
  await oneServer(Math.min(left, BODIES_PER_SERVER))
  if (!values.json) console.error(`${bodies - left + BODIES_PER_SERVER} bodies`, statuses)
}
console.log(
  JSON.stringify({
    bench: 'fuzz',
    bodies,
    seconds: Math.round((performance.now() - started) / 1000),
    statuses,
    crashes: 0, // a crash would have ended this process without this line
    unexplained,
    stalls,
    slowest_ms: Math.round(slowestMs * 10) / 10,
  }),
)
process.exitCode = unexplained + stalls > 0 ? 1 : 0

async function oneServer(count: number): Promise<void> {
  const server = await setUp()
  for (let n = 0; n < count; n++) {
    const request = hostileRequest(random, server.keys)
    const { answer, tookMs } = await timed(() => server.app.inject(request))
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
    explain(answer, request)
    const ownMs = tookMs < STALL_MS / 2 ? tookMs : await bestOfThree(server, request)
    slowestMs = Math.max(slowestMs, ownMs)
    if (ownMs < STALL_MS) continue
    stalls++
    console.error(`${ownMs} ms for ${request.url} ${String(request.payload).slice(0, 500)}`)
  }
  if (server.broken.length > 0) throw server.broken[0]
  await server.close()
}

type Server = Awaited<ReturnType<typeof setUp>>
type Request = ReturnType<typeof hostileRequest>

function explain(answer: { statusCode: number; body: string }, request: Request): void {
  try {
    assertExplained(answer, request)
  } catch (error) {
    unexplained++
    console.error((error as Error).message)
  }
}

async function bestOfThree({ app }: Server, request: Request): Promise<number> {
  let best = Infinity
  for (let n = 0; n < 3; n++) {
    best = Math.min(best, (await timed(() => app.inject(request))).tookMs)
  }
  return best
}

/** Time without what the collector took of it; entries of the collector come one turn later. */
async function timed<T>(act: () => Promise<T>): Promise<{ answer: T; tookMs: number }> {
  const before = performance.now()
  const collected = collectedMs
  const answer = await act()
  let tookMs = performance.now() - before
  if (tookMs >= STALL_MS / 2) {
    await new Promise(setImmediate)
    tookMs -= collectedMs - collected
  }
  return { answer, tookMs }
}
