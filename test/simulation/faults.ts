import { DAY } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'

/** What may befall a world, as chances of each step. */
export const FAULTS = {
  /** The process is killed; what the system holds for the disk still reaches it. */
  kill: 0.02,
  /** So does the machine lose its power: what was not synced is lost or torn. */
  powerCut: 0.02,
  /** Asked to stop, and started again. */
  stop: 0.01,
  /** Writes and syncs fail with EIO for a while. */
  failingDisk: 0.01,
  /** Reads give back flipped bits for a while. */
  misreadingDisk: 0.02,
  /** A bit of the stored profiles or of a snapshot turns for good. */
  rot: 0.01,
  fullDisk: 0.02,
  slowDisk: 0.03,
  /** A record comes in that the engine cannot take. */
  poison: 0.01,
  /** Somebody is to be forgotten. */
  erasure: 0.01,
  /** The wall clock is put forward or back. */
  clock: 0.02,
} as const
export type Fault = keyof typeof FAULTS

/**
 * Which faults this world knows: half of them, so that one does not hide what another
 * would show. Whatever happens, one world in ten is a calm one.
 */
export function faultsOf(random: Random): Fault[] {
  if (random.chance(0.1)) return []
  return (Object.keys(FAULTS) as Fault[]).filter(() => random.chance(0.5))
}

/** Where the wall clock jumps to: a little, a day, and once in a while a year. */
export function jumpOf(random: Random): number {
  return random.pick([-DAY, DAY, -60_000, 60_000, -3 * DAY, 9 * DAY, 365 * DAY])
}
