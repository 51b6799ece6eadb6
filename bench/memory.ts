import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { USUAL_SHAPE } from './fixtures/generated-clicks.ts'
import { Crowd } from './memory/crowd.ts'
import { restarted, saveTo } from './memory/restart.ts'
import { Study } from './memory/study.ts'

/**
 * Claim: what clicks teach fits in memory and stays quick, however many clicks and items:
 * the session index and the pair rows, their update by each click, a list for a session
 * (neighbours, pairs, features, ranking), and the start from a snapshot.
 *
 *     npm run bench -- memory --clicks 60000000 --items 1760000 \
 *       --curve 10000,100000,1000000,6500000 --curve-clicks 10000000
 *
 * Clicks come from a seeded generator with two exponents. All but the last million are
 * learnt session by session; those come mixed, from a thousand visitors at a time. The
 * curve asks the same of catalogues of several sizes, for the same number of clicks.
 */
const { values } = parseArgs({
  options: {
    clicks: { type: 'string', default: '500000' },
    items: { type: 'string', default: '20000' },
    'length-exponent': { type: 'string', default: String(USUAL_SHAPE.lengthExponent) },
    'popularity-exponent': { type: 'string', default: String(USUAL_SHAPE.popularityExponent) },
    curve: { type: 'string', default: '10000,100000' },
    'curve-clicks': { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const seed = Number(values.seed)
const exponents = {
  lengthExponent: Number(values['length-exponent']),
  popularityExponent: Number(values['popularity-exponent']),
}
const clicks = Number(values.clicks)
const items = Number(values.items)
const figures = await measure()
const HEADS = ['items', 'p50 µs', 'p90 µs', 'update µs', 'quiet p90', 'cpu list', 'cpu click', 'MB']
console.log(inColumns(HEADS))
for (const size of values.curve.split(',').filter(Boolean).map(Number)) drawPoint(size)
console.log(JSON.stringify({ bench: 'memory', clicks, items, ...figures }))

async function measure() {
  const study = new Study(new Crowd({ items, ...exponents }, seed))
  const buildS = study.build(clicks)
  const updateUs = study.mixIn(clicks)
  const { p50, p90 } = study.ask()
  const bytes = process.memoryUsage.rss()
  console.log(study.told())
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-memory-'))
  try {
    const file = join(folder, 'knowledge')
    const savedS = await saveTo(file, study.knowledge)
    const restart = await restarted(file, study.close())
    console.log(`snapshot: ${restart.mb} MB, written in ${savedS} s, read in ${restart.s} s`)
    return {
      build_s: buildS,
      bytes,
      p50_us: p50,
      p90_us: p90,
      update_us: updateUs,
      restart_s: restart.s,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function drawPoint(size: number): void {
  const most = Number(values['curve-clicks'])
  const study = new Study(new Crowd({ items: size, ...exponents }, seed))
  study.build(most)
  const updateUs = study.mixIn(most)
  const { p50, p90 } = study.ask()
  const mb = Math.round(process.memoryUsage.rss() / 1e6)
  const { listUs, updateUs: clickUs } = study.cpu
  console.log(inColumns([size, p50, p90, updateUs, study.undisturbedP90, listUs, clickUs, mb]))
  study.close()
}

function inColumns(cells: (string | number)[]): string {
  return cells.map(cell => String(cell).padStart(10)).join('')
}
