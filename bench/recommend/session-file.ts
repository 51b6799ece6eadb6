import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

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
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const lines = text.split('\n').filter(line => line.trim() !== '')
  if (/\.jsonl(\.gz)?$/.test(file)) return lines.map((line, i) => fromJson(line, i, numbers))
  if (/\.csv(\.gz)?$/.test(file)) return fromCsv(lines, numbers)
  throw new RangeError(`${file} is neither .jsonl[.gz] nor .csv[.gz]`)
}

function fromJson(line: string, order: number, numbers: ItemNumbers): Session {
  const value = JSON.parse(line)
  const ids: unknown[] = Array.isArray(value) ? value : value.items
  if (!Array.isArray(ids)) throw new RangeError(`line ${order + 1} holds no list of items`)
  const items = ids.map(id => numbers.of(String(id)))
  const time = Array.isArray(value) ? Number.NaN : Number(value.time ?? Number.NaN)
  return { id: String(value.session ?? order), items, times: items.map(() => time), time }
}

/** Rows of one session need not stand together, nor in time order. */
function fromCsv(lines: string[], numbers: ItemNumbers): Session[] {
  const header = lines[0].split(',').map(name => name.trim())
  const [s, i, t] = ['session_id', 'item_id', 'time'].map(name => header.indexOf(name))
  if (s < 0 || i < 0) throw new RangeError('a .csv file needs columns session_id and item_id')
  const clicks = new Map<string, { item: number; time: number }[]>()
  for (const line of lines.slice(1)) {
    const cells = line.split(',')
    const click = { item: numbers.of(cells[i]), time: t < 0 ? Number.NaN : Number(cells[t]) }
    const session = clicks.get(cells[s])
    if (session === undefined) clicks.set(cells[s], [click])
    else session.push(click)
  }
  return [...clicks].map(([id, list]) => {
    list.sort((a, b) => a.time - b.time || 0)
    const times = list.map(click => click.time)
    return { id, items: list.map(click => click.item), times, time: times[times.length - 1] }
  })
}
