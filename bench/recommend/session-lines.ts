import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What a file says that we cannot use; the message is a sentence for whoever wrote it. */
export class Refused extends Error {}

export interface Click {
  item: number
  time: number
}

interface Line {
  text: string
  /** File and line, counted from 1, as a message names it. */
  where: string
}

const LINE_END = 10

/** Lines of a file that are not blank. They are cut from bytes: a text of 1 GB is no string. */
export function* linesOf(file: string): Generator<Line> {
  const bytes = bytesOf(file)
  let number = 1
  for (let from = 0; from < bytes.length; number++) {
    const found = bytes.indexOf(LINE_END, from)
    const to = found < 0 ? bytes.length : found
    const text = bytes.toString('utf8', from, to).trim()
    if (text !== '') yield { text, where: `${file}, line ${number},` }
    from = to + 1
  }
}

function bytesOf(file: string): Buffer {
  try {
    const bytes = readFileSync(file)
    return file.endsWith('.gz') ? gunzipSync(bytes) : bytes
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${(error as Error).message}`)
  }
}

/** Rows of a .csv file, whose header says where to look. */
export function* readCells(file: string) {
  const lines = linesOf(file)
  const header: string[] = (lines.next().value as Line | undefined)?.text.split(',') ?? []
  const names = header.map(bare)
  const [s, i, t] = ['session_id', 'item_id', 'time'].map(name => names.indexOf(name))
  if (s < 0 || i < 0) {
    throw new Refused(`${file} needs a header with session_id and item_id, and time if known`)
  }
  for (const { text, where } of lines) {
    const cells = text.split(',').map(bare)
    if (cells.length !== names.length) {
      throw new Refused(`${where} has ${cells.length} cells where its header has ${names.length}`)
    }
    const time = t < 0 ? Number.NaN : readTime(cells[t], where)
    yield {
      session: readName(cells[s], 'session_id', where),
      item: readItem(cells[i], where),
      time,
    }
  }
}

export function readItem(id: unknown, where: string): string {
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw new Refused(`${where} has an item id that is neither text nor a number`)
  }
  return readName(String(id), 'item_id', where)
}

export function readTime(value: unknown, where: string): number {
  const time = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof time !== 'number' || !Number.isFinite(time)) {
    throw new Refused(`${where} has a time that is no number: ${JSON.stringify(value)}`)
  }
  return time
}

function readName(name: string, column: string, where: string): string {
  if (name === '') throw new Refused(`${where} has no ${column}`)
  return name
}

/** A cell without the blanks and quotes around it. */
function bare(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1')
}
