/**
 * CSV and TSV, streamed, forgiving per row. An opening quote that never closes
 * must not swallow the rest of the file: a row that does not come out as wide as
 * its header is read again as the single line it began on.
 */
export interface TableRow {
  /** Line the row begins on, 1 for the header's. */
  line: number
  cells: string[]
}

/** A quoted row may run over this much; more is a quote left open. */
const ROW_CHARACTERS = 65_536
/** A line longer than this is given as it is so far, and its rest left out. */
const LINE_CHARACTERS = 1_048_576

/** The first row is the header; it decides delimiter and width. */
export async function* readTable(
  chunks: AsyncIterable<string>,
  delimiter?: string,
): AsyncGenerator<TableRow> {
  const reader = new TableReader(delimiter)
  for await (const chunk of chunks) {
    reader.push(chunk)
    yield* reader.rows()
  }
  reader.end()
  yield* reader.rows()
}

class TableReader {
  #delimiter: string | undefined
  #buffer = ''
  #at = 0
  #line = 1
  #width = 0
  #ended = false
  #skipping = false

  constructor(delimiter: string | undefined) {
    this.#delimiter = delimiter
  }

  push(chunk: string): void {
    this.#buffer = this.#buffer.slice(this.#at) + chunk
    this.#at = 0
  }

  end(): void {
    this.#ended = true
  }

  *rows(): Generator<TableRow> {
    for (;;) {
      const end = this.#lineEnd()
      if (end < 0) return
      const row = this.#take(end)
      if (row === 'more') return
      if (row && (row.cells.length > 1 || row.cells[0].trim() !== '')) yield row
    }
  }

  /** Where the line at hand ends, or −1 when it is not all here. */
  #lineEnd(): number {
    const end = this.#buffer.indexOf('\n', this.#at)
    if (end >= 0) return end
    const left = this.#buffer.length - this.#at
    if (left === 0) return -1
    const isEnough = this.#ended || this.#skipping || left > LINE_CHARACTERS
    return isEnough ? this.#buffer.length : -1
  }

  #take(end: number): TableRow | 'more' | undefined {
    const line = this.#line
    const text = this.#buffer.slice(this.#at, end).replace(/\r$/, '')
    if (this.#skipping) {
      this.#advance(end, 1)
      return undefined
    }
    this.#delimiter ??= guessDelimiter(text)
    if (text.includes('"')) {
      const here = this.#ended || this.#buffer.length - this.#at > ROW_CHARACTERS
      if (!here) return 'more'
      const quoted = readQuoted(this.#buffer, this.#at, this.#delimiter)
      if (quoted && this.#fits(quoted, end)) {
        this.#advance(quoted.end, quoted.lines)
        this.#width ||= quoted.cells.length
        return { line, cells: quoted.cells }
      }
    }
    const cells = text.split(this.#delimiter)
    this.#advance(end, 1)
    this.#width ||= cells.length
    return { line, cells }
  }

  /**
   * A row within its line is believed. One over several lines must be as wide as the
   * header and double its inner quotes: else it is two rows that an open quote joined.
   */
  #fits(quoted: QuotedRow, lineEnd: number): boolean {
    if (quoted.end <= lineEnd) return true
    if (quoted.forgiven) return false
    return this.#width === 0 || quoted.cells.length === this.#width
  }

  #advance(end: number, lines: number): void {
    const complete = this.#buffer[end] === '\n'
    this.#skipping = !complete && !this.#ended
    this.#line += complete ? lines : lines - 1
    this.#at = complete ? end + 1 : end
  }
}

interface QuotedRow {
  cells: string[]
  /** Place of the line end after it. */
  end: number
  lines: number
  /** A quote stood alone within a quoted cell. */
  forgiven: boolean
}

/** RFC 4180 with forgiveness: a quote within a quoted cell that ends nothing is a letter. */
function readQuoted(buffer: string, from: number, delimiter: string): QuotedRow | undefined {
  const stop = Math.min(buffer.length, from + ROW_CHARACTERS)
  const cells: string[] = []
  let lines = 1
  let forgiven = false
  let at = from
  for (;;) {
    const cell = buffer[at] === '"' ? closeQuote(buffer, at + 1, stop, delimiter) : undefined
    if (buffer[at] === '"' && !cell) return undefined
    const end = cell ? cell.end : bareEnd(buffer, at, delimiter)
    const text = cell ? cell.text : buffer.slice(at, end)
    if (cell) lines += text.split('\n').length - 1
    forgiven ||= cell?.forgiven === true
    if (buffer[end] === delimiter) {
      cells.push(text)
      at = end + 1
    } else {
      cells.push(text.replace(/\r$/, ''))
      const lineEnd = buffer.indexOf('\n', end)
      return { cells, end: lineEnd < 0 ? buffer.length : lineEnd, lines, forgiven }
    }
  }
}

function closeQuote(buffer: string, from: number, stop: number, delimiter: string) {
  let forgiven = false
  for (let at = buffer.indexOf('"', from); at >= 0 && at < stop; ) {
    const next = buffer[at + 1]
    if (next === '"') {
      at = buffer.indexOf('"', at + 2)
    } else if (next === undefined || next === delimiter || next === '\n' || next === '\r') {
      return { text: buffer.slice(from, at).replaceAll('""', '"'), end: at + 1, forgiven }
    } else {
      forgiven = true
      at = buffer.indexOf('"', at + 1)
    }
  }
  return undefined
}

function bareEnd(buffer: string, from: number, delimiter: string): number {
  const cell = buffer.indexOf(delimiter, from)
  const line = buffer.indexOf('\n', from)
  const ends = [cell, line].filter(end => end >= 0)
  return ends.length === 0 ? buffer.length : Math.min(...ends)
}

/** The mark that parts the header most often. */
export function guessDelimiter(header: string): string {
  const marks = ['\t', ';', ',', '|']
  const counts = marks.map(mark => header.split(mark).length)
  return marks[counts.indexOf(Math.max(...counts))]
}
