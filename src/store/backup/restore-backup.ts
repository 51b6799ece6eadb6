import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { ErasureList } from '../erasure-list.ts'
import { makeFolder, syncFolder } from '../folder/make-folder.ts'
import { copyQuiet } from './copy.ts'
import { type BackedUp, MANIFEST, type Manifest, readManifest, sha256Of } from './manifest.ts'
import { keptOn } from './shelf.ts'

/**
 * The back-up a path means: the folder itself, or the newest whole one in it.
 * @throws Error when there is none
 */
export function findBackup(path: string, shop?: string): { folder: string; manifest: Manifest } {
  const manifest = readManifest(path)
  if (manifest) return { folder: path, manifest }
  const shelves = shop === undefined ? foldersIn(path) : [shop]
  const kept = [...keptOn(path), ...shelves.flatMap(name => keptOn(join(path, name)))]
  const whole = kept.filter(one => one.manifest.damaged.length === 0)
  const names = new Set(whole.map(one => one.manifest.shop))
  if (names.size > 1)
    throw new Error(`which shop? ${path} has back-ups of ${[...names].join(', ')}`)
  const newest = whole.sort((a, b) => (a.manifest.madeAt < b.manifest.madeAt ? 1 : -1))[0]
  if (newest) return newest
  throw new Error(`there is no whole back-up in ${path}`)
}

/**
 * Put a back-up where a shop is to be. Everything is checked before anything is written;
 * the shop gets its name when all of it is on disk. Whoever was erased after it was made is
 * on the list that stands beside the back-ups; the server forgets them when it starts.
 *
 * @throws Error when the back-up is not what was written, or when there is a shop already
 */
export async function restoreBackup(
  { folder, manifest }: { folder: string; manifest: Manifest },
  dataDir: string,
): Promise<void> {
  const home = join(dataDir, 'shops', manifest.shop)
  if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(manifest.shop))
    throw new Error('its shop has no good name')
  if (existsSync(home) && readdirSync(home).length > 0) {
    throw new Error(
      `there is a shop in ${home} already; move it aside, or restore into another folder`,
    )
  }
  await check(folder, manifest)
  const draft = join(dataDir, 'shops', `.restoring-${manifest.shop}`)
  rmSync(draft, { recursive: true, force: true })
  try {
    for (const { path } of manifest.files) await copyQuiet(join(folder, path), join(draft, path))
    await makeFolder(draft)
    const listed = new ErasureList(dataDir, manifest.shop)
    await listed.takeIn(ErasureList.besideBackups(dirname(folder)))
    rmSync(home, { recursive: true, force: true })
    renameSync(draft, home)
    await syncFolder(join(dataDir, 'shops'))
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/** Each file as it was written, none missing, none more, and none that leads elsewhere. */
async function check(folder: string, manifest: Manifest): Promise<void> {
  const listed = new Set(manifest.files.map(file => file.path))
  for (const path of filesIn(folder)) {
    if (path !== MANIFEST && !listed.has(path)) throw new Error(`${path} is not in its manifest`)
  }
  for (const file of manifest.files) await checkFile(folder, file)
}

async function checkFile(folder: string, { path, size, sha256 }: BackedUp): Promise<void> {
  if (!PATH.test(path) || path.includes('..')) throw new Error(`"${path}" is no path in a back-up`)
  const file = join(folder, path)
  const found = lstatSync(file, { throwIfNoEntry: false })
  if (found === undefined) throw new Error(`${path} is missing from the back-up`)
  if (!found.isFile() || found.size !== size || (await sha256Of(file)) !== sha256) {
    throw new Error(`${path} is not what was backed up`)
  }
}
const PATH = /^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function foldersIn(path: string): string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
}
