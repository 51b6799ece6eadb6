import { constants, linkSync, mkdirSync, statSync } from 'node:fs'
import { chmod, copyFile, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BackedUp } from './manifest.ts'
import { sha256Of } from './manifest.ts'

/** A file that does not change while it is copied. */
export async function copyQuiet(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true })
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await settle(to)
}

/** A database that is written to meanwhile, as it is at one moment: readers never hold a writer up. */
export async function copyLive(from: string, to: string): Promise<void> {
  mkdirSync(dirname(to), { recursive: true })
  const db = new DatabaseSync(from, { readOnly: true, timeout: 5000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
  await settle(to)
}

/**
 * The same file as in the back-up before, where its source has not changed since.
 * @returns undefined when it has, or when this disk knows no hard links
 */
export function linkUnchanged(
  path: string,
  source: string,
  to: string,
  before: { folder: string; files: readonly BackedUp[] } | undefined,
): BackedUp | undefined {
  const known = before?.files.find(file => file.path === path)
  const { size, changedMs } = stampOf(source)
  if (known?.source?.size !== size || known.source.changedMs !== changedMs) return undefined
  try {
    mkdirSync(dirname(join(to, path)), { recursive: true })
    linkSync(join(before!.folder, path), join(to, path))
    return known
  } catch {
    return undefined
  }
}

export function stampOf(path: string): { size: number; changedMs: number } {
  const { size, mtimeMs } = statSync(path)
  return { size, changedMs: mtimeMs }
}

export async function described(folder: string, path: string): Promise<BackedUp> {
  const file = join(folder, path)
  return { path, size: statSync(file).size, sha256: await sha256Of(file) }
}

/** On disk, and for this user only. */
async function settle(path: string): Promise<void> {
  await chmod(path, 0o600)
  const file = await open(path, 'r')
  await file.sync()
  await file.close()
}
