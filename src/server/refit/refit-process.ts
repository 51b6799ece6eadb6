import { setImmediate as turn } from 'node:timers/promises'
import { challenge } from '../../engine/recommend/live/challenge.ts'
import { openToRead } from '../../store/open.ts'
import { engineUpTo } from '../engine-beside.ts'
import type { Found } from './refitter.ts'

/**
 * The process behind `Refitter`: it only reads, and says in one line what it found. What it
 * takes is bounded: the newest sessions, and so much time of one processor.
 */
const MOST_SESSIONS = 150_000
const MOST_CPU_S = 180

process.stdin.on('end', () => process.exit(1)) // whoever asked for it is gone
process.stdin.resume()

const [dataDir, shop, until] = process.argv.slice(2)
const { ranking } = await engineUpTo(Number(until), await openToRead(dataDir, shop))
const { knowledge, model: incumbent } = ranking.ranker
const found = await result(challenge(knowledge.sessions.newest(MOST_SESSIONS), incumbent))
const told: Found = {
  isBetter: found.isBetter,
  model: found.isBetter ? Buffer.from(found.model.pack()).toString('base64') : '',
  before: found.before,
  after: found.after,
  settingsBefore: { ...incumbent.settings },
  settings: { ...found.model.settings },
}
console.log(JSON.stringify(told))
process.exit()

/** Do work that can pause: between its steps we hear whether anybody still waits for it. */
async function result<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    const { user, system } = process.cpuUsage()
    if (user + system > MOST_CPU_S * 1e6) throw new Error(`not done within ${MOST_CPU_S} s`)
    await turn()
  }
}
