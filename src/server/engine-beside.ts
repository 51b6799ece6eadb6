import type { Engine } from '../engine/engine.ts'
import { Visitors } from '../engine/genome/visitors.ts'
import type { openToRead } from '../store/open.ts'
import { ghostsIn, readWith } from './erasure/rewriting.ts'
import { quarantinedAfter } from './quarantined.ts'
import { Snapshots } from './snapshots.ts'

/**
 * The engine as it was at a place in the log, in a process beside the one that serves. It
 * needs no profiles, because what is shared depends on records alone; so it lets every
 * visitor go after each chunk, and stays small.
 *
 * @throws Error when the log cannot be read as far
 */
export async function engineUpTo(
  until: number,
  { read, blobs }: Awaited<ReturnType<typeof openToRead>>,
): Promise<Engine> {
  const { engine } = await new Snapshots(blobs).restore()
  const toTheEnd = { until: Number.MAX_SAFE_INTEGER }
  const passedOver = await quarantinedAfter(engine.position, from => read({ ...from, ...toTheEnd }))
  engine.quarantine.foretell(passedOver)
  const upTo = (from: object) => read({ after: 0, ...from, until })
  const ghosts = engine.position === 0 ? await ghostsIn({ read: upTo }) : new Map<string, string>()
  const told = readWith(ghosts)
  for await (const records of upTo({ after: engine.position })) {
    for (const record of records) engine.apply(told(record))
    engine.visitors = new Visitors(engine.catalogue, engine.population)
  }
  if (engine.position !== until) {
    throw new Error(`the log could be read up to ${engine.position} only`)
  }
  return engine
}
