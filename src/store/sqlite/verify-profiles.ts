import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Finding } from '../finding.ts'
import type { StoredProfile, StoredSum } from '../ports.ts'
import { sumOfProfile, sumOfSum } from './profile-sum.ts'

/** Look at every page and every row of `profiles.db`. */
export function* verifyProfiles(path: string): Generator<Finding> {
  if (!existsSync(path)) return
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5000 })
    const says = String(db.prepare('PRAGMA integrity_check(1)').get()?.integrity_check)
    if (says !== 'ok') yield damaged(says)
    const wrong = wrongRows(db)
    if (wrong > 0) yield damaged(`${wrong} of its rows are not what was stored`)
  } catch (error) {
    yield damaged((error as Error).message)
  } finally {
    db?.close()
  }
}

function wrongRows(db: DatabaseSync): number {
  let wrong = 0
  for (const row of db.prepare('SELECT * FROM profiles').iterate()) {
    const { sum, ...profile } = row as unknown as StoredProfile & { sum: number }
    if (sumOfProfile(profile) !== sum) wrong++
  }
  for (const row of db.prepare('SELECT * FROM sums').iterate()) {
    const { sum, ...stored } = row as unknown as StoredSum & { sum: number }
    if (sumOfSum(stored) !== sum) wrong++
  }
  return wrong
}

function damaged(why: string): Finding {
  return {
    level: 'grave',
    part: 'profiles',
    says: `the profiles are damaged: ${why}`,
    mend: '"npm exec --no vitrine -- doctor --mend" has them made again from the log at the next start',
  }
}
