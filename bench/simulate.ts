import { parseArgs } from 'node:util'
import { Front } from '../test/simulation/front.ts'
import { Lives, type Progress, replayCommand, type Sums } from '../test/simulation/lives.ts'
import { simulate } from '../test/simulation/simulate.ts'

/**
 * Claim: whatever befalls disk, network, clock and process, nothing acknowledged is lost
 * or doubled, and the shop knows what its log says.
 *
 * Whole lives of the server, its own code on simulated stores, each from one seed. With
 * `--seed N --trace` one of them is told step by step. A run that is stopped tells what it
 * found so far, and from which seed to go on.
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
  let last: Progress | undefined
  const tell = (sums: Sums, more = {}) => {
    const seconds = Math.round((performance.now() - started) / 1000)
    const failed = sums.failures.map(({ seed }) => seed)
    const { failures: _, ...rest } = sums
    console.log(JSON.stringify({ bench: 'simulate', from, ...rest, ...more, seconds, failed }))
    process.exitCode = failed.length > 0 ? 1 : 0
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (last) tell(last, { stopped: true })
      process.exit()
    })
  }
  const lives = new Lives()
  const sums = await lives.live(from, seeds, (progress, failure) => {
    last = progress
    if (failure) console.error(`${replayCommand(failure.seed)}\n${failure.error}\n`)
    const done = progress.lives + progress.failures.length
    if (done % 1_000 === 0 && !values.json) console.error(told(progress, done, seeds))
  })
  tell(sums)
  await lives.close()
}

function told({ next, failures }: Progress, done: number, seeds: number): string {
  const failed = failures.length === 0 ? 'none failed' : `${failures.length} failed`
  return `${done} of ${seeds} lives, ${failed}; --from ${next} goes on from here`
}
