import type { Hearing, Loose } from '../hearing.ts'
import { asRefused, Refused } from '../refusals.ts'
import { openBytes } from '../stream/bytes.ts'
import { readTable } from '../stream/table.ts'
import { decodeText } from '../stream/text.ts'
import { type Judged, judgeEntry } from './list.ts'
import { fieldName } from './row.ts'

/** A JSON file is read whole, up to this. */
const JSON_BYTES = 32 * 1024 ** 2

/** One row of a small feed, judged. `fatal`: the reading ended here. */
export type RowReading<T> = Judged<T> & { line: number; fatal?: true }

/**
 * Entries of a CSV or TSV file with a header, or of a JSON file that is a list (or
 * an object holding one), plain or gzip, each judged alone.
 */
export async function* readEntries<T>(
  source: AsyncIterable<Uint8Array>,
  read: (entry: Loose, hearing: Hearing) => T,
): AsyncGenerator<RowReading<T>> {
  let line = 0
  try {
    for await (const row of rowsOf(decodeText(openBytes(source, { maxBytes: 1024 ** 3 })))) {
      line = row.line
      yield { line, ...judgeEntry(row.entry, line, read) }
    }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    yield { line, refused: { line, field, code, reason }, repairs: [], fatal: true }
  }
}

interface Entry {
  line: number
  entry: unknown
}

async function* rowsOf(chunks: AsyncIterable<string>): AsyncGenerator<Entry> {
  let head = ''
  const iterator = chunks[Symbol.asyncIterator]()
  while (head.trimStart() === '') {
    const next = await iterator.next()
    if (next.done) return
    head += next.value
  }
  const rest = { [Symbol.asyncIterator]: () => iterator }
  if (/^\s*[[{]/.test(head)) yield* fromJson(await whole(head, rest))
  else yield* fromTable(joined(head, rest))
}

async function* joined(head: string, rest: AsyncIterable<string>) {
  yield head
  yield* rest
}

async function whole(head: string, rest: AsyncIterable<string>): Promise<string> {
  let text = head
  for await (const chunk of rest) {
    text += chunk
    if (text.length > JSON_BYTES) {
      throw new Refused('', 'too_large', `A JSON feed has at most ${JSON_BYTES} bytes: send CSV.`)
    }
  }
  return text
}

function* fromJson(text: string): Generator<Entry> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Refused('', 'unreadable', `No JSON: ${(error as Error).message}`.slice(0, 200))
  }
  const list = Array.isArray(value) ? value : Object.values(value as object).find(Array.isArray)
  if (!list) throw new Refused('', 'wrong_type', 'Send a list, or an object that holds one.')
  for (let i = 0; i < list.length; i++) yield { line: i + 1, entry: list[i] }
}

async function* fromTable(chunks: AsyncIterable<string>): AsyncGenerator<Entry> {
  let header: string[] | undefined
  for await (const { line, cells } of readTable(chunks)) {
    if (!header) {
      header = cells.map(fieldName)
      continue
    }
    // No prototype: a column may be called __proto__.
    const entry: Loose = Object.create(null)
    for (let i = 0; i < header.length && i < cells.length; i++) entry[header[i]] = cells[i]
    yield { line, entry }
  }
}
