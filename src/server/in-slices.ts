import type { Env } from '../store/ports.ts'

/** One slice of looking, after which others have their turn: whichever ends first. */
const SLICE_MS = 4
const SLICE_STEPS = 64

/** Long work, a step at a time, in slices between which decisions have their turn. */
export async function inSlices<T>(steps: Generator<void, T>, env: Env): Promise<T> {
  for (;;) {
    const until = env.monotonic() + SLICE_MS
    for (let n = 0; n < SLICE_STEPS && env.monotonic() < until; n++) {
      const { done, value } = steps.next()
      if (done) return value as T
    }
    await new Promise<void>(resolve => env.after(0, resolve))
  }
}
