import { chmodSync, chownSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Write JSON for one user's eyes only (0600); a reader sees the old file or the new one,
 * whole. That user is who owns the folder: a command of root's, such as a new key, would
 * else shut the server out of its own keys.
 */
export function writePrivateFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.new`
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  chmodSync(beside, 0o600)
  if (process.getuid?.() === 0) giveToOwnerOf(dirname(path), beside)
  renameSync(beside, path)
}

function giveToOwnerOf(folder: string, path: string): void {
  const { uid, gid } = statSync(folder)
  chownSync(path, uid, gid)
}
