import { ByLastUse } from '../../../core/by-last-use.ts'
import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { VISIT_GAP_MS } from '../../../core/clock.ts'
import { MOST_STEPS } from '../ranking/trail.ts'

const MOST_VISITORS = 100_000
/** Of the visits before: the newest items, and the numbers of the newest sessions. */
const PAST_ITEMS = 5
const PAST_SESSIONS = 3
/** A session of fewer clicks is read together with the visits before it. */
const SHORT = 3

export interface OpenSession {
  /** Its number in the session index. */
  number: number
  last: number
  /** Oldest first, the newest 40. */
  items: number[]
  /** Distinct items of the visits before, oldest first, and those visits' numbers. */
  past: number[]
  own: number[]
}

/**
 * Which session of the index each visitor is in, and what their visits before it were.
 * It depends on records alone, not on profiles, which live on one node only. The visitor
 * silent for longest is the first in the table, and the first to leave it.
 */
export class OpenSessions {
  readonly #open = new ByLastUse<OpenSession>()

  get count(): number {
    return this.#open.size
  }

  find(visitor: string): OpenSession | undefined {
    return this.#open.get(visitor)
  }

  /** The session somebody is in, −1 for none, and those before it. */
  standing(visitor: string | undefined, now: number): Pick<OpenSession, 'number' | 'own'> {
    const open = visitor === undefined ? undefined : this.#open.get(visitor)
    if (open === undefined) return NOBODY
    if (now - open.last <= VISIT_GAP_MS) return open
    return { number: -1, own: [...open.own, open.number] }
  }

  /**
   * The session a click belongs to: half an hour of silence begins a new one.
   * @param begin gives a new session its number.
   */
  touch(visitor: string, time: number, begin: () => number): OpenSession {
    const open = this.#open.get(visitor) ?? { number: -1, last: time, items: [], past: [], own: [] }
    if (open.number < 0 || time - open.last > VISIT_GAP_MS) startAnew(open, begin())
    open.last = time
    this.#open.set(visitor, open)
    if (this.#open.size > MOST_VISITORS) this.#open.delete(this.#open.first![0])
    return open
  }

  /** What `from` did is theirs alone no more: it is forgotten unless `into` is nobody yet. */
  merge(from: string, into: string): void {
    const open = this.#open.get(from)
    this.#open.delete(from)
    if (open !== undefined && !this.#open.has(into)) this.#open.set(into, open)
  }

  /** The session itself names nobody, and stays in the index. */
  forget(visitor: string): void {
    this.#open.delete(visitor)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#open.size)
    for (const [visitor, { number, last, items, past, own }] of this.#open) {
      writer.count(number)
      writer.count(last)
      writer.text(visitor)
      for (const list of [items, past, own]) {
        writer.count(list.length)
        for (const value of list) writer.count(value)
      }
    }
  }

  static load(reader: ByteReader): OpenSessions {
    const sessions = new OpenSessions()
    for (let left = reader.count(); left > 0; left--) {
      const number = reader.count()
      const last = reader.count()
      const visitor = reader.text()
      const [items, past, own] = [readList(reader), readList(reader), readList(reader)]
      sessions.#open.set(visitor, { number, last, items, past, own })
    }
    return sessions
  }
}

const NOBODY: Pick<OpenSession, 'number' | 'own'> = { number: -1, own: [] }

/** One more click of a session. */
export function push({ items }: OpenSession, item: number): void {
  items.push(item)
  if (items.length > MOST_STEPS) items.shift()
}

/**
 * The clicks to ask about: those of the session, and while it is short, the last items of
 * the visits before it; how many there are of them in `into`.
 */
export function trailOf(
  items: readonly number[],
  past: readonly number[],
  into: Int32Array,
): number {
  let count = 0
  if (items.length < SHORT) {
    for (let i = Math.max(0, past.length - PAST_ITEMS); i < past.length; i++)
      into[count++] = past[i]
  }
  for (let i = Math.max(0, items.length - MOST_STEPS); i < items.length; i++) {
    into[count++] = items[i]
  }
  return count
}

/** Room for a trail. */
export const MOST_ON_TRAIL = MOST_STEPS + PAST_ITEMS

function startAnew(open: OpenSession, number: number): void {
  for (const item of open.items) {
    const at = open.past.indexOf(item)
    if (at >= 0) open.past.splice(at, 1)
    open.past.push(item)
  }
  if (open.number >= 0) open.own.push(open.number)
  open.past = open.past.slice(-PAST_ITEMS)
  open.own = open.own.slice(-PAST_SESSIONS)
  open.items = []
  open.number = number
}

function readList(reader: ByteReader): number[] {
  const list: number[] = []
  for (let left = reader.count(); left > 0; left--) list.push(reader.count())
  return list
}
