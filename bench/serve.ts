import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { Random } from '../src/core/random.ts'
import { categoryOf, generatedFeed, itemId } from './fixtures/generated-feed.ts'
import { LeanClient, postRequest, type Reply } from './fixtures/lean-client.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: a page view's decision, three placements, with its page view applied and both
 * in the log, within 10 ms at the 99th centile.
 *
 * Open loop: requests leave at a fixed rate whether or not earlier ones were answered,
 * and latency counts from the moment a request was due. 100,000 visitors, known by
 * cookie; 5 s of warm-up are not counted. Server and generator are two processes.
 */
const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '20' },
    catalogue: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const VISITORS = 100_000
const WARM_UP_S = 5
const SOCKETS = 64

const rate = Number(values.rate)
const seconds = Number(values.seconds)
const items = Number(values.catalogue)
const random = new Random(Number(values.seed))
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-serve-'))
const server = await ServerProcess.on(dataDir)
await server.start()
await importCatalogue()
const head = `Authorization: Bearer ${server.run.publicKey}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\n`
const client = new LeanClient(server.port, SOCKETS)
const latenciesMs: number[] = []
let errors = 0
let degraded = 0
const cpuBefore = cpuSecondsOf(server.pid)
const tookMs = await openLoop()
const cpuSeconds = cpuSecondsOf(server.pid) - cpuBefore
client.close()
await server.stop()
rmSync(dataDir, { recursive: true })

latenciesMs.sort((a, b) => a - b)
console.log(
  JSON.stringify({
    bench: 'serve',
    rate,
    achieved_rate: Math.round((latenciesMs.length * 1000) / tookMs),
    mean_ms: rounded(latenciesMs.reduce((sum, ms) => sum + ms, 0) / latenciesMs.length),
    p50_ms: rounded(centile(0.5)),
    p90_ms: rounded(centile(0.9)),
    p99_ms: rounded(centile(0.99)),
    errors,
    degraded_share: rounded(degraded / latenciesMs.length),
    // All threads of the server, warm-up included: a figure that a busy machine changes little.
    cpu_us: Math.round((cpuSeconds * 1e6) / (rate * (WARM_UP_S + seconds))),
  }),
)

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
        client.send(pageView(), reply => {
          if (n >= warm) count(reply, performance.now() - dueAt(n))
          if (++answered === total) resolve(performance.now() - dueAt(warm))
        })
      }
      if (sent === total) clearInterval(tick)
    }, 1)
  })
}

function count(reply: Reply, latencyMs: number): void {
  latenciesMs.push(latencyMs)
  if (reply.status !== 200) errors++
  else if (reply.body.includes('"degraded":true')) degraded++
}

/** Somebody opens the home page, a category or a product. */
function pageView(): string {
  const item = random.below(items)
  const page = pageOf(random.next(), item)
  const body = {
    consent: 'personal',
    sentAt: Date.now(),
    page,
    placements: [
      { placement: page.type, count: 4 },
      { placement: `${page.type}:second`, count: 4 },
      { placement: `${page.type}:third`, count: 4 },
    ],
    language: 'fr',
    event: {
      id: uuidV7(
        Date.now(),
        Uint8Array.from({ length: 10 }, () => random.below(256)),
      ),
      name: page.type === 'product' ? 'view_item' : 'page_view',
      time: Date.now(),
      page,
      ...(page.type === 'product' && { params: { items: [{ item_id: itemId(item) }] } }),
    },
  }
  const cookie = `Cookie: vitrine=${String(random.below(VISITORS)).padStart(43, 'x')}\r\n`
  return postRequest('/v1/decisions', head + cookie, JSON.stringify(body))
}

function pageOf(draw: number, item: number) {
  if (draw < 0.2) return { type: 'home', url: '/' }
  if (draw < 0.5) return { type: 'category', url: `/c/${item % 240}`, category: categoryOf(item) }
  return { type: 'product', url: `/p/${item}`, item: itemId(item), category: categoryOf(item) }
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

function centile(share: number): number {
  return latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))]
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
