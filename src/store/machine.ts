import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Env } from './ports.ts'

/** The machine itself: its clocks, its chance. */
export const machine: Env = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: size => randomBytes(size),
  sleep: ms => sleep(ms),
}
