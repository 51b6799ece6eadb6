import { type Click, linesOf, Refused, readCells, readItem, readTime } from './session-lines.ts'

/** One session: dense item numbers in click order, and the time of each click. */
export interface Session {
  id: string
  items: number[]
  times: number[]
  time: number
}

/** Item ids as they come to dense numbers, one numbering for all files of a run. */
export class ItemNumbers {
  readonly #numbers = new Map<string, number>()

  get count(): number {
    return this.#numbers.size
  }

  of(id: string): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    this.#numbers.set(id, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/**
 * Train and test sessions, each in time order. If any file lacks times, the order of the
 * sessions in the files is their time.
 * @throws Refused with a sentence that names file and line.
 */
export function readSessions(
  train: string,
  test: string,
  numbers: ItemNumbers,
): [Session[], Session[]] {
  const parts = [train, test].map(file => readFile(file, numbers))
  const all = parts.flat()
  if (all.some(session => Number.isNaN(session.time))) {
    for (const [order, session] of all.entries()) {
      session.time = order
      session.times = session.items.map(() => order)
    }
  }
  for (const part of parts) part.sort((a, b) => a.time - b.time)
  return [parts[0], parts[1]]
}

/** Sessions of one `.jsonl` or `.csv` file, compressed or not; time is NaN where there is none. */
export function readFile(file: string, numbers: ItemNumbers): Session[] {
  const isJson = /\.jsonl(\.gz)?$/.test(file)
  if (!isJson && !/\.csv(\.gz)?$/.test(file)) {
    throw new Refused(`${file} is neither .jsonl[.gz] nor .csv[.gz]`)
  }
  const sessions = isJson ? fromJson(file, numbers) : fromCsv(file, numbers)
  if (sessions.length === 0) throw new Refused(`${file} holds no session`)
  return sessions
}

function fromJson(file: string, numbers: ItemNumbers): Session[] {
  const sessions: Session[] = []
  for (const { text, where } of linesOf(file)) {
    const value = parsed(text, where)
    const ids = Array.isArray(value) ? value : value?.items
    if (!Array.isArray(ids)) {
      throw new Refused(`${where} is neither a list of item ids nor an object with "items"`)
    }
    if (ids.length === 0) continue
    const items = ids.map(id => numbers.of(readItem(id, where)))
    const time = value.time === undefined ? Number.NaN : readTime(value.time, where)
    const id = String(value.session ?? sessions.length)
    sessions.push({ id, items, times: items.map(() => time), time })
  }
  return sessions
}

function parsed(text: string, where: string) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refused(`${where} is not JSON`)
  }
}

/** Rows of one session need not stand together, nor in time order. */
function fromCsv(file: string, numbers: ItemNumbers): Session[] {
  const clicks = new Map<string, Click[]>()
  for (const { session, item, time } of readCells(file)) {
    const click = { item: numbers.of(item), time }
    const list = clicks.get(session)
    if (list === undefined) clicks.set(session, [click])
    else list.push(click)
  }
  return [...clicks].map(([id, list]) => {
    list.sort((a, b) => a.time - b.time || 0)
    const times = list.map(click => click.time)
    return { id, items: list.map(click => click.item), times, time: times[times.length - 1] }
  })
}
