import { parentPort } from 'node:worker_threads'
import { Front } from './front.ts'
import type { FromThread, Share, ToThread } from './lives.ts'
import { simulate } from './simulate.ts'

/** Lives one seed after the other; the worlds' warnings of what befalls them are no news. */
process.removeAllListeners('warning')
const front = await Front.open()
parentPort!.on('message', (asked: ToThread) => (asked === 'close' ? close() : live(asked)))

async function live({ from, until, step }: Share): Promise<void> {
  for (let seed = from; seed < until; seed += step) {
    try {
      tell({ life: await simulate(seed, front) })
    } catch (error) {
      tell({ seed, error: (error as Error).stack ?? String(error) })
    }
  }
  tell('done')
}

async function close(): Promise<void> {
  await front.close()
  parentPort!.close()
}

function tell(message: FromThread): void {
  parentPort!.postMessage(message)
}
