import { asRefused, type RowRefusal } from '../refusals.ts'
import { openBytes } from '../stream/bytes.ts'
import { decodeText } from '../stream/text.ts'
import type { Columns } from './columns.ts'
import { type LineOptions, type OrderLine, readLine } from './line.ts'
import { OpenOrders, type OrderPart } from './open-orders.ts'
import { type OrderRow, readOrderRows } from './rows.ts'
import type { LineTally } from './tally.ts'

export interface OrderFile extends LineOptions {
  columns?: Columns
  contentType?: string
}

/**
 * The orders and refunds of a file, streamed: CSV or JSON lines, plain or gzip. Each line is
 * judged alone and told to `tally`. A file that breaks off tells nothing of the orders still
 * open: half an order must not be taken for the whole of it.
 */
export async function* readOrders(
  source: AsyncIterable<Uint8Array>,
  file: OrderFile,
  tally: LineTally,
): AsyncGenerator<OrderPart> {
  const orders = new OpenOrders()
  let at = 0
  try {
    const text = decodeText(openBytes(source), file.contentType)
    for await (const row of readOrderRows(text, file.columns ?? {})) {
      at = row.line
      const line = judge(row, file, orders, tally)
      if (line !== undefined) yield* orders.add(line)
    }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    tally.breakOff({ line: at + 1, field, code, reason })
    return
  }
  yield* orders.end()
}

function judge(
  row: OrderRow,
  file: OrderFile,
  orders: OpenOrders,
  tally: LineTally,
): OrderLine | undefined {
  const read = 'raw' in row ? readOrRefuse(row, file) : row.refused
  if (typeof read === 'string') tally.leaveOut(read)
  else if ('code' in read) tally.refuse(read)
  else if (orders.currencyOf(read) !== read.currency) {
    tally.refuse(otherCurrency(row.line, read))
  } else {
    tally.keep()
    return read
  }
}

function readOrRefuse({ line, raw }: Extract<OrderRow, { raw: unknown }>, file: OrderFile) {
  try {
    return readLine(raw, file)
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    return { line, field: field.replace(/^\//, ''), code, reason } satisfies RowRefusal
  }
}

function otherCurrency(line: number, { order, currency }: OrderLine): RowRefusal {
  const reason = `An order has one currency; this line of it is in ${currency}.`
  return { line, id: order, field: 'currency', code: 'currency_mismatch', reason }
}
