import { statSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Make a folder and those above it, and bring their names to disk: what is in them could vanish with them.
 * One by one, for Node's own way of making all of them tries for ever where none can be made (`/proc`).
 */
export async function makeFolder(folder: string): Promise<void> {
  if (isFolder(folder)) return
  const above = dirname(folder)
  if (above !== folder) await makeFolder(above)
  await mkdir(folder).catch(error => {
    if (!isFolder(folder)) throw error // else somebody made it meanwhile
  })
  await syncFolder(above)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Names of files are on disk only when their folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
