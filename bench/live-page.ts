import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { launch } from '../test/browser.ts'
import { centile, rounded } from './fixtures/figures.ts'
import { floodServer } from './fixtures/flood-server.ts'
import { lineThrough } from './fixtures/line-through.ts'
import { Load } from './fixtures/load.ts'
import { Traffic } from './fixtures/traffic.ts'

/**
 * Claim: the console opens with no more than 150 KB of files, packed, fonts apart; and its live
 * page goes on telling, at 200 events a second, without its memory growing, and slowly enough
 * to be read.
 *
 * Memory is that of the page's scripts after a collection, and its nodes and listeners; slopes are
 * those of least squares after the first third, with their standard errors.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '200' },
    catalogue: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
/** A request of the traffic holds so many events. */
const OF_REQUEST = 3.1
const SAMPLE_MS = 10_000
const SENDERS = 8

const items = Number(values.catalogue)
const seed = Number(values.seed)
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-live-page-'))
const server = await floodServer(dataDir, items, seed)
const browser = await launch()
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
const page = await context.newPage()
const sizes = packedSizes(page)
const errors: string[] = []
page.on('pageerror', error => errors.push(error.message))
const load = new Load(server.port, new Traffic(server.run.publicKey, items, seed), SENDERS)
const sending = load.openLoop(Number(values.rate) / OF_REQUEST, Number(values.minutes) * 60)
await page.goto((server.run as never as { console: string }).console)
await page.waitForSelector('.stream li')
await page.evaluate(watch)
const firstLoad = await sizes()
const samples = await sampled(await context.newCDPSession(page), Number(values.minutes) * 60_000)
const tally = await sending
const seen = await page.evaluate(() => (window as never as { seen: Seen }).seen)
await browser.close()
await load.settle()
load.close()
await server.stop()
rmSync(dataDir, { recursive: true })
const gaps = seen.told.slice(1).map((at, n) => at - seen.told[n])
console.log(
  JSON.stringify({
    bench: 'live-page',
    first_load_gz_kb: rounded(firstLoad / 1024),
    minutes: Number(values.minutes),
    events_per_s: Math.round(tally.events / tally.seconds + tally.decisions / tally.seconds),
    heap_mb: rounded(samples.at(-1)!.heap),
    heap_mb_per_min: slope(samples.map(({ heap }) => heap)),
    nodes_per_min: slope(samples.map(({ nodes }) => nodes)),
    listeners_per_min: slope(samples.map(({ listeners }) => listeners)),
    list_moves_per_min: rounded(seen.told.length / Number(values.minutes)),
    longest_silence_ms: Math.round(Math.max(...gaps)),
    tasks_over_50_ms: seen.tasks.length,
    task_p99_ms: seen.tasks.length > 0 ? Math.round(centile(seen.tasks, 0.99)) : 0,
    errors: errors.length,
  }),
)

interface Seen {
  /** When rows were added to the list, ms. */
  told: number[]
  /** Tasks over 50 ms, ms. */
  tasks: number[]
}

/** Runs in the page. */
function watch(): void {
  const seen: Seen = { told: [], tasks: [] }
  Object.assign(window, { seen })
  const stream = document.querySelector('.stream')!
  const mark = () => seen.told.push(performance.now())
  new MutationObserver(mark).observe(stream, { childList: true })
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration)
  }).observe({ type: 'longtask' })
}

/** Of every file that the page loads but fonts, as gzip packs it. */
function packedSizes(page: Page): () => Promise<number> {
  const packed: Promise<number>[] = []
  page.on('response', response => {
    const { pathname } = new URL(response.url())
    if (!/^\/console\//.test(pathname) || /woff2?$/.test(pathname) || !response.ok()) return
    packed.push(response.body().then(body => gzipSync(body, { level: 9 }).length))
  })
  return async () => (await Promise.all(packed)).reduce((sum, size) => sum + size, 0)
}

interface Sample {
  minute: number
  heap: number
  nodes: number
  listeners: number
}

async function sampled(cdp: CDPSession, forMs: number): Promise<Sample[]> {
  await cdp.send('Performance.enable')
  const samples: Sample[] = []
  const started = performance.now()
  while (performance.now() - started < forMs - SAMPLE_MS) {
    await sleep(SAMPLE_MS)
    await cdp.send('HeapProfiler.collectGarbage')
    const { metrics } = await cdp.send('Performance.getMetrics')
    const of = (name: string) => metrics.find(metric => metric.name === name)!.value
    samples.push({
      minute: (performance.now() - started) / 60_000,
      heap: of('JSHeapUsedSize') / 2 ** 20,
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
    })
    if (!values.json) console.error(JSON.stringify(samples.at(-1)))
  }
  return samples
}

/** After the first third: until then the lists fill. */
function slope(ys: readonly number[]) {
  const from = Math.floor(ys.length / 3)
  const xs = samples.slice(from).map(({ minute }) => minute)
  const { slope, error } = lineThrough(xs, ys.slice(from))
  return { slope: rounded(slope), error: rounded(error) }
}
