import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { generatedFeed } from './fixtures/generated-feed.ts'
import { Latencies, rounded } from './fixtures/latencies.ts'
import { LeanClient } from './fixtures/lean-client.ts'
import { evenTraffic, PageViews, sessionTraffic } from './fixtures/page-views.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: a page view's decision, three placements, with its page view applied and both
 * in the log, within 10 ms at the 99th centile.
 *
 * Open loop: requests leave at a fixed rate whether or not earlier ones were answered,
 * and latency counts from the moment a request was due. 100,000 visitors, known by
 * cookie, in sessions whose lengths and items follow two exponents, half a minute a page; with
 * `--traffic even` anybody opens any page, as far apart in memory as can be. 5 s of warm-up are
 * not counted. Server and generator are two processes. The search
 * has read the catalogue before the first request: what a feed costs those who ask meanwhile is
 * the claim of `ingest`.
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '20' },
    catalogue: { type: 'string', default: '10000' },
    /** `sessions` or `even`. */
    traffic: { type: 'string', default: 'sessions' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const WARM_UP_S = 5
const SOCKETS = 64
const SECONDS_A_PAGE = 30

if (!['sessions', 'even'].includes(values.traffic)) throw new Error('--traffic is sessions or even')
const rate = Number(values.rate)
const seconds = Number(values.seconds)
const items = Number(values.catalogue)
const random = new Random(Number(values.seed))
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-serve-'))
const server = await ServerProcess.on(dataDir)
await server.start()
await importCatalogue()
await atRest(server.pid)
const traffic =
  values.traffic === 'even'
    ? evenTraffic(items, random)
    : sessionTraffic(items, rate * SECONDS_A_PAGE, random)
const views = new PageViews(server.run.publicKey, items, random, traffic)
const client = new LeanClient(server.port, SOCKETS)
const latencies = new Latencies()
const cpuBefore = cpuSecondsOf(server.pid)
const tookMs = await openLoop()
const cpuSeconds = cpuSecondsOf(server.pid) - cpuBefore
client.close()
await server.stop()
rmSync(dataDir, { recursive: true })

console.log(
  JSON.stringify({
    bench: 'serve',
    traffic: values.traffic,
    rate,
    achieved_rate: Math.round((latencies.count * 1000) / tookMs),
    mean_ms: latencies.mean(),
    p50_ms: latencies.centile(0.5),
    p90_ms: latencies.centile(0.9),
    p99_ms: latencies.centile(0.99),
    errors: latencies.errors,
    degraded_share: rounded(latencies.degraded / latencies.count),
    // All threads of the server, warm-up included: a figure that a busy machine changes little.
    cpu_us: Math.round((cpuSeconds * 1e6) / (rate * (WARM_UP_S + seconds))),
  }),
)

/** Resolves once the server has used less than a tenth of a core for a second; at once where that is not told. */
async function atRest(pid: number | undefined): Promise<void> {
  for (let before = -1; ; ) {
    const used = cpuSecondsOf(pid)
    if (used === 0 || (before >= 0 && used - before < 0.1)) return
    before = used
    await sleep(1_000)
  }
}

/** User and system time of a process, as Linux counts it in hundredths of a second; 0 elsewhere. */
function cpuSecondsOf(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return 0
  const fields = readFileSync(path, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Send what is due every millisecond, until all are sent and answered. */
function openLoop(): Promise<number> {
  const total = Math.round(rate * (WARM_UP_S + seconds))
  const warm = Math.round(rate * WARM_UP_S)
  const started = performance.now()
  const dueAt = (n: number) => started + (n * 1000) / rate
  let sent = 0
  let answered = 0
  return new Promise(resolve => {
    const tick = setInterval(() => {
      const now = performance.now()
      while (sent < total && dueAt(sent) <= now) {
        const n = sent++
        client.send(views.next(), reply => {
          if (n >= warm) latencies.note(reply, performance.now() - dueAt(n))
          if (++answered === total) resolve(performance.now() - dueAt(warm))
        })
      }
      if (sent === total) clearInterval(tick)
    }, 1)
  })
}

async function importCatalogue(): Promise<void> {
  const response = await fetch(
    `${server.run.api}/v1/catalogue/products?country=FR&language=fr&currency=EUR`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.run.serverKey}`,
        'content-type': 'text/tab-separated-values',
      },
      body: [...generatedFeed(items, Number(values.seed))].join(''),
    },
  )
  if (!response.ok) throw new Error(`the catalogue was not taken: ${await response.text()}`)
  await response.arrayBuffer()
}
