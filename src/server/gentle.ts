import { setPriority } from 'node:os'

/**
 * How a process that works beside the server is started: a priority holds for the thread
 * that sets it, so there must be no others that were made before.
 */
export const GENTLE = ['--single-threaded-gc', '--v8-pool-size=0']

/** Let everybody else go first. */
export function beGentle(): void {
  setPriority(19)
}
