import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LogRecord } from '../schema/record.ts'
import type { Finding } from './finding.ts'
import { FolderBlobStore } from './folder/blob-store.ts'
import { RebuildMark } from './rebuild-mark.ts'
import { sectionsOf } from './section-frames.ts'
import { verifyLog } from './sqlite/verify-log.ts'
import { verifyProfiles } from './sqlite/verify-profiles.ts'

/**
 * Everything one shop keeps, looked at: its log, its profiles, its snapshots. Nothing is
 * changed, and a running server is not disturbed.
 */
export async function* verifyShop(
  folder: string,
  onRecords?: (records: LogRecord[]) => void,
): AsyncGenerator<Finding> {
  if (existsSync(join(folder, 'log'))) yield* verifyLog(join(folder, 'log'), onRecords)
  yield* verifyProfiles(join(folder, 'profiles.db'))
  if (existsSync(join(folder, 'blobs'))) yield* verifyBlobs(join(folder, 'blobs'))
}

async function* verifyBlobs(folder: string): AsyncGenerator<Finding> {
  const blobs = FolderBlobStore.beside(folder)
  const why = await new RebuildMark(blobs).why()
  if (why !== undefined) yield rebuilding(why)
  for (const key of await blobs.list('snapshots/')) {
    try {
      for await (const _ of sectionsOf(blobs.stream(key)));
    } catch (error) {
      yield damagedSnapshot(key, (error as Error).message)
    }
  }
}

function rebuilding(why: string): Finding {
  return {
    level: 'notice',
    part: 'profiles',
    says: `profiles and snapshot are being made again from the log, or will be at the next start (${why})`,
    mend: 'nothing but to let the server start, and run until it is ready',
  }
}

function damagedSnapshot(key: string, why: string): Finding {
  return {
    level: 'notice',
    part: 'snapshots',
    says: `${key} is damaged, or of another version: ${why}`,
    mend: 'nothing: the one before it is used, or the log alone; "npm exec --no vitrine -- doctor --mend" removes it',
  }
}
