import { accessSync, chmodSync, constants, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../store/finding.ts'
import { grave } from './finding.ts'

/** Who may read and write what is kept: this user, and nobody else. */
export function* examinePermissions(folder: string): Generator<Finding> {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    yield grave('permissions', `${folder} cannot be written`, 'give it to the user of the server')
    return
  }
  for (const path of openToOthers(folder)) {
    const says = `others on this machine may read or write ${path}`
    yield grave(
      'permissions',
      says,
      '"npm exec --no vitrine -- doctor --mend" closes it (chmod go-rwx)',
    )
  }
}

/** @returns what was done */
export function closeToOthers(folder: string): string[] {
  const done: string[] = []
  for (const path of openToOthers(folder)) {
    chmodSync(path, lstatSync(path).mode & 0o700)
    done.push(`only this user may read ${path} now`)
  }
  return done
}

/** The folder itself where it is closed guards all in it, but keys must be closed by themselves. */
function openToOthers(folder: string): string[] {
  const isOpen = (path: string) => (lstatSync(path).mode & 0o077) !== 0
  const within = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.json'))
    .map(entry => join(folder, entry.name))
  return [folder, ...within].filter(isOpen)
}
