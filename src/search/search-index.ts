import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LogRecord } from '../schema/record.ts'
import { type Found, find, type Question } from './find.ts'
import { MarketIndex } from './market-index.ts'

/** Raise it when what the file holds changes: it is then made anew. */
const VERSION = 2
/** Products taken in before others have their turn. */
const AT_ONCE = 25

/**
 * What the shop's feeds say, made findable: a projection of the catalogue's records that
 * may be lost at any time. It knows up to which place of the log it is true.
 */
export class SearchIndex {
  readonly #db: DatabaseSync
  readonly #markets = new Map<string, MarketIndex>()
  #position: number

  /** How a feed makes room: for questions, and for whoever else wants the processor. */
  readonly #rest: () => Promise<unknown>

  /**
   * @param path of the file, `:memory:` for none; one that cannot be read is made anew
   * @param log what tells this log from any other, the id of its first record
   * @param until last place of the log: a file that knows of more is of another one
   */
  static open(
    path: string,
    log: string,
    until = Infinity,
    rest: () => Promise<unknown> = nextTurn,
  ): SearchIndex {
    try {
      const index = new SearchIndex(path, rest)
      if (index.#isOf(log) && index.position <= until) return index
      index.close()
    } catch {
      // A damaged projection is worth no more than a missing one: the log makes it again.
    }
    if (path !== ':memory:')
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
    const index = new SearchIndex(path, rest)
    index.#set('version', VERSION)
    index.#set('log', log)
    return index
  }

  private constructor(path: string, rest: () => Promise<unknown>) {
    this.#rest = rest
    this.#db = new DatabaseSync(path)
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;
      CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value ANY);`)
    this.#position = Number(this.#get('position') ?? 0)
    for (const { value } of this.#db
      .prepare(`SELECT value FROM about WHERE name LIKE 'market %'`)
      .all())
      this.#markets.set(String(value), new MarketIndex(this.#db, String(value)))
  }

  /** True up to this place of the log. */
  get position(): number {
    return this.#position
  }

  /** Take records in, in the order of the log. Questions may come in between. */
  async follow(records: readonly LogRecord[]): Promise<void> {
    const news = records.filter(record => record.position > this.#position)
    if (news.length === 0) return
    this.#db.exec('BEGIN')
    try {
      for (const record of news) await this.#take(record)
      this.#position = news[news.length - 1].position
      this.#set('position', this.#position)
      this.#db.exec('COMMIT')
    } catch (error) {
      this.#db.exec('ROLLBACK')
      throw error
    }
  }

  /** Nothing of the catalogue stands before this place any more. */
  reached(position: number): void {
    if (position <= this.#position) return
    this.#position = position
    this.#set('position', position)
  }

  /** Undefined when no feed of such a market was read. */
  find(question: Question): Found | undefined {
    const market = this.#markets.get(question.market)
    return market && find(market, question)
  }

  close(): void {
    this.#db.close()
  }

  async #take(record: LogRecord): Promise<void> {
    if (record.type === 'products') {
      const market = this.#marketOf(record.body.market)
      for (const [n, product] of record.body.products.entries()) {
        market.put(product)
        if (n % AT_ONCE === AT_ONCE - 1) await this.#rest()
      }
    } else if (record.type === 'products_removed') {
      const market = this.#marketOf(record.body.market)
      for (const id of record.body.ids) market.remove(id)
    } else if (record.type === 'offers_changed') {
      const market = this.#marketOf(record.body.market)
      for (const change of record.body.changes) market.change(change)
    }
  }

  #marketOf({ country, language }: { country: string; language: string }): MarketIndex {
    const key = `${country}-${language}`
    let market = this.#markets.get(key)
    if (market === undefined) {
      market = new MarketIndex(this.#db, key)
      this.#markets.set(key, market)
      this.#set(`market ${key}`, key)
    }
    return market
  }

  #isOf(log: string): boolean {
    return this.#get('version') === VERSION && this.#get('log') === log
  }

  #get(name: string): unknown {
    return this.#db.prepare('SELECT value FROM about WHERE name = ?').get(name)?.value
  }

  #set(name: string, value: string | number): void {
    this.#db.prepare('INSERT OR REPLACE INTO about VALUES (?, ?)').run(name, value)
  }
}
