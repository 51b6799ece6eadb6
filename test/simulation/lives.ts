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

export type ToThread = Share | 'close'
/** What came of one life. */
type Told = { life: Life } | Failure
export type FromThread = Told | 'done'

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
 * Lives many seeds, on as many threads as there are processors for. Beginning a thread takes as
 * long as thirty lives, so they are begun once, and closed when nobody asks for more.
 */
export class Lives {
  readonly #threads: readonly Worker[]

  constructor() {
    this.#threads = Array.from({ length: Math.min(4, availableParallelism()) }, begun)
  }

  /**
   * One call after the other.
   *
   * @param onLife told after each of them how far we are; of a failure, at once
   */
  async live(
    from: number,
    count: number,
    onLife?: (progress: Progress, failure?: Failure) => void,
  ): Promise<Sums> {
    const sums: Sums = {
      lives: 0,
      records: 0,
      acknowledged: 0,
      starts: 0,
      faults: {},
      failures: [],
    }
    const step = this.#threads.length
    const next = this.#threads.map((_, n) => from + n)
    const hear = (n: number, told: Told) => {
      next[n] += step
      const failure = 'life' in told ? undefined : told
      add(sums, told)
      onLife?.({ ...sums, next: Math.min(from + count, ...next) }, failure)
    }
    await Promise.all(
      this.#threads.map((thread, n) =>
        liveOn(thread, { from: from + n, until: from + count, step }, told => hear(n, told)),
      ),
    )
    return sums
  }

  /** One life, always on the same thread. @throws Error with what went wrong in it. */
  async one(seed: number): Promise<Life> {
    const all: Told[] = []
    const share = { from: seed, until: seed + 1, step: 1 }
    await liveOn(this.#threads[0], share, told => all.push(told))
    const [told] = all
    if ('life' in told) return told.life
    throw new Error(told.error)
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#threads.map(thread => {
        thread.postMessage('close')
        return once(thread, 'exit')
      }),
    )
  }
}

function begun(): Worker {
  return new Worker(new URL('./lives-thread.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  })
}

function liveOn(thread: Worker, share: Share, hear: (told: Told) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const listeners = {
    message: (message: FromThread) => (message === 'done' ? resolve() : hear(message)),
    error: reject,
    exit: () => reject(new Error('a thread ended in the middle of its lives')),
  }
  for (const [event, listener] of Object.entries(listeners)) thread.on(event, listener)
  thread.postMessage(share satisfies ToThread)
  return promise.finally(() => {
    for (const [event, listener] of Object.entries(listeners)) thread.off(event, listener)
  })
}

/** How to see one life again, step by step. */
export function replayCommand(seed: number): string {
  return `npm run bench -- simulate --seed ${seed} --trace`
}

function add(sums: Sums, told: Told): void {
  if (!('life' in told)) return void sums.failures.push(told)
  const { life } = told
  sums.lives++
  sums.records += life.records
  sums.acknowledged += life.acknowledged
  sums.starts += life.starts
  for (const [fault, count] of Object.entries(life.faults)) {
    sums.faults[fault] = (sums.faults[fault] ?? 0) + count
  }
}
