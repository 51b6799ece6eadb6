import type { Env } from '../../store/ports.ts'
import type { Gate } from './gate.ts'
import type { Kind } from './kinds.ts'

const IMPORT_WAIT_MS = 100
const IMPORT_WAITS = 50

/** A batch after the gate: what came in, where it stood in the batch, and what was put off. */
export interface Sifted {
  events: unknown[]
  /** Index in the batch of each event that came in; absent when all did. */
  places?: number[]
  /** Indexes of those that were put off. */
  shed: number[]
}

/**
 * One by one, those of a batch that may come in now.
 * @throws Problem 503 when none may: then nothing of it was kept
 */
export function sift(events: unknown[], gate: Gate, kindOf: (event: unknown) => Kind): Sifted {
  if (gate.isOpen) return { events, shed: [] }
  const places: number[] = []
  const shed: number[] = []
  for (let i = 0; i < events.length; i++) {
    if (gate.admits(kindOf(events[i]))) places.push(i)
    else shed.push(i)
  }
  if (places.length === 0) throw gate.refusal()
  return { events: places.map(i => events[i]), places, shed }
}

/** Refusals are told by where the event stood in what was sent. */
export function replaced<T extends { index: number }>(told: T[], { places }: Sifted): T[] {
  return places ? told.map(one => ({ ...one, index: places[one.index] })) : told
}

/** An import can wait where a visitor cannot: it is slowed down, never put off. */
export async function letImportWait(gate: Gate, env: Env): Promise<void> {
  for (let n = 0; n < IMPORT_WAITS && gate.level > 0; n++) await env.sleep(IMPORT_WAIT_MS)
}
