import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { fingerprint } from '../core/fingerprint.ts'
import type { OfferChange, Product } from '../schema/product.ts'
import { changeOffer, type Entry, entryOf } from './entry.ts'
import { Shelf } from './shelf.ts'
import { Spelling } from './spelling.ts'
import { formsOf, isSmall, termsOf } from './terms.ts'

/** What a word in each column weighs: the title, what the thing is, what is written about it. */
const WEIGHTS = [4, 2, 1]
/** Ids, SKUs and bar codes that a product is found by. */
const MOST_CODES = 40
/** Words that a slip may be forgiven to: beyond, they are names that one product has. */
const MOST_FORMS = 1 << 18
/** Above so many hits their order by words is worth less than the time it takes. */
const MOST_RANKED = 12_000

/**
 * The index of one market, in its language: words in an FTS5 table that holds no text, a
 * row of facts for each product, the facts again in memory to filter and count by.
 */
export class MarketIndex {
  readonly shelf = new Shelf()
  readonly spelling = new Spelling()
  /** How a term is written, for saying what was understood. */
  readonly #forms = new Map<string, string>()
  /** Places of products that left: a feed that changes daily takes no more room than it needs. */
  readonly #free: number[] = []
  /** One more than the highest place. */
  #end = 1
  readonly #sql: ReturnType<typeof statements>

