import { LIMITS } from '../../schema/limits.ts'
import type { Market, Product } from '../../schema/product.ts'
import { asRefused, type RowRefusal } from '../refusals.ts'
import type { Repair } from '../repairs.ts'
import { DEFAULT_CAPS, openBytes } from '../stream/bytes.ts'
import { decodeText } from '../stream/text.ts'
import { Groups } from './group.ts'
import { readProductRow } from './product-row.ts'
import type { FeedRow } from './row.ts'
import { turnsLater } from './sku-row.ts'
import { readTableRows } from './table-rows.ts'
import { readXmlRows } from './xml-rows.ts'

export interface MerchantFeed {
  /** As the server said it, for its charset. The format is told from the content. */
  contentType?: string
  market: Market
  /** Now, ms: decides whether a sale is on. */
  now: number
  /** Most bytes unpacked; 2 GB unless told. */
  maxBytes?: number
}

/** One step of reading: a row judged (its repairs, or its refusal) or a product ready. */
export interface ProductReading {
  /** Line the row begins on; 0 where no row stands behind it. */
  line: number
  product?: Product
  refused?: RowRefusal
  repairs: Repair[]
  /** Its sale begins or ends later: the same file will then tell another price. */
  turns?: true
  /** The reading ended here: what did not come is not known to be gone. */
  fatal?: true
}

/**
 * Read a Google Merchant feed: TSV, CSV, RSS 2.0 or Atom, plain or gzip, streamed.
 * One bad row costs itself; a damaged file costs what follows the damage. Each row
 * yields exactly one reading with its `line`; products of several rows come at the
 * end, with line 0. Never throws for what is in the file.
 */
export async function* readMerchantFeed(
  source: AsyncIterable<Uint8Array>,
  feed: MerchantFeed,
): AsyncGenerator<ProductReading> {
  const groups = new Groups()
  let line = 0
  try {
    const bytes = openBytes(source, { maxBytes: feed.maxBytes ?? DEFAULT_CAPS.maxBytes })
    for await (const row of readRows(decodeText(bytes, feed.contentType))) {
      line = row.line
      yield* 'reason' in row ? [{ line, refused: row, repairs: [] }] : judgeRow(row, feed, groups)
    }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    yield { line, refused: { line, field, code, reason }, repairs: [], fatal: true }
  }
  for (const product of groups.rest()) yield { line: 0, product, repairs: [] }
}

/** XML begins with `<`, after a byte-order mark and spaces at most. */
async function* readRows(chunks: AsyncIterable<string>): AsyncGenerator<FeedRow | RowRefusal> {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = ''
  while (head.trimStart() === '') {
    const next = await iterator.next()
    if (next.done) break
    head += next.value
  }
  const whole = again(head, iterator)
  yield* head.trimStart().startsWith('<') ? readXmlRows(whole) : readTableRows(whole)
}

async function* again(head: string, rest: AsyncIterator<string>) {
  try {
    if (head !== '') yield head.replace(/^\s+(?=<)/, '')
    for (;;) {
      const next = await rest.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

function judgeRow(row: FeedRow, feed: MerchantFeed, groups: Groups): ProductReading[] {
  const { line } = row
  try {
    const judged = readProductRow(row, feed.market, feed.now)
    const { repairs } = judged.hearing
    for (const repair of repairs) repair.field = repair.field.replace(/^\//, '')
    const [first, ...others] = groups.add(judged)
    const own: ProductReading = { line, repairs }
    if (turnsLater(row, feed.now)) own.turns = true
    if (first) own.product = first
    return [own, ...others.map(product => ({ line: 0, product, repairs: [] }))]
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    const refused: RowRefusal = { line, field: field.replace(/^\//, ''), code, reason }
    refused.id = row.fields.get('id')?.slice(0, LIMITS.id)
    refused.item = row.fields.get('item_group_id')?.slice(0, LIMITS.id) ?? refused.id
    return [{ line, refused, repairs: [] }]
  }
}
