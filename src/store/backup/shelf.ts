import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, readManifest } from './manifest.ts'

/** A back-up on the shelf. */
export interface Kept {
  folder: string
  manifest: Manifest
}

/**
 * The back-ups of one shop, each a folder of its own that needs no other:
 *
 *     DIR/cimes/2026-11-25T131500Z/   manifest.json · log/… · profiles.db · blobs/… · keys.json
 *
 * A day that has not changed since is the same file in all of them (a hard link), and
 * takes its room once. What is not finished has a name that begins with a dot.
 */
export function shelfOf(dir: string, shop: string): string {
  return join(dir, shop)
}

/** Finished ones, newest first; those whose manifest cannot be read are passed over. */
export function keptOn(shelf: string): Kept[] {
  if (!existsSync(shelf)) return []
  return readdirSync(shelf)
    .filter(name => NAME.test(name))
    .sort()
    .reverse()
    .flatMap(name => readable(join(shelf, name)))
}

/** Only the newest whole ones stay. One with damage in it counts for nothing, and outlives nothing. */
export function keepNewest(shelf: string, count: number): string[] {
  const whole = keptOn(shelf).filter(({ manifest }) => manifest.damaged.length === 0)
  const oldest = whole.slice(0, count).at(-1)
  if (oldest === undefined || whole.length < count) return []
  const gone = keptOn(shelf).filter(({ folder }) => folder < oldest.folder)
  for (const { folder } of gone) rmSync(folder, { recursive: true })
  return gone.map(({ folder }) => folder)
}

/** What a killed back-up left. Whoever calls has the shelf for itself. */
export function clearUnfinished(shelf: string): void {
  for (const name of readdirSync(shelf)) {
    if (name.startsWith(UNFINISHED)) rmSync(join(shelf, name), { recursive: true })
  }
}

/** `2026-11-25T131500Z`: sorts by time, and is a name on every disk. */
export function nameOf(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+|:/g, '')
}

export const UNFINISHED = '.unfinished-'
const NAME = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/

function readable(folder: string): Kept[] {
  try {
    const manifest = readManifest(folder)
    return manifest ? [{ folder, manifest }] : []
  } catch {
    return []
  }
}
