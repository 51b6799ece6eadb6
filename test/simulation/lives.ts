import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Life } from './simulate.ts'

/** Every `step`th seed from one on. */
export interface Share {
  from: number
  until: number
  step: number
}

export type FromThread = { life: Life } | Failure

/** Every seed before `next` is done, so that what was stopped can be gone on with. */
export interface Progress extends Sums {
  next: number
}

export interface Failure {
  seed: number
  error: string
}

export interface Sums {
  lives: number
  records: number
  acknowledged: number
  starts: number
  faults: Record<string, number>
  failures: Failure[]
}

/**
 * Lives many seeds, on as many threads as there are processors for.
 *
 * @param onLife told after each of them how far we are; of a failure, at once
 */
export async function live(
  from: number,
  count: number,
  onLife?: (progress: Progress, failure?: Failure) => void,
): Promise<Sums> {
  const threads = Math.min(4, availableParallelism())
  const sums: Sums = {
    lives: 0,
    records: 0,
    acknowledged: 0,
    starts: 0,
    faults: {},
    failures: [],
  }
  const shares = Array.from({ length: threads }, (_, n) => ({ from: from + n, step: threads }))
  const next = shares.map(share => share.from)
  await Promise.all(
    shares.map(async (share, n) => {
      const thread = new Worker(new URL('./lives-thread.ts', import.meta.url), {
        workerData: { ...share, until: from + count } satisfies Share,
        resourceLimits: { maxYoungGenerationSizeMb: 64 },
      })
      thread.on('message', (message: FromThread) => {
        next[n] += threads
        const failure = 'life' in message ? undefined : message
        if ('life' in message) add(sums, message.life)
        else sums.failures.push(message)
        onLife?.({ ...sums, next: Math.min(from + count, ...next) }, failure)
      })
      await once(thread, 'exit')
    }),
  )
  return sums
}

/** How to see one life again, step by step. */
export function replayCommand(seed: number): string {
  return `npm run bench -- simulate --seed ${seed} --trace`
}

function add(sums: Sums, life: Life): void {
  sums.lives++
  sums.records += life.records
  sums.acknowledged += life.acknowledged
  sums.starts += life.starts
  for (const [fault, count] of Object.entries(life.faults)) {
    sums.faults[fault] = (sums.faults[fault] ?? 0) + count
  }
}
