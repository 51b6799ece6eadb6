import { chmodSync, chownSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const PATIENCE_MS = 5_000

/**
 * Change a file while no other process does: a running server and a command on the same machine
 * write the same files, and whoever reads, thinks and writes would undo what came between.
 *
 * The lock is SQLite's, on an empty file beside it: the kernel lets go of it when its holder
 * dies, however that is, so there is none to be found left over.
 * @throws Error when another holds it for five seconds
 */
export function alone<T>(path: string, act: () => T): T {
  const lock = `${path}.lock`
  makeLock(lock)
  const held = new DatabaseSync(lock, { timeout: PATIENCE_MS })
  try {
    held.exec('BEGIN EXCLUSIVE')
    return act()
  } finally {
    held.close()
  }
}

/** Of who owns the folder: a command of root's must not shut the server out. */
function makeLock(lock: string): void {
  const folder = dirname(lock)
  mkdirSync(folder, { recursive: true })
  if (statSync(lock, { throwIfNoEntry: false })) return
  closeSync(openSync(lock, 'a', 0o600))
  chmodSync(lock, 0o600)
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  chownSync(lock, uid, gid)
}
