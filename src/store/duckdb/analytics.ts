import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { LogRecord, ShopOpened } from '../../schema/record.ts'
import type { Analytics, AnalyticsQuestion, AnalyticsTable, FileFormat } from '../ports.ts'
import { answer, writeAnswer } from './answer.ts'
import { Batch } from './batch.ts'
import { Names } from './names.ts'
import type { Reading } from './rows.ts'
import { createTables, OF_A_DAY, TABLES_VERSION } from './tables.ts'

/** One processor, and so much memory: what does not fit goes to a file beside. */
const BOUNDS = { threads: '1', memory_limit: '384MB', max_temp_directory_size: '4GB' }
/** What it needs is in it: nothing is fetched. */
const NOTHING_FETCHED = {
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
}

export interface OpenOptions {
  /** File of the tables; absent, they are gone with the process. */
  path?: string
  /** Where files may be written to. */
  filesDir?: string
  /** Made from the first record of the log. */
  readingOf(opened: ShopOpened): Reading
}

/** What is said of the tables beside them, to know whether they are of this log and build. */
interface Progress {
  position: number
  zone: string
  /** Id of the first record of the log. */
  log: string
  opened?: ShopOpened
  /** Somebody was forgotten since the file was made: what its tables let go of may be in it still. */
  hasForgotten: boolean
}

/**
 * The log as tables of DuckDB. A batch of records and the place it reaches to are one
 * transaction, so a process that is killed goes on where it was.
 */
export class DuckDbAnalytics implements Analytics {
  readonly #instance: DuckDBInstance
  readonly #db: DuckDBConnection
  readonly #options: OpenOptions
  readonly #names: Names
  #progress: Progress
  #reading?: Reading

  private constructor(
    instance: DuckDBInstance,
    db: DuckDBConnection,
    { options, names, progress }: { options: OpenOptions; names: Names; progress: Progress },
  ) {
    this.#instance = instance
    this.#db = db
    this.#options = options
    this.#names = names
    this.#progress = progress
    if (progress.opened) this.#reading = options.readingOf(progress.opened)
  }

  /** @throws Error when the file cannot be read, or is of another version: it is to be made again. */
  static async open(options: OpenOptions): Promise<DuckDbAnalytics> {
    const { path = ':memory:', filesDir } = options
    const instance = await DuckDBInstance.create(path, { ...BOUNDS, ...NOTHING_FETCHED })
    try {
      const db = await instance.connect()
      await db.run(createTables())
      const progress = await readProgress(db)
      const allowed = filesDir === undefined ? '' : `'${filesDir.replaceAll("'", "''")}'`
      await db.run(`SET allowed_directories = [${allowed}];
        SET enable_external_access = false; SET lock_configuration = true`)
      return new DuckDbAnalytics(instance, db, { options, names: await Names.read(db), progress })
    } catch (error) {
      instance.closeSync()
      throw error
    }
  }

  get position(): number {
    return this.#progress.position
  }

  /** Id of the first record of the log that is in the tables; empty when none is. */
  get log(): string {
    return this.#progress.log
  }

  /** A file that was made before somebody was forgotten is to be made anew. */
  get hasForgotten(): boolean {
    return this.#progress.hasForgotten
  }

  async follow(records: readonly LogRecord[]): Promise<void> {
    const news = records.filter(({ position }) => position > this.position)
    if (news.length === 0) return
    const batch = new Batch(this.#names)
    for (const record of news) {
      this.#note(record)
      if (this.#reading === undefined) throw new Error('the log does not begin with its shop')
      batch.take(record, this.#reading, this.#progress.zone)
    }
    this.#progress.position = news[news.length - 1].position
    this.#progress.hasForgotten ||= batch.hasForgotten
    await this.#within(async () => {
      await batch.write(this.#db)
      await this.#keepProgress()
    })
  }

  async dropBefore(day: number): Promise<void> {
    await this.#within(async () => {
      for (const table of OF_A_DAY) {
        await this.#db.run(`DELETE FROM ${table} WHERE log_day < DATE '1970-01-01' + ${day}`)
      }
      await this.#db.run(NOBODY_LEFT)
    })
  }

  async ask(question: AnalyticsQuestion): Promise<AnalyticsTable> {
    return { ...(await answer(this.#db, question)), position: this.position }
  }

  async write(question: AnalyticsQuestion, format: FileFormat, path: string): Promise<void> {
    await writeAnswer(this.#db, question, format, path)
  }

  /** All tables in a new file, without what they let go of. */
  async copyTo(path: string): Promise<void> {
    const here = await this.#db.runAndReadAll('SELECT current_database()')
    const [[name]] = here.getRows()
    await this.#db.run(`ATTACH '${path.replaceAll("'", "''")}' AS fresh`)
    await this.#db.run(`COPY FROM DATABASE "${name}" TO fresh`)
    await this.#db.run('UPDATE fresh.progress SET forgotten = false')
    await this.#db.run('DETACH fresh')
  }

  async close(): Promise<void> {
    this.#db.closeSync()
    this.#instance.closeSync()
  }

  /** What tells how to read the records behind it. */
  #note(record: LogRecord): void {
    if (record.type === 'shop_opened') {
      this.#progress.log = record.id
      this.#progress.opened = structuredClone(record.body)
    } else if (record.type === 'settings_changed' && this.#progress.opened) {
      Object.assign(this.#progress.opened.settings, record.body)
    } else return
    const { opened } = this.#progress
    if (opened === undefined) return
    this.#progress.zone = opened.settings.timeZone
    this.#reading = this.#options.readingOf(opened)
  }

  async #keepProgress(): Promise<void> {
    const { position, zone, log, opened, hasForgotten } = this.#progress
    await this.#db.run('DELETE FROM progress')
    await this.#db.run('INSERT INTO progress VALUES ($1, $2, $3::BIGINT, $4, $5, $6)', [
      TABLES_VERSION,
      log,
      String(position),
      zone,
      JSON.stringify(opened),
      hasForgotten,
    ])
  }

  async #within(act: () => Promise<void>): Promise<void> {
    await this.#db.run('BEGIN')
    try {
      await act()
      await this.#db.run('COMMIT')
    } catch (error) {
      await this.#db.run('ROLLBACK')
      throw error
    }
  }
}

async function readProgress(db: DuckDBConnection): Promise<Progress> {
  const read = await db.runAndReadAll(
    'SELECT version, log, position, zone, terms, forgotten FROM progress',
  )
  const [row] = read.getRows()
  if (row === undefined) return { position: 0, zone: 'UTC', log: '', hasForgotten: false }
  const [version, log, position, zone, terms, forgotten] = row
  if (version !== TABLES_VERSION) throw new Error(`tables of version ${version}`)
  return {
    position: Number(position),
    zone: zone as string,
    log: log as string,
    opened: JSON.parse(terms as string),
    hasForgotten: forgotten as boolean,
  }
}

/** Whoever did nothing in the days that are left is known no more. */
const NOBODY_LEFT = `DELETE FROM visitors WHERE visitor NOT IN (
  SELECT visitor FROM events WHERE visitor IS NOT NULL
  UNION SELECT visitor FROM decisions WHERE visitor IS NOT NULL)`
