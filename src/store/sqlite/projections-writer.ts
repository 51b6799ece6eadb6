import { parentPort, workerData } from 'node:worker_threads'
import { isNoRoom } from '../no-room.ts'
import type { StoredProfile, StoredSum } from '../ports.ts'
import { goBehind } from './behind.ts'
import { Corners } from './clean-corners.ts'
import { sumOfProfile, sumOfSum } from './profile-sum.ts'
import { openProjections } from './projections-file.ts'

/**
 * The thread that writes profiles and sums: each message is a transaction, and is
 * answered after its COMMIT. The newest position wins, whatever came first. A change
 * that the disk has no room for is taken back and refused; it may be asked for again.
 */
export type Change =
  | { put: 'profiles'; rows: readonly StoredProfile[] }
  | { put: 'sums'; rows: readonly StoredSum[] }
  | { delete: readonly string[] }
  | { clear: 'profiles' }
export type ToProjections = Change | 'close'
/** What became of the change asked for longest: it is on disk, or there is no room for it. */
export type FromProjections = 'durable' | 'full'

const db = openProjections(workerData.path)
const corners = new Corners(db)
const putProfile = db.prepare(`
  INSERT INTO profiles VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
  SET position = excluded.position, bytes = excluded.bytes, sum = excluded.sum WHERE excluded.position > position`)
const putSum = db.prepare(`
  INSERT INTO sums VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
  SET position = excluded.position, bytes = excluded.bytes, sum = excluded.sum WHERE excluded.position > position`)
const deleteProfile = db.prepare('DELETE FROM profiles WHERE visitor = ?')

goBehind()
parentPort!.on('message', (message: ToProjections) => {
  if (message === 'close') {
    corners.close()
    db.close()
    parentPort!.close()
    return
  }
  parentPort!.postMessage((commit(message) ? 'durable' : 'full') satisfies FromProjections)
})

/** False when the disk is full. */
function commit(message: Change): boolean {
  try {
    db.exec('BEGIN')
    change(message)
    if (isDeletion(message)) corners.soil()
    db.exec('COMMIT')
    if (isDeletion(message)) corners.deleted()
    return true
  } catch (error) {
    if (!isNoRoom(error)) throw error
    if (db.isTransaction) db.exec('ROLLBACK')
    return false
  }
}

function isDeletion(change: Change): boolean {
  return 'delete' in change || 'clear' in change
}

function change(change: Change): void {
  if ('delete' in change) for (const visitor of change.delete) deleteProfile.run(visitor)
  else if ('clear' in change) db.exec('DELETE FROM profiles')
  else if (change.put === 'profiles') {
    for (const row of change.rows) {
      putProfile.run(row.visitor, row.position, row.bytes, sumOfProfile(row))
    }
  } else {
    for (const sum of change.rows) {
      putSum.run(sum.name, sum.datacentre, sum.partition, sum.position, sum.bytes, sumOfSum(sum))
    }
  }
}
