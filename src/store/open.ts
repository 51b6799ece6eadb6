import { join } from 'node:path'
import { FolderBlobStore } from './folder/blob-store.ts'
import { makeFolder } from './folder/make-folder.ts'
import { MemoryBlobStore } from './memory/blob-store.ts'
import { MemoryEventLog } from './memory/event-log.ts'
import { MemoryProfileStore } from './memory/profile-store.ts'
import { MemoryStatsStore } from './memory/stats-store.ts'
import type { BlobStore, Env, LogDays, ProfileStore, StatsStore } from './ports.ts'
import { RebuildMark } from './rebuild-mark.ts'
import { isOfDamage } from './sqlite/damage.ts'
import { sentenceOf } from './sqlite/damage-book.ts'
import { SqliteEventLog } from './sqlite/event-log.ts'
import { LogReader } from './sqlite/log-reader.ts'
import { SqliteProfileStore } from './sqlite/profile-store.ts'
import { Projections } from './sqlite/projections.ts'
import { setProjectionsAside } from './sqlite/projections-file.ts'
import { SqliteStatsStore } from './sqlite/stats-store.ts'

/** Everything one shop keeps. */
export interface Stores {
  log: LogDays
  profiles: ProfileStore
  stats: StatsStore
  blobs: BlobStore
  close(): Promise<void>
}

/**
 * The stores of one shop, in a folder of its own.
 *
 *     <dataDir>/shops/<shop>/log/2026-11-22.db   the truth
 *                           /profiles.db         profiles and sums, can be rebuilt
 *                           /blobs/              snapshots, exports
 *
 * @throws Error that says which file cannot be read, or who holds the shop.
 */
export async function openShop(dataDir: string, shop: string, env: Env): Promise<Stores> {
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(shop)) {
    throw new RangeError(`not a name of a shop: "${shop.slice(0, 80)}"; use a-z, 0-9, - and _`)
  }
  const folder = join(dataDir, 'shops', shop)
  await makeFolder(folder)
  const log = await SqliteEventLog.open(join(folder, 'log'), env)
  try {
    const blobs = await FolderBlobStore.open(join(folder, 'blobs'))
    const profiles = join(folder, 'profiles.db')
    if (await new RebuildMark(blobs).isOfDamage()) setProjectionsAside(profiles)
    const projections = openProfiles(profiles)
    return {
      log,
      profiles: new SqliteProfileStore(projections, env),
      stats: new SqliteStatsStore(projections),
      blobs,
      close: async () => {
        await projections.close()
        await log.close()
      },
    }
  } catch (error) {
    await log.close()
    throw error
  }
}

/** What SQLite cannot even begin to read is set aside; the log makes it again. */
function openProfiles(path: string): Projections {
  try {
    return new Projections(path)
  } catch (error) {
    if (!isOfDamage(error)) throw error
    setProjectionsAside(path)
    return new Projections(path)
  }
}

/**
 * The log and the blobs of a shop that another process has open.
 * @throws Error when the log is damaged: what was read around it is not to be built upon
 */
export async function openToRead(dataDir: string, shop: string) {
  const folder = join(dataDir, 'shops', shop)
  const reader = new LogReader(join(folder, 'log'), damage => {
    throw new Error(sentenceOf(damage))
  })
  return {
    read: (stretch: { after: number; until: number; partition?: number }) => reader.read(stretch),
    blobs: FolderBlobStore.beside(join(folder, 'blobs')),
  }
}

/** A shop that is forgotten with the process. */
export function openMemoryShop(): Stores {
  const log = new MemoryEventLog()
  return {
    log,
    profiles: new MemoryProfileStore(),
    stats: new MemoryStatsStore(),
    blobs: new MemoryBlobStore(),
    close: () => log.close(),
  }
}
