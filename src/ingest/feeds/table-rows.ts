import { Refused, type RowRefusal } from '../refusals.ts'
import { readTable } from '../stream/table.ts'
import { type FeedRow, fieldName, readDetails } from './row.ts'

/** Rows of a TSV or CSV feed; a row wider than its header is refused, because nobody knows which cell is which. */
export async function* readTableRows(
  chunks: AsyncIterable<string>,
): AsyncGenerator<FeedRow | RowRefusal> {
  let header: string[] | undefined
  for await (const { line, cells } of readTable(chunks)) {
    if (!header) header = readHeader(cells)
    else if (cells.length > header.length) yield tooWide(line, cells.length, header.length)
    else yield readCells(line, cells, header)
  }
  if (!header) throw new Refused('', 'unreadable', 'The feed is empty: not even a header line.')
}

function readHeader(cells: string[]): string[] {
  const header = cells.map(fieldName)
  if (header.includes('id')) return header
  throw new Refused('id', 'missing', 'The first line must name the columns, id among them.')
}

function tooWide(line: number, cells: number, columns: number): RowRefusal {
  const reason = `The row has ${cells} cells and the header ${columns}: quote cells that hold the delimiter, and close every quote.`
  return { line, field: '', code: 'unreadable', reason }
}

function readCells(line: number, cells: string[], header: string[]): FeedRow {
  const row: FeedRow = { line, fields: new Map(), details: [] }
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i].trim()
    if (value === '') continue
    if (header[i] === 'product_detail') row.details.push(...readDetails(value))
    else if (!row.fields.has(header[i])) row.fields.set(header[i], value)
  }
  return row
}
