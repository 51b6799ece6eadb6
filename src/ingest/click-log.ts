import { hash32 } from '../core/hash.ts'
import { uuidV5 } from '../core/visitor-key.ts'
import { Hearing, isObject, type Loose } from './hearing.ts'
import { asRefused, Refused, type RowRefusal } from './refusals.ts'
import { openBytes } from './stream/bytes.ts'
import { readLines } from './stream/lines.ts'
import { readTable } from './stream/table.ts'
import { decodeText } from './stream/text.ts'
import { readMoment } from './time.ts'

/** One click as an event of `POST /v1/events`, with the visitor a server key may name. */
export interface ClickEvent {
  id: string
  name: 'view_item'
  time: number
  /** The session of the log, in the clear; the door hashes it. */
  visitor: string
  params: { items: { item_id: string }[] }
}

/** `row` counts data rows (lines of .jsonl) from 1; to resume, begin after the last one sent whole. */
export type ClickReading =
  | { row: number; event: ClickEvent; refused?: undefined }
  | { row: number; refused: RowRefusal; event?: undefined }

/**
 * A click log, streamed: `.csv` with `session_id,item_id,time`, or `.jsonl` with a
 * list of item ids per line, or `{items, time, session?}`; gzip by its first bytes.
 *
 * The same file gives the same ids, also when it is resumed, so a second reading
 * appends nothing. Lines without time are a minute apart, their clicks a second.
 */
export async function* readClickLog(
  source: AsyncIterable<Uint8Array>,
  name: string,
  options: { after?: number } = {},
): AsyncGenerator<ClickReading> {
  const after = options.after ?? 0
  const ordinals = new Ordinals()
  const isLines = /\.(jsonl|ndjson)(\.gz)?$/i.test(name)
  try {
    const text = decodeText(openBytes(source))
    for await (const reading of isLines ? fromLines(text, ordinals) : fromTable(text, ordinals)) {
      if (reading.row > after) yield reading
    }
  } catch (error) {
    const { field, code, reason } = asRefused(error)
    yield { row: after + 1, refused: { line: 1, field, code, reason } }
  }
}

const COLUMNS = {
  session: ['session_id', 'sessionid', 'session', 'visitorid', 'visitor_id'],
  item: ['item_id', 'itemid', 'item'],
  time: ['time', 'timestamp', 'eventdate'],
}

async function* fromTable(
  text: AsyncIterable<string>,
  ordinals: Ordinals,
): AsyncGenerator<ClickReading> {
  let columns: { session: number; item: number; time: number } | undefined
  let row = 0
  for await (const { line, cells } of readTable(text)) {
    if (!columns) {
      columns = readHeader(cells)
      continue
    }
    row++
    try {
      const click = readClick(
        { session: cells[columns.session], item: cells[columns.item], time: cells[columns.time] },
        new Hearing(),
      )
      yield { row, event: eventOf(click, ordinals) }
    } catch (error) {
      yield { row, refused: rowRefusal(error, line) }
    }
  }
}

function readHeader(cells: string[]) {
  const names = cells.map(cell =>
    cell
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  )
  const find = (field: keyof typeof COLUMNS) => {
    const at = names.findIndex(name => COLUMNS[field].includes(name))
    if (at >= 0) return at
    const reason = `The first line must name the columns session_id,item_id,time: no ${COLUMNS[field][0]}.`
    throw new Refused(COLUMNS[field][0], 'missing', reason)
  }
  return { session: find('session'), item: find('item'), time: find('time') }
}

async function* fromLines(
  text: AsyncIterable<string>,
  ordinals: Ordinals,
): AsyncGenerator<ClickReading> {
  for await (const { line, text: json } of readLines(text)) {
    try {
      for (const click of readSession(json, line))
        yield { row: line, event: eventOf(click, ordinals) }
    } catch (error) {
      yield { row: line, refused: rowRefusal(error, line) }
    }
  }
}

/** Longest session of a line. */
const SESSION_CLICKS = 10_000
/** Where logs without times begin: any fixed moment serves. */
const EPOCH = Date.UTC(2000, 0, 1)

function readSession(json: string, line: number): Click[] {
  const value = parseJson(json)
  const session: Loose = Array.isArray(value) ? { items: value } : isObject(value) ? value : {}
  if (!Array.isArray(session.items)) {
    throw new Refused(
      'items',
      'missing',
      'A line is a list of item ids, or {"items": […], "time": …}.',
    )
  }
  if (session.items.length > SESSION_CLICKS) {
    throw new Refused('items', 'too_many', `A session has at most ${SESSION_CLICKS} clicks.`)
  }
  const hearing = new Hearing()
  const start = readMoment(session.time, 'time', hearing) ?? EPOCH + line * 60_000
  const name = session.session ?? session.session_id ?? `line-${line}`
  return session.items.map((item, i) =>
    readClick({ session: name, item, time: start + i * 1000 }, hearing),
  )
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new Refused('', 'unreadable', 'The line is no JSON.')
  }
}

interface Click {
  session: string
  item: string
  time: number
}

function readClick(
  raw: { session: unknown; item: unknown; time: unknown },
  hearing: Hearing,
): Click {
  const session = hearing.id(raw.session, 'session_id')
  if (session === undefined)
    throw new Refused('session_id', 'missing', 'A click needs its session.')
  const item = hearing.id(raw.item, 'item_id')
  if (item === undefined) throw new Refused('item_id', 'missing', 'A click needs its item.')
  const time = readMoment(raw.time, 'time', hearing)
  if (time === undefined) throw new Refused('time', 'missing', 'A click needs its time.')
  return { session, item, time }
}

function eventOf({ session, item, time }: Click, ordinals: Ordinals): ClickEvent {
  const content = `${session}|${item}|${time}`
  const id = uuidV5('click', `${content}|${ordinals.next(content)}`)
  return { id, name: 'view_item', time, visitor: session, params: { items: [{ item_id: item }] } }
}

/**
 * Which one this is among equal rows. Counters are shared by hash, in 16 MB
 * whatever the length of the file: equal rows always get different numbers, and
 * unequal ones that share a counter lose nothing but the nicety of starting at 0.
 */
class Ordinals {
  readonly #counts = new Uint32Array(1 << 22)

  next(content: string): number {
    return this.#counts[hash32(content) & (this.#counts.length - 1)]++
  }
}

function rowRefusal(error: unknown, line: number): RowRefusal {
  const { field, code, reason } = asRefused(error)
  return { line, field: field.replace(/^\//, ''), code, reason }
}
