import type { DatabaseSync } from 'node:sqlite'
import type { LogRecord } from '../../schema/record.ts'
import type { Finding } from '../finding.ts'
import { DamageBook, type DamageOfDay, sentenceOf } from './damage-book.ts'
import { dayPath, daysOf, hasSums, nameOfDay, openDayToRead } from './day-file.ts'
import { readDurableMark } from './durable-mark.ts'
import { loadFilter } from './known-day.ts'
import { LogReader } from './log-reader.ts'
import { wrongStrips } from './strips.ts'

/**
 * Look at every page and every record of a log, beside its writer or without one.
 *
 * @param onRecords whoever wants to see the records on the way
 */
export async function* verifyLog(
  folder: string,
  onRecords: (records: LogRecord[]) => void = () => {},
): AsyncGenerator<Finding> {
  const until = Number.MAX_SAFE_INTEGER
  const known = readDurableMark(folder)
  if (known === 'damaged') yield notice('the mark of what is on disk is damaged', REMADE)
  const days = daysOf(folder)
  for (const day of days) yield* verifyFile(dayPath(folder, day), nameOfDay(day))
  for (const day of days.slice(0, -1)) yield* verifyFilter(dayPath(folder, day), nameOfDay(day))

  const damages: DamageOfDay[] = [...new DamageBook(folder).all]
  const reader = new LogReader(folder, damage => damages.push(damage))
  let last = 0
  for await (const records of reader.read({ after: 0, until })) {
    onRecords(records)
    last = records[records.length - 1].position
  }
  for (const says of new Set(damages.map(sentenceOf))) yield grave(says, FROM_BACKUP)
  const isToldOf = damages.some(damage => damage.last >= Number(known))
  if (typeof known === 'number' && known > last && !isToldOf) {
    const says = `the log ends at record ${last}, and record ${known} was on disk once`
    yield grave(says, `start the server, which takes in what it can; then ${FROM_BACKUP}`)
  }
}

const REMADE = 'nothing: it is made again at the next start'
const FROM_BACKUP = 'put the day back from a back-up, while the server is stopped'

/** One day: its pages, its index, its strips. */
export function* verifyFile(path: string, day: string): Generator<Finding> {
  let db: DatabaseSync | undefined
  try {
    db = openDayToRead(path)
    if (!db) return
    const rows = db.prepare('PRAGMA integrity_check(3)').all()
    const says = rows.map(row => String(row.integrity_check))
    if (says[0] !== 'ok') yield damaged(day, says.join('; '))
    if (wrongStrips(db) > 0) yield damaged(day, 'its table of partitions is not of its records')
    if (!hasSums(db)) {
      yield notice(
        `the records of ${day} have no checksums: they were written before there were any`,
        'nothing, or restore a back-up made since: what is damaged in it cannot be noticed',
      )
    }
  } catch (error) {
    yield damaged(day, (error as Error).message)
  } finally {
    db?.close()
  }
}

function* verifyFilter(path: string, day: string): Generator<Finding> {
  if (loadFilter(path) === undefined) {
    yield notice(`the filter of the ids of ${day} is missing or damaged`, REMADE)
  }
}

function damaged(day: string, why: string): Finding {
  const mend = `"npm exec --no vitrine -- doctor --mend" saves what can be read, while the server is stopped; or ${FROM_BACKUP}`
  return grave(`the file of ${day} is damaged inside: ${why}`, mend)
}

function grave(says: string, mend: string): Finding {
  return { level: 'grave', part: 'log', says, mend }
}

function notice(says: string, mend: string): Finding {
  return { level: 'notice', part: 'log', says, mend }
}
