import { existsSync, statSync } from 'node:fs'

const MOST_ROUNDS = 100

export interface Copying {
  copy(path: string): Promise<void>
  /** Another one when the file was written to; undefined when it is gone. */
  identity(path: string): string | undefined
}

/**
 * Copy these files as they were together at one moment: the end of the last round. An
 * erasure rewrites days one after the other, and the one that tells who was erased last.
 * With an early day from before and that one from after, a back-up would hold somebody
 * whom nothing in it says to forget.
 */
export async function copySteady(paths: readonly string[], files: Copying): Promise<void> {
  const copied = new Map<string, string | undefined>()
  let due = paths
  for (let round = 0; due.length > 0; round++) {
    if (round === MOST_ROUNDS) throw new Error('the log is rewritten all the time: try again later')
    for (const path of due) {
      copied.set(path, files.identity(path))
      await files.copy(path)
    }
    due = paths.filter(path => isAnother(files.identity(path), copied.get(path)))
  }
}

/** A day that retention let go of meanwhile was copied, and is let go of again when put back. */
function isAnother(now: string | undefined, then: string | undefined): boolean {
  return now !== undefined && now !== then
}

/** Of a day that is over, its bytes and those still in its WAL; a day that is added to stays the same. */
export function identityOf(day: string): string | undefined {
  if (!existsSync(day)) return undefined
  if (!existsSync(day.replace(/\.db$/, '.filter'))) return 'not over'
  return [day, `${day}-wal`].map(stampOf).join()
}

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true })
  return stat && stat.size > 0n ? `${stat.size}.${stat.mtimeNs}` : ''
}
