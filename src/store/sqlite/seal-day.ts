import { renameSync, writeFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { BloomFilter } from '../../core/bloom-filter.ts'
import { hashWords } from '../../core/uuid-words.ts'
import { openDay } from './day-file.ts'
import { scanIds } from './scan-ids.ts'

/** A sealed day says at once that it does not know an id. */
export function filterPath(dayFile: string): string {
  return dayFile.replace(/\.db$/, '.filter')
}

/**
 * A day that is over gets what random ids made too dear while it was written:
 * an index of them, and a filter that spares asking it. Repeating it is harmless.
 */
export function sealDay(path: string): void {
  const db = openDay(path)
  try {
    db.exec('CREATE INDEX IF NOT EXISTS records_id ON records (id)')
    saveFilter(db, filterPath(path))
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/** Filters are made from ids alone, so any process may remake one. */
export const FILTER_SEEDS = [0x5bd1e995, 0x1b873593] as const

function saveFilter(db: DatabaseSync, path: string): void {
  const { count } = db.prepare('SELECT count(*) AS count FROM records').get() as { count: number }
  const filter = new BloomFilter(count)
  scanIds(db, words => {
    filter.add(hashWords(words, FILTER_SEEDS[0]), hashWords(words, FILTER_SEEDS[1]))
  })
  writeFileSync(`${path}.draft`, filter.save(), { flush: true })
  renameSync(`${path}.draft`, path)
}
