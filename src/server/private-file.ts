import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * Write JSON for one user's eyes only (0600); a reader sees the old file or the new one,
 * whole. That user is who owns the folder: a command of root's, such as a new key, would
 * else shut the server out of its own keys. When it returns, it is on disk: who was let in, or
 * a key that was given out, must not be forgotten by a power cut.
 */
export function writePrivateFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.new`
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(beside, 0o600)
  if (process.getuid?.() === 0) giveToOwnerOf(dirname(path), beside)
  toDisk(beside)
  renameSync(beside, path)
  toDisk(dirname(path))
}

/** A file, or a folder with the names in it. */
function toDisk(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function giveToOwnerOf(folder: string, path: string): void {
  const { uid, gid } = statSync(folder)
  chownSync(path, uid, gid)
}
