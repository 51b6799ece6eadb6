import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { centile, rounded } from './fixtures/figures.ts'
import { figureOf, floodServer } from './fixtures/flood-server.ts'
import { lineThrough } from './fixtures/line-through.ts'
import { Load } from './fixtures/load.ts'
import { residentMb } from './fixtures/process-figures.ts'
import { Traffic } from './fixtures/traffic.ts'

/**
 * Claim: at half of what it can take, the server's memory does not grow, and it is as quick
 * in the last minute as in the first.
 *
 * The capacity is found first in a closed loop. The slope is that of least squares after
 * the first third, with its standard error; every event's id is remembered for eight days,
 * so a little growth is meant.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    catalogue: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const SENDERS = 32
const CAPACITY_S = 10
const SAMPLE_MS = 1_000

const items = Number(values.catalogue)
const seed = Number(values.seed)
const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-soak-'))
const server = await floodServer(dataDir, items, seed)
const load = new Load(server.port, new Traffic(server.run.publicKey, items, seed), SENDERS)
await load.closedLoop(SENDERS, 5)
const peak = await load.closedLoop(SENDERS, CAPACITY_S)
const rate = peak.useful / peak.seconds / 2

const minutes: number[] = []
const residents: number[] = []
const heaps: number[] = []
const buffers: number[] = []
const started = performance.now()
const sampling = setInterval(async () => {
  const heap = await figureOf(server, 'vitrine_heap_bytes')
  const buffer = await figureOf(server, 'vitrine_buffer_bytes')
  minutes.push((performance.now() - started) / 60_000)
  residents.push(residentMb(server.pid))
  heaps.push(heap / 2 ** 20)
  buffers.push(buffer / 2 ** 20)
}, SAMPLE_MS)
const p99s: number[] = []
let events = 0
let shedOrBroken = 0
for (let minute = 0; minute < Number(values.minutes); minute++) {
  const tally = await load.openLoop(rate, 60)
  p99s.push(rounded(centile(tally.latenciesMs, 0.99)))
  events += tally.events
  shedOrBroken += tally.offered - tally.useful
  if (!values.json) console.error(`minute ${minute + 1}`, p99s.at(-1), 'ms', residents.at(-1), 'MB')
}
clearInterval(sampling)
await load.settle()
load.close()
await server.stop()
rmSync(dataDir, { recursive: true })
console.log(
  JSON.stringify({
    bench: 'soak',
    minutes: Number(values.minutes),
    rate: Math.round(rate),
    events,
    not_served_share: rounded(shedOrBroken / (rate * 60 * Number(values.minutes))),
    rss_mb: Math.round(residents.at(-1) ?? 0),
    rss_mb_per_min: slope(residents),
    heap_mb_per_min: slope(heaps),
    buffers_mb_per_min: slope(buffers),
    p99_ms_by_minute: p99s,
  }),
)

/** After the first third: until then caches fill. */
function slope(mb: readonly number[]) {
  const from = Math.floor(mb.length / 3)
  const { slope, error } = lineThrough(minutes.slice(from), mb.slice(from))
  return { slope: rounded(slope), error: rounded(error) }
}
