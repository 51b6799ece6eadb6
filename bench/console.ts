import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { writeHistory } from './console/history.ts'
import { Load } from './console/load.ts'
import { Owner } from './console/owner.ts'
import { generatedFeed, itemId } from './fixtures/generated-feed.ts'
import { rounded } from './fixtures/latencies.ts'
import { ServerProcess } from './fixtures/server-process.ts'

/**
 * Claim: with ten million events of a million visitors, every page of the console answers
 * within a second at the 95th centile while 1,000 decisions a second are made; and asking the
 * heaviest one over and over makes the decisions' 99th centile no more than half as long again.
 *
 * The history goes straight into the log; server and load are two processes. `--dir` keeps the
 * data and takes it up again.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000000' },
    visitors: { type: 'string', default: '1000000' },
    catalogue: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '1000' },
    times: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '5' },
    'pair-seconds': { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
    dir: { type: 'string' },
    json: { type: 'boolean' },
  },
})
const numberOf = (
  name: 'events' | 'visitors' | 'catalogue' | 'rate' | 'times' | 'pairs' | 'pair-seconds' | 'seed',
) => Number(values[name])
const WARM_UP_MS = 5_000
/** A million visitors are replayed before the first answer. */
const START_MS = 3 * 3_600_000

const dataDir = values.dir ?? mkdtempSync(join(tmpdir(), 'vitrine-console-'))
const items = numberOf('catalogue')
const random = new Random(numberOf('seed'))
const written = await writtenIn()
const server = await ServerProcess.on(dataDir)
const replayed = (await server.start(START_MS)) / 1000
say(`the server replayed the log in ${replayed.toFixed(0)} s`)
await importCatalogue()
const owner = await Owner.enter(server.run as never)
const filledIn = await untilTablesFollow()
say(`the tables followed in another ${filledIn.toFixed(0)} s`)
const load = new Load(server.port, server.run.publicKey, { items, rate: numberOf('rate'), random })
await sleep(WARM_UP_MS)
const routes = await everyRoute()
const heaviest = routes[0]
const ratios = await onAndOff(heaviest.path)
load.stop()
await server.stop()
if (values.dir === undefined) rmSync(dataDir, { recursive: true })

console.log(
  JSON.stringify({
    bench: 'console',
    events: numberOf('events'),
    visitors: numberOf('visitors'),
    rate: numberOf('rate'),
    written_s: rounded(written),
    replayed_s: rounded(replayed),
    tables_s: rounded(filledIn),
    worst_p95_ms: Math.max(...routes.map(({ p95 }) => p95)),
    failed: routes.filter(({ failed }) => failed > 0).map(({ path }) => path),
    heaviest: heaviest.path,
    ratios,
    median_ratio: ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)],
    routes: Object.fromEntries(routes.map(({ path, p95 }) => [path, p95])),
  }),
)

async function writtenIn(): Promise<number> {
  if (existsSync(join(dataDir, 'shops'))) return 0
  const began = performance.now()
  const sizes = { events: numberOf('events'), visitors: numberOf('visitors'), items }
  await writeHistory({ dataDir, shop: 'shop', ...sizes, days: 28, seed: numberOf('seed') })
  const seconds = (performance.now() - began) / 1000
  say(`the log was written in ${seconds.toFixed(0)} s`)
  return seconds
}

/** The slowest first. */
async function everyRoute() {
  const told = []
  for (const path of await owner.pages(itemId(1))) {
    const answers = []
    for (let n = 0; n < numberOf('times'); n++) answers.push(await owner.ask(another(path, n)))
    const ms = answers.map(answer => answer.ms).toSorted((a, b) => a - b)
    const p95 = rounded(ms[Math.ceil(ms.length * 0.95) - 1])
    const failed = answers.filter(({ status }) => status >= 400).length
    told.push({ path, p95, failed, size: answers[0].size })
    say(
      `${p95.toFixed(1).padStart(8)} ms  ${String(answers[0].size).padStart(8)} B  ${path}${failed ? `  ${failed} failed (${answers.at(-1)!.status})` : ''}`,
    )
  }
  return told.sort((a, b) => b.p95 - a.p95)
}

/** The same load with the heaviest question asked over and over, and without. */
async function onAndOff(path: string): Promise<number[]> {
  const ratios = []
  for (let pair = 0; pair < numberOf('pairs'); pair++) {
    const p99 = { on: 0, off: 0 }
    for (const turn of pair % 2 === 0 ? (['on', 'off'] as const) : (['off', 'on'] as const)) {
      p99[turn] = await p99During(turn === 'on' ? path : undefined)
    }
    ratios.push(rounded(p99.on / p99.off))
    say(`pair ${pair + 1}: p99 ${p99.on} ms with, ${p99.off} ms without: ${ratios.at(-1)}`)
  }
  return ratios
}

async function p99During(path: string | undefined): Promise<number> {
  load.take()
  const until = performance.now() + numberOf('pair-seconds') * 1000
  while (performance.now() < until) {
    await (path ? owner.ask(another(path, random.below(items))) : sleep(50))
  }
  return load.take().centile(0.99)
}

/** Of another product each time: nothing is answered from what was asked before. */
function another(path: string, n: number): string {
  return path.replace(`/items/${itemId(1)}`, `/items/${itemId(n % items)}`)
}

async function untilTablesFollow(): Promise<number> {
  const began = performance.now()
  for (;;) {
    const { status, body } = await owner.read('/v1/rows?of=visitors&most=1')
    // Half an hour is all that a session lasts where nobody has a hand at the page.
    if (status === 401) throw new Error('the session is over: call it again with --dir')
    if (status === 200 && body.behind === 0) return (performance.now() - began) / 1000
    await sleep(500)
  }
}

async function importCatalogue(): Promise<void> {
  const address = `${server.run.api}/v1/catalogue/products?country=FR&language=fr&currency=EUR`
  const headers = {
    authorization: `Bearer ${server.run.serverKey}`,
    'content-type': 'text/tab-separated-values',
  }
  const body = [...generatedFeed(items, numberOf('seed'))].join('')
  const response = await fetch(address, { method: 'POST', headers, body })
  if (!response.ok) throw new Error(`the catalogue was not taken: ${await response.text()}`)
  await response.arrayBuffer()
}

function say(line: string): void {
  if (!values.json) console.log(line)
}
