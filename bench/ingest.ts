import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { json } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import type { FeedOutcome } from '../src/server/feeds.ts'
import { generatedFeed } from './fixtures/generated-feed.ts'
import { Latencies } from './fixtures/latencies.ts'
import { LeanClient } from './fixtures/lean-client.ts'
import { PageViews } from './fixtures/page-views.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: a feed of a million products within 120 s, the whole server below 1 GB, and
 * decisions of three placements meanwhile within 20 ms at the 99th centile.
 *
 * The feed is one file, sent as any shop would; `--bad` further rows have no price. Page
 * views leave in an open loop from before the first byte to after the last. Then the
 * server is stopped and started, and the same feed sent again: nothing may be appended.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    bad: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const rows = Number(values.rows)
const bad = Number(values.bad)
const rate = Number(values.rate)
const seed = Number(values.seed)

const folder = mkdtempSync(join(tmpdir(), 'vitrine-ingest-'))
const file = join(folder, 'feed.tsv')
await pipeline(Readable.from(feedText()), createWriteStream(file))
const server = await ServerProcess.on(join(folder, 'data'))
await server.start()

const latencies = new Latencies()
const stopViews = openLoop()
const first = await send()
await stopViews()
const rss = peakMegabytes()
const records = await recordCount()

const stopMs = await timed(() => server.stop())
const restartMs = await server.start()
const again = await send()
const appended = (await recordCount()) - records
await server.stop()
rmSync(folder, { recursive: true })

console.log(
  JSON.stringify({
    bench: 'ingest',
    rows: first.outcome.rows,
    seconds: first.seconds,
    rss_mb: rss,
    refused: first.outcome.refused,
    decisions: latencies.count,
    decisions_p50_ms: latencies.centile(0.5),
    decisions_p99_ms: latencies.centile(0.99),
    decisions_max_ms: latencies.centile(1),
    errors: latencies.errors,
    stop_ms: Math.round(stopMs),
    restart_ms: Math.round(restartMs),
    again_seconds: again.seconds,
    again_appended: appended,
  }),
)

function* feedText(): Generator<string> {
  yield* generatedFeed(rows, seed)
  for (let n = 0; n < bad; n++)
    yield `bad-${n}\tThing without a price\t\thttps://shop.example/b/${n}\n`
}

async function send(): Promise<{ outcome: FeedOutcome; seconds: number }> {
  const started = performance.now()
  const path = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'
  const headers = {
    authorization: `Bearer ${server.run.serverKey}`,
    'content-type': 'text/tab-separated-values',
  }
  const sent = request({ port: server.port, host: '127.0.0.1', method: 'POST', path, headers })
  const answered = new Promise<Readable>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject)
  })
  await pipeline(createReadStream(file), sent)
  const outcome = (await json(await answered)) as FeedOutcome
  if (outcome.rows === undefined)
    throw new Error(`the feed was refused: ${JSON.stringify(outcome)}`)
  return { outcome, seconds: Math.round(performance.now() - started) / 1000 }
}

/** Page views at a fixed rate until stopped; the stop waits for the last answer. */
function openLoop(): () => Promise<void> {
  const views = new PageViews(server.run.publicKey, rows, new Random(seed))
  const client = new LeanClient(server.port, 64)
  const started = performance.now()
  const dueAt = (n: number) => started + (n * 1000) / rate
  let sent = 0
  const tick = setInterval(() => {
    for (const now = performance.now(); dueAt(sent) <= now; ) {
      const n = sent++
      client.send(views.next(), reply => latencies.note(reply, performance.now() - dueAt(n)))
    }
  }, 1)
  return async () => {
    clearInterval(tick)
    while (latencies.count < sent) await new Promise(resolve => setTimeout(resolve, 10))
    client.close()
  }
}

/** The most memory the server ever held, all its threads, as Linux keeps it. */
function peakMegabytes(): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

async function recordCount(): Promise<number> {
  const { api, serverKey } = server.run
  const headers = { authorization: `Bearer ${serverKey}` }
  const metrics = await (await fetch(`${api}/metrics`, { headers })).text()
  return Number(/^vitrine_log_position (\d+)/m.exec(metrics)?.[1])
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
