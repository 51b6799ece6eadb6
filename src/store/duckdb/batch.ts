import type { DuckDBConnection } from '@duckdb/node-api'
import type { LogRecord, VisitorErased, VisitorsMerged } from '../../schema/record.ts'
import { appendRows } from './append.ts'
import type { Names } from './names.ts'
import { type Reading, Rows } from './rows.ts'
import { Moves, settle } from './settle.ts'
import { OF_A_DAY, type TableName } from './tables.ts'
import { visitorNumber } from './visitor-number.ts'

/** Records on their way into the tables, within the transaction of whoever writes them. */
export class Batch {
  readonly #rows: Rows
  readonly #names: Names
  readonly #merges = new Moves()
  readonly #partings = new Moves()
  readonly #ghosts: bigint[] = []
  readonly #quarantined: number[] = []

  constructor(names: Names) {
    this.#rows = new Rows(names)
    this.#names = names
  }

  /** Somebody was forgotten: the file still holds what its tables do not. */
  get hasForgotten(): boolean {
    return this.#ghosts.length > 0
  }

  /** @param reading how it is read, as the settings are by then; @param zone where the shop is */
  take(record: LogRecord, reading: Reading, zone: string): void {
    this.#rows.readBy(reading, zone)
    if (record.type === 'event') this.#rows.event(record, record.body)
    else if (record.type === 'decision') this.#rows.decision(record, record.body)
    else if (record.type === 'visitors_merged') this.#merge(record.body, reading)
    else if (record.type === 'visitor_erased') this.#forget(record.body)
    else if (record.type === 'record_quarantined') this.#quarantined.push(record.body.position)
    else if (record.type === 'campaign_costs') {
      for (const cost of record.body.costs) this.#rows.cost(record.position, cost)
    }
  }

  async write(db: DuckDBConnection): Promise<void> {
    const { visitors, ...others } = this.#rows.finish().of
    for (const [table, rows] of Object.entries(others)) {
      await appendRows(db, table as TableName, rows)
    }
    if (others.events.length > 0) await db.run(ANSWERED, [String(others.events[0][0])])
    // Whoever was merged and then forgotten leaves as who they were by then, whose slice it is.
    await settle(db, visitors, this.#merges)
    await settle(db, [], this.#partings)
    await this.#names.write(db)
    if (others.campaign_costs.length > 0) await db.run(LAST_WORD)
    if (this.#ghosts.length > 0) {
      await db.run(`UPDATE visitors SET key = NULL WHERE visitor IN (${this.#ghosts.join(', ')})`)
    }
    if (this.#quarantined.length > 0) await passOver(db, this.#quarantined)
  }

  /** Both partitions tell of it: said again, nothing changes. */
  #merge({ from, into }: VisitorsMerged, reading: Reading): void {
    const goes = this.#names.numberOf(from)
    const stays = this.#names.numberOf(into)
    if (goes === stays) return
    this.#names.lead(goes, stays)
    const isNamed = stays === visitorNumber(into)
    const whom = isNamed ? { key: into, slice: reading.sliceOf(into) } : undefined
    this.#merges.set(goes, stays, whom)
  }

  /** The record names the ghost alone once its day is rewritten. */
  #forget({ visitor: key, ghost }: VisitorErased): void {
    const visitor = visitorNumber(key)
    const stands = visitorNumber(ghost)
    this.#ghosts.push(stands)
    if (visitor === stands) return
    // Merged into another, in this batch perhaps: what they did goes with the other.
    const isAnothers = this.#names.numberOf(key) !== visitor
    this.#names.forget(visitor)
    if (!isAnothers) this.#partings.set(visitor, stands)
  }
}

/** What the engine could not take in is in nobody's figures. */
async function passOver(db: DuckDBConnection, positions: readonly number[]): Promise<void> {
  for (const table of [...OF_A_DAY, 'campaign_costs']) {
    await db.run(`DELETE FROM ${table} WHERE position IN (${positions.join(', ')})`)
  }
}

/**
 * What the events from this place on answer. Joined once, as they come: a question over all of
 * them would join millions to millions.
 */
const ANSWERED = `INSERT INTO outcomes
  SELECT e.position, e.name, e.time, e.day, e.log_day, e.visitor, e.item, e.value, e.robot,
    e.staff, d.id, d.choice, d.placement, d.experience, d.strategy, d.slice, d.page, d.time
  FROM (FROM events WHERE position >= $1::BIGINT AND decision IS NOT NULL) e
  JOIN decisions d ON d.id = e.decision AND d.choice = e.choice`

const LAST_WORD = `DELETE FROM campaign_costs WHERE rowid IN (
  SELECT rowid FROM campaign_costs
  QUALIFY row_number() OVER (PARTITION BY day, source, medium, campaign
    ORDER BY position DESC, rowid DESC) > 1)`