  constructor(db: DatabaseSync, market: string) {
    const name = market.replace('-', '_')
    makeTables(db, name)
    this.#sql = statements(db, name)
    for (const [doc, body] of this.#sql.all.iterate() as Iterable<unknown> as Iterable<Row>) {
      while (this.#end < doc) this.#free.push(this.#end++)
      this.#end = doc + 1
      this.#take(doc, JSON.parse(body))
    }
  }

  /** A product that says the same words again keeps them: most feeds tell new prices. */
  put(product: Product): void {
    const entry = entryOf(product)
    const columns = columnsOf(product, entry)
    const words = fingerprint(columns.join('\u0000'))
    const known = this.#sql.known.get(product.id) as [number, number] | undefined
    const body = JSON.stringify(entry)
    if (known) this.#sql.update.run(body, words, known[0])
    const doc = known?.[0] ?? this.#free.pop() ?? this.#end++
    if (!known) this.#sql.insert.run(doc, product.id, body, words)
    if (known) this.#sql.dropSkus.run(doc)
    for (const { id } of entry.skus) this.#sql.putSku.run(id, doc)
    if (known?.[1] !== words) {
      if (known) this.#sql.unwrite.run(doc)
      const [title, kind, text] = columns.map(column => termsOf(column).join(' '))
      this.#sql.write.run(doc, title, kind, text)
    }
    this.#take(doc, entry)
  }

  remove(item: string): void {
    const doc = this.#docOf(item)
    if (doc !== undefined) this.#drop(doc)
  }

  change(change: OfferChange): void {
    const doc = this.#sql.skuDoc.get(change.sku)?.[0]
    const entry = typeof doc === 'number' ? this.entry(doc) : undefined
    if (entry === undefined) return
    changeOffer(entry, change)
    this.#sql.setBody.run(JSON.stringify(entry), doc as number)
    this.shelf.put(doc as number, entry)
  }

  /** Place of an item, by its own id or a SKU's. */
  find(id: string): number | undefined {
    return this.#docOf(id) ?? (this.#sql.skuDoc.get(id)?.[0] as number | undefined)
  }

  /** Empty for a place where nothing is. */
  itemAt(doc: number): string {
    return String(this.#sql.item.get(doc)?.[0] ?? '')
  }

  entry(doc: number): Entry | undefined {
    const body = this.#sql.body.get(doc)?.[0]
    return typeof body === 'string' ? JSON.parse(body) : undefined
  }

  /** How many products have the term. */
  countOf(term: string): number {
    return (this.#sql.count.get(term)?.[0] as number | undefined) ?? 0
  }

  formOf(term: string): string {
    return this.#forms.get(term) ?? term
  }

  countOfMatches(expression: string): number {
    return (this.#sql.matches.get(expression)?.[0] as number | undefined) ?? 0
  }

  /** Places and scores of the products that match; a match is of quoted terms alone. */
  match(expression: string, expected: number): { docs: number[]; scores: number[] } {
    if (expected > MOST_RANKED) {
      const docs = this.docsOf(expression)
      return { docs, scores: docs.map(() => 1) }
    }
    const rows = this.#sql.ranked.all(expression) as unknown as [number, number][]
    return { docs: rows.map(([doc]) => doc), scores: rows.map(([, score]) => -score) }
  }

  /** Their places alone, in one text: a list made for each would be most of the work. */
  docsOf(expression: string): number[] {
    return JSON.parse(String(this.#sql.matching.get(expression)?.[0]))
  }

  #docOf(item: string): number | undefined {
    return this.#sql.doc.get(item)?.[0] as number | undefined
  }

  #drop(doc: number): void {
    this.#sql.unwrite.run(doc)
    this.#sql.dropSkus.run(doc)
    this.#sql.drop.run(doc)
    this.shelf.drop(doc)
    this.#free.push(doc)
  }

  #take(doc: number, entry: Entry): void {
    this.shelf.put(doc, entry)
    for (const { term, form } of formsOf([entry.title, ...namesIn(entry)].join(' '))) {
      if (this.#forms.has(term) || isSmall(term) || isNumber(term)) continue
      if (this.#forms.size === MOST_FORMS) return
      this.#forms.set(term, form)
      this.spelling.add(term)
    }
  }
}

/** Nobody slips in a number, and a shop of a million may have one for each of its products. */
function isNumber(term: string): boolean {
  return /^\d/.test(term)
}

type Row = [number, string]

/** What is looked in: the title, what kind of thing it is, what is written about it. */
function columnsOf(product: Product, entry: Entry): [string, string, string] {
  const codes = [product.id, ...product.skus.flatMap(({ id, gtin = '' }) => [id, gtin])]
  const kind = [...namesIn(entry), ...codes.slice(0, MOST_CODES)].join(' ')
  return [entry.title, kind, product.description ?? '']
}

function namesIn({ brand, categories, attributes, skus }: Entry): string[] {
  const colours = new Set(skus.map(sku => sku.colour))
  return [brand, ...categories, ...attributes.map(([, value]) => value), ...colours]
}

function makeTables(db: DatabaseSync, name: string): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS docs_${name} (
      doc INTEGER PRIMARY KEY, item TEXT UNIQUE, body TEXT, words INTEGER);
    CREATE TABLE IF NOT EXISTS skus_${name} (sku TEXT PRIMARY KEY, doc INTEGER) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS skus_of_${name} ON skus_${name} (doc);
    CREATE VIRTUAL TABLE IF NOT EXISTS words_${name} USING fts5(
      title, kind, text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
    CREATE VIRTUAL TABLE IF NOT EXISTS counts_${name} USING fts5vocab(words_${name}, 'row');`)
}

function statements(db: DatabaseSync, name: string) {
  const prepare = (sql: string): StatementSync => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const words = `words_${name}`
  return {
    all: prepare(`SELECT doc, body FROM docs_${name} ORDER BY doc`),
    doc: prepare(`SELECT doc FROM docs_${name} WHERE item = ?`),
    item: prepare(`SELECT item FROM docs_${name} WHERE doc = ?`),
    body: prepare(`SELECT body FROM docs_${name} WHERE doc = ?`),
    known: prepare(`SELECT doc, words FROM docs_${name} WHERE item = ?`),
    insert: prepare(`INSERT INTO docs_${name} (doc, item, body, words) VALUES (?, ?, ?, ?)`),
    update: prepare(`UPDATE docs_${name} SET body = ?, words = ? WHERE doc = ?`),
    setBody: prepare(`UPDATE docs_${name} SET body = ? WHERE doc = ?`),
    drop: prepare(`DELETE FROM docs_${name} WHERE doc = ?`),
    putSku: prepare(`INSERT OR REPLACE INTO skus_${name} VALUES (?, ?)`),
    skuDoc: prepare(`SELECT doc FROM skus_${name} WHERE sku = ?`),
    dropSkus: prepare(`DELETE FROM skus_${name} WHERE doc = ?`),
    write: prepare(`INSERT INTO ${words} (rowid, title, kind, text) VALUES (?, ?, ?, ?)`),
    unwrite: prepare(`DELETE FROM ${words} WHERE rowid = ?`),
    count: prepare(`SELECT doc FROM counts_${name} WHERE term = ?`),
    matches: prepare(`SELECT count(*) FROM ${words} WHERE ${words} MATCH ?`),
    matching: prepare(`SELECT json_group_array(rowid) FROM ${words} WHERE ${words} MATCH ?`),
    ranked: prepare(
      `SELECT rowid, bm25(${words}, ${WEIGHTS.join()}) FROM ${words} WHERE ${words} MATCH ?`,
    ),
  }
}
