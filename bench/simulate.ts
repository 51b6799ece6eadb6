import { parseArgs } from 'node:util'
import { Front } from '../test/simulation/front.ts'
import { live, replayCommand } from '../test/simulation/lives.ts'
import { simulate } from '../test/simulation/simulate.ts'

/**
 * Claim: whatever befalls disk, network, clock and process, nothing acknowledged is lost
 * or doubled, and the shop knows what its log says.
 *
 * Whole lives of the server, its own code on simulated stores, each from one seed. With
 * `--seed N --trace` one of them is told step by step.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})

if (values.seed !== undefined) await one(Number(values.seed))
else await many(Number(values.from), Number(values.seeds))

async function one(seed: number): Promise<void> {
  process.removeAllListeners('warning')
  const front = await Front.open()
  try {
    const life = await simulate(seed, front, values.trace ? line => console.log(line) : undefined)
    console.log(JSON.stringify({ bench: 'simulate', ...life, failed: 0 }))
  } catch (error) {
    console.error(error)
    console.log(JSON.stringify({ bench: 'simulate', seed, failed: 1 }))
    process.exitCode = 1
  } finally {
    await front.close()
  }
}

async function many(from: number, seeds: number): Promise<void> {
  const started = performance.now()
  let done = 0
  const { failures, ...sums } = await live(from, seeds, () => {
    if (++done % 1_000 === 0 && !values.json) console.error(`${done} of ${seeds} lives`)
  })
  for (const { seed, error } of failures) console.error(`${replayCommand(seed)}\n${error}\n`)
  const seconds = Math.round((performance.now() - started) / 1000)
  const failed = failures.map(({ seed }) => seed)
  console.log(JSON.stringify({ bench: 'simulate', from, ...sums, seconds, failed }))
  process.exitCode = failed.length > 0 ? 1 : 0
}
