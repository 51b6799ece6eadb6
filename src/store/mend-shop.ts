import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { FolderBlobStore } from './folder/blob-store.ts'
import type { Env } from './ports.ts'
import { RebuildMark } from './rebuild-mark.ts'
import { sectionsOf } from './section-frames.ts'
import { dayPath, daysOf, nameOfDay } from './sqlite/day-file.ts'
import { Owner } from './sqlite/owner.ts'
import { salvageDay } from './sqlite/salvage-day.ts'
import { sealDay } from './sqlite/seal-day.ts'
import { verifyFile } from './sqlite/verify-log.ts'
import { verifyProfiles } from './sqlite/verify-profiles.ts'

/**
 * Mend what can be mended without losing anything more: days that are damaged inside are
 * made anew from what can be read in them, profiles are left to the next start, which
 * makes them again from the log, and damaged snapshots go.
 *
 * @returns what was done, a sentence each
 * @throws Error that says who has the shop, when a server runs
 */
export async function mendShop(folder: string, env: Env): Promise<string[]> {
  const log = join(folder, 'log')
  if (!existsSync(log)) return []
  const owner = new Owner(log, env.now())
  try {
    const blobs = await FolderBlobStore.open(join(folder, 'blobs'))
    return [
      ...mendDays(log),
      ...(await mendProfiles(join(folder, 'profiles.db'), blobs)),
      ...(await mendSnapshots(blobs)),
    ]
  } finally {
    owner.release()
  }
}

function mendDays(log: string): string[] {
  const done: string[] = []
  const days = daysOf(log)
  for (const day of days) {
    const path = dayPath(log, day)
    if ([...verifyFile(path, nameOfDay(day))].every(({ level }) => level === 'notice')) continue
    if (!salvageDay(path)) continue
    if (day !== days.at(-1)) sealDay(path)
    done.push(`what can be read of ${nameOfDay(day)} is saved; the damaged file is kept beside it`)
  }
  return done
}

async function mendProfiles(path: string, blobs: FolderBlobStore): Promise<string[]> {
  const [first] = verifyProfiles(path)
  if (first === undefined) return []
  await new RebuildMark(blobs).setDamaged(first.says)
  return ['the profiles will be made again from the log at the next start']
}

async function mendSnapshots(blobs: FolderBlobStore): Promise<string[]> {
  const done: string[] = []
  for (const key of await blobs.list('snapshots/')) {
    try {
      for await (const _ of sectionsOf(blobs.stream(key)));
    } catch {
      await blobs.delete(key)
      done.push(`${key}, which was damaged or of another version, is removed`)
    }
  }
  return done
}
