import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Env } from './ports.ts'

/** Chance is drawn in stocks: asking the kernel for ten bytes costs as much as for thousands. */
const STOCK = 4096
let stock = new Uint8Array(0)
let used = 0

function random(size: number): Uint8Array {
  if (size > STOCK) return randomBytes(size)
  if (used + size > stock.length) {
    stock = randomBytes(STOCK)
    used = 0
  }
  used += size
  return stock.slice(used - size, used)
}

function after(ms: number, act: () => void): () => void {
  if (ms === 0) {
    const turn = setImmediate(act)
    return () => clearImmediate(turn)
  }
  const timer = setTimeout(act, ms).unref()
  return () => clearTimeout(timer)
}

/** The machine itself: its clocks, its chance, its timers. */
export const machine: Env = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random,
  sleep: ms => sleep(ms),
  after,
}
