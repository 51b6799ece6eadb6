import { parentPort, workerData } from 'node:worker_threads'
import { Front } from './front.ts'
import type { FromThread, Share } from './lives.ts'
import { simulate } from './simulate.ts'

/** Lives one seed after the other; the worlds' warnings of what befalls them are no news. */
process.removeAllListeners('warning')
const { from, until, step } = workerData as Share
const front = await Front.open()
for (let seed = from; seed < until; seed += step) {
  try {
    tell({ life: await simulate(seed, front) })
  } catch (error) {
    tell({ seed, error: (error as Error).stack ?? String(error) })
  }
}
await front.close()

function tell(message: FromThread): void {
  parentPort!.postMessage(message)
}
