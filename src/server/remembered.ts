import { Engine } from '../engine/engine.ts'
import {
  type BlobStore,
  DamagedProjections,
  type EventLog,
  type ProfileStore,
  SETTLED,
} from '../store/ports.ts'
import { RebuildMark } from '../store/rebuild-mark.ts'
import { Snapshots } from './snapshots.ts'

interface Kept {
  log: EventLog
  profiles: ProfileStore
  blobs: BlobStore
}

/**
 * The newest snapshot, if what is beside it fits. `rebuild`: nothing beside the log can
 * be trusted, so everybody is remembered from it; the mark is left before anything is
 * thrown away, and stays until the new is whole.
 *
 * @throws Error when the log ends before the snapshot: new records would be taken for old ones.
 * @throws DamagedProjections when a profile is damaged; opening the stores again sets them aside.
 */
export async function remembered(kept: Kept): Promise<{ engine: Engine; rebuild: boolean }> {
  const mark = new RebuildMark(kept.blobs)
  if ((await mark.why()) !== undefined) return { engine: new Engine(), rebuild: true }
  const restored = await new Snapshots(kept.blobs).restore()
  const { engine } = restored
  const { last } = kept.log
  if (engine.position > last) {
    throw new Error(
      `the log ends at record ${last}, and the snapshot knows ${engine.position}: days of the log are missing. Put them back, or move the folder blobs and profiles.db aside to go on without them`,
    )
  }
  const why = restored.rebuild
    ? 'no snapshot is whole and of this version'
    : await misfit(engine, kept.profiles, mark)
  if (why === undefined) return restored
  process.emitWarning(`${why}: profiles and snapshot are made again from the log`)
  await mark.set(why)
  return { engine: new Engine(), rebuild: true }
}

/** What is wrong with the profiles beside a snapshot: it stands on all that was stored before it. */
async function misfit(
  engine: Engine,
  profiles: ProfileStore,
  mark: RebuildMark,
): Promise<string | undefined> {
  try {
    const settled = (await profiles.get([SETTLED])).get(SETTLED)
    const isWhole = (settled?.position ?? 0) >= engine.position
    return isWhole ? undefined : 'the profiles are gone, or older than the snapshot'
  } catch (error) {
    if (error instanceof DamagedProjections) await mark.setDamaged(error.message)
    throw error
  }
}
