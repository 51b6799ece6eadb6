import type { LogRecord, NewRecord } from '../schema/record.ts'

/**
 * The ports: what the server asks of a database. Each adapter lives in a folder of
 * its own and passes the conformance suite beside this file.
 */

/**
 * The append-only log of one shop.
 *
 * A partition has one writer at a time, so the writer gives each record its place
 * when it accepts it, and the engine may apply it in the same turn; only the
 * acknowledgement waits for the disk. A process that dies in between forgets both
 * together.
 */
export interface EventLog {
  /**
   * Give each record its place, in order. A record whose id was appended within
   * the last 8 days gets no place (0). `durable` resolves when all of them,
   * repeated ones included, are on disk. It rejects with `NoRoom` when the disk is
   * full: the records are kept, and go to the disk when there is room again. It
   * rejects with anything else when the disk refused: the caller must then stop,
   * because memory is ahead of the log.
   *
   * What is not awaited may stay in memory for a few milliseconds more, so that others go with it.
   */
  append(records: readonly NewRecord[], isAwaited?: boolean): Appended
  /** Records after a position, in order; of one partition, or of all. Bodies are upcast. Durable records only. */
  read(from: { after?: number; partition?: number }): AsyncIterable<LogRecord[]>
  /**
   * The durable record with this id, a UUIDv7 of the moment it was received, for as long as
   * its day is kept. Undefined for every other id, whatever it looks like.
   */
  find(id: string): Promise<LogRecord | undefined>
  /**
   * False while the disk is full: then append nothing more, for memory is not endless.
   * True again when the disk has refused for good, so that whoever appends is told.
   */
  readonly hasRoom: boolean
  /** Stretches found damaged, by whoever read; absent where nothing can be. */
  readonly damageCount?: number
  /** Last place given. */
  readonly last: number
  /** Last place known to be on disk. */
  readonly durable: number
  /** Bytes of the records that have a place and are not on disk. */
  readonly pendingBytes: number
  close(): Promise<void>
}

/** A log whose days can be changed once they are over: for erasure and retention, for nothing else. */
export interface LogDays extends EventLog {
  /** Days that are over: nothing is added to them any more. Oldest first. */
  closedDays(): Promise<ClosedDay[]>
  /**
   * Put other bodies in the place of records of a closed day: all of them or none. When it
   * resolves, nothing of the old bodies is left; ids and places stay. Rejects when it could
   * not be finished; doing it again is harmless.
   */
  rewrite(day: number, records: readonly LogRecord[]): Promise<void>
  /** Take the records of visitors out of a closed day; the shop's own stay. */
  dropVisitors(day: number): Promise<void>
}

/** A UTC day, counted from 1970, and the places of its records. */
export interface ClosedDay {
  day: number
  first: number
  last: number
}

export interface Appended {
  /** One per record, in order; 0 for a repeated record. */
  positions: number[]
  durable: Promise<void>
}

/** What is kept of one visitor, with the log position it is true at. */
export interface StoredProfile {
  visitor: string
  position: number
  bytes: Uint8Array
}

/** What a projection gives back is not what was put there: it is to be made again from the log. */
export class DamagedProjections extends Error {
  constructor(why: string) {
    super(`the stored profiles are damaged: ${why}`)
  }
}

/**
 * Nobody's key. Its position says up to where everything that changed has been stored: a
 * store that lost the end of what was written to it shows it here. `all` does not give it.
 */
export const SETTLED = ''

export interface ProfileStore {
  /**
   * Profiles of these visitors; those never stored are absent.
   * @throws when the deadline passes, or `DamagedProjections`.
   */
  get(visitors: readonly string[], deadlineMs?: number): Promise<Map<string, StoredProfile>>
  /** The newest position wins, whatever the order of arrival. */
  put(profiles: readonly StoredProfile[]): Promise<void>
  delete(visitors: readonly string[]): Promise<void>
  /** Forget everybody. */
  clear(): Promise<void>
  /** All of them, by visitor key: for export and tests. */
  all(): AsyncIterable<StoredProfile>
  close(): Promise<void>
}

/** A full sum of one partition as one datacentre knows it. */
export interface StoredSum {
  datacentre: string
  partition: number
  name: string
  position: number
  bytes: Uint8Array
}

export interface StatsStore {
  /** The newest position wins per (datacentre, partition, name). */
  put(sums: readonly StoredSum[]): Promise<void>
  get(name: string): Promise<StoredSum[]>
  close(): Promise<void>
}

export interface BlobStore {
  /** Atomic: a reader sees the whole blob or none. */
  put(key: string, bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  /** Front to back in pieces, for a blob that is wider than memory; nothing when there is none. */
  stream(key: string): AsyncIterable<Uint8Array>
  list(prefix: string): Promise<string[]>
  delete(key: string): Promise<void>
}

/**
 * The log as tables, for whoever asks of many visitors at once. It can be dropped and made
 * again from the log, and lags it by some seconds: an answer says up to where it has read.
 */
export interface Analytics {
  /** Last place of the log that is in the tables. */
  readonly position: number
  /** Take in what follows; what is in already is passed over. All of it, or nothing. */
  follow(records: readonly LogRecord[]): Promise<void>
  /** Let go of what was received before this UTC day, counted from 1970. */
  dropBefore(day: number): Promise<void>
  /** @throws TooSlow when its time is up; nothing has changed then. */
  ask(question: AnalyticsQuestion): Promise<AnalyticsTable>
  /** The whole answer as a file, for whoever wants more than a page shows. */
  write(question: AnalyticsQuestion, format: FileFormat, path: string): Promise<void>
  close(): Promise<void>
}

export interface AnalyticsQuestion {
  /** SQL of ours over the tables of `duckdb/tables.ts`: what a caller sends is only ever a value. */
  sql: string
  /** `$1` is the first of them. */
  values?: AnalyticsValue[]
  /** Rows told at most; 1,000 where nothing is said. */
  most?: number
  /** Five seconds where nothing is said. */
  withinMs?: number
}

export type AnalyticsValue = string | number | boolean | null
export type FileFormat = 'csv' | 'parquet'

export interface AnalyticsTable {
  columns: string[]
  rows: AnalyticsValue[][]
  /** There were more rows than are told. */
  isCut: boolean
  position: number
}

/** The time of a question was up. */
export class TooSlow extends Error {}

/** The machine, so that a simulator can be one. */
export interface Env {
  /** Wall clock, ms. */
  now(): number
  /** Never goes back, ms with fraction. */
  monotonic(): number
  random(size: number): Uint8Array
  sleep(ms: number): Promise<void>
  /**
   * Call once after so many ms, 0 being the end of this turn of the loop; the process
   * does not stay alive for it.
   * @returns what calls it off
   */
  after(ms: number, act: () => void): () => void
}
