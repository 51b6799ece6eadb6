import { fingerprint } from '../../core/fingerprint.ts'
import { uuidV5 } from '../../core/visitor-key.ts'
import { LIMITS } from '../../schema/limits.ts'
import {
  type FeedRead,
  type NewRecord,
  RECORD_VERSIONS,
  type RecordBodies,
  SHOP_PARTITION,
} from '../../schema/record.ts'
import type { RowRefusal } from '../refusals.ts'
import type { RowReading } from './keyed-rows.ts'
import type { Parcel } from './parcels.ts'

/** One reading of one feed. */
export interface FeedRun {
  /** Name of the feed, `products-FR-fr`. */
  feed: string
  /** Where it came from: a file name or an address. */
  source: string
  /** Now, ms. */
  now: number
  etag?: string
  /**
   * Id of this feed's last `feed_read` record. It enters every id, so that a price
   * that goes there and back within 8 days is not taken for a repetition, while a
   * run that was cut short repeats itself and appends nothing twice.
   */
  previous?: string
  /** Id of the `feed_read` before that one. */
  beforePrevious?: string
  /** Told each row's fate. */
  report?: (reading: RowReading<unknown>) => void
}

/** Refusals that the log keeps of one run: enough to know what to mend. */
const REFUSALS_KEPT = 10

/** How a run went: rows, and how many were kept, repaired and refused. */
export class Tally {
  /** The reading ended before the file did. */
  broken = false
  /** Some price will be another by its date alone. */
  turns = false
  /** Something was kept. */
  brought = false
  readonly #read: FeedRead
  readonly #run: FeedRun
  #seal = 0

  constructor(kind: FeedRead['kind'], run: FeedRun) {
    const { feed, source, now, etag } = run
    this.#run = run
    this.#read = { feed, kind, source, time: now, rows: 0, accepted: 0, repaired: 0, refused: 0 }
    if (etag !== undefined) this.#read.etag = etag
  }

  count(reading: RowReading<unknown>): void {
    this.#run.report?.(reading)
    if (reading.fatal) this.broken = true
    if (reading.fatal || reading.line > 0) {
      this.#read.rows++
      if (reading.refused) {
        this.#read.refused++
        this.#tell(reading.refused)
      } else this.#read.accepted++
      if (reading.repairs.length > 0) this.#read.repaired++
    }
  }

  add({ rows, repaired, refused, refusals, broken, turns }: Parcel): void {
    this.broken ||= broken
    this.turns ||= turns
    this.#read.rows += rows
    this.#read.refused += refused
    this.#read.accepted += rows - refused
    this.#read.repaired += repaired
    for (const each of refusals) this.#tell(each)
  }

  /** Content that was kept, or a fingerprint of it, for the id. */
  seal(content: string | number): void {
    this.brought = true
    this.#seal = fingerprint(`${this.#seal}|${content}`)
  }

  #tell({ line, id, field, code, reason }: RowRefusal): void {
    const told = (this.#read.refusals ??= [])
    if (told.length >= REFUSALS_KEPT) return
    const words = reason.slice(0, LIMITS.text)
    told.push({
      line,
      ...(id !== undefined && { id: id.slice(0, LIMITS.id) }),
      field,
      code,
      reason: words,
    })
  }

  record(): NewRecord {
    return this.#record(this.#run.previous)
  }

  /** The run before this one, of this very feed, told the very same. */
  get isRepeated(): boolean {
    const { previous, beforePrevious } = this.#run
    return previous !== undefined && this.#record(beforePrevious).id === previous
  }

  #record(previous: string | undefined): NewRecord {
    // Half a file is worth another reading, and so is one that says another price tomorrow.
    if (this.broken || this.turns) delete this.#read.etag
    const { feed, rows, refused, etag } = this.#read
    const content = [feed, previous ?? '', this.#seal, rows, refused, etag ?? ''].join('|')
    return record('feed_read', content, this.#run.now, this.#read)
  }
}

type FeedRecordType =
  | 'products'
  | 'products_removed'
  | 'removal_asked'
  | 'removal_settled'
  | 'costs'
  | 'campaign_costs'
  | 'currency_rates'
  | 'content'
  | 'content_removed'
  | 'feed_read'

/** A record of the shop whose id comes from its content. */
export function record<T extends FeedRecordType>(
  type: T,
  content: string,
  now: number,
  body: RecordBodies[T],
): NewRecord {
  return {
    id: uuidV5(type, content),
    partition: SHOP_PARTITION,
    type,
    version: RECORD_VERSIONS[type],
    receivedAt: now,
    body,
  } as NewRecord
}
