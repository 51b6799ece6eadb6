import type { DatabaseSync } from 'node:sqlite'

/**
 * Take records out of a day and write down that it was on purpose: any other gap is
 * told as damage. In one transaction; what was there is overwritten in the file.
 * Afterwards a day that is over is sealed again (`sealDay`), for its filter knows them still.
 *
 * @param positions rising
 */
export function eraseRecords(db: DatabaseSync, positions: readonly number[]): void {
  db.exec('PRAGMA secure_delete = ON; BEGIN')
  const remove = db.prepare('DELETE FROM records WHERE position = ?')
  const note = db.prepare('INSERT INTO erased VALUES (?, ?)')
  for (const { first, last } of mergedWith(db, positions)) note.run(first, last)
  for (const position of positions) remove.run(position)
  db.exec('COMMIT')
}

/** Erased before and erased now, as stretches; the table is emptied to take them. */
function mergedWith(db: DatabaseSync, positions: readonly number[]) {
  const before = db.prepare('SELECT first, last FROM erased').all()
  db.exec('DELETE FROM erased')
  const all = [
    ...before.map(({ first, last }) => ({ first: Number(first), last: Number(last) })),
    ...positions.map(position => ({ first: position, last: position })),
  ].sort((a, b) => a.first - b.first)
  const merged: typeof all = []
  for (const stretch of all) {
    const newest = merged.at(-1)
    if (newest && stretch.first <= newest.last + 1)
      newest.last = Math.max(newest.last, stretch.last)
    else merged.push(stretch)
  }
  return merged
}
