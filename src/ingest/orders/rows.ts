import { isObject, type Loose } from '../hearing.ts'
import { asRefused, Refused, type RowRefusal } from '../refusals.ts'
import { readLines } from '../stream/lines.ts'
import { readTable } from '../stream/table.ts'
import { type Columns, findColumns, ORDER_FIELDS, type OrderField } from './columns.ts'

/** A line by our names of its fields, or why it cannot be one. */
export type OrderRow = { line: number; raw: Loose } | { line: number; refused: RowRefusal }

/** Lines of CSV (any delimiter) or of JSON objects one a line, by the first sign of the file. */
export async function* readOrderRows(
  chunks: AsyncIterable<string>,
  columns: Columns,
): AsyncGenerator<OrderRow> {
  const iterator = chunks[Symbol.asyncIterator]()
  let head = ''
  while (head.trim() === '') {
    const next = await iterator.next()
    if (next.done) throw new Refused('', 'unreadable', 'The file is empty: not even a header line.')
    head = next.value
  }
  const text = joined(head, { [Symbol.asyncIterator]: () => iterator })
  const first = head.trimStart()[0]
  if (first === '[') throw new Refused('', 'wrong_type', 'Send one JSON object a line, not a list.')
  yield* first === '{' ? fromObjects(text, columns) : fromTable(text, columns)
}

async function* joined(head: string, rest: AsyncIterable<string>) {
  yield head
  yield* rest
}

async function* fromTable(chunks: AsyncIterable<string>, told: Columns): AsyncGenerator<OrderRow> {
  let columns: [OrderField, number][] | undefined
  let width = 0
  for await (const { line, cells } of readTable(chunks)) {
    if (columns === undefined) {
      columns = [...findColumns(cells.map(withoutMark), told)]
      width = cells.length
    } else if (cells.length !== width) {
      yield { line, refused: wrongWidth(line, cells.length, width) }
    } else {
      const raw: Loose = {}
      for (const [field, at] of columns) raw[field] = cells[at]
      yield { line, raw }
    }
  }
}

async function* fromObjects(
  chunks: AsyncIterable<string>,
  told: Columns,
): AsyncGenerator<OrderRow> {
  for await (const { line, text } of readLines(chunks)) {
    yield { line, ...fromObject(line, text, told) }
  }
}

function fromObject(line: number, text: string, told: Columns) {
  try {
    return { raw: fieldsOf(parsed(text), told) }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    return { refused: { line, field, code, reason } }
  }
}

/** Objects name their fields by our names or as told; each may have others. */
function fieldsOf(object: Loose, told: Columns): Loose {
  const names = Object.keys(object).slice(0, 200)
  const raw: Loose = {}
  const columns = findColumns(names, pick(told, names))
  for (const field of ORDER_FIELDS) {
    const at = columns.get(field)
    if (at !== undefined) raw[field] = object[names[at]]
  }
  return raw
}

function pick(told: Columns, names: readonly string[]): Columns {
  return Object.fromEntries(Object.entries(told).filter(([, name]) => names.includes(name)))
}

function parsed(text: string): Loose {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (isObject(value)) return value
  throw new Refused('', 'unreadable', 'The line is no JSON object.')
}

function wrongWidth(line: number, cells: number, width: number): RowRefusal {
  const reason = `The line has ${cells} cells and the header ${width}: quote cells that hold the delimiter, and close every quote.`
  return { line, field: '', code: 'unreadable', reason }
}

function withoutMark(cell: string): string {
  return cell.replace(/^\ufeff/, '')
}
