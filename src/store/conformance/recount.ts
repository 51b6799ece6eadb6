import type { ShopEvent } from '../../schema/event.ts'
import type { LogRecord } from '../../schema/record.ts'

/**
 * What the tables should count, from the records one by one and with nothing of what fills
 * them: people are followed by their keys, sums are made in plain maps.
 */
export function recount(records: readonly LogRecord[]) {
  const canonical = mergedIn(records)
  const events = records.flatMap(record => (record.type === 'event' ? [record] : []))
  const decisions = records.flatMap(record => (record.type === 'decision' ? [record] : []))
  const placements = decisions.flatMap(({ body }) =>
    body.choices.map(choice => [choice.placement, body.slice]),
  )
  return {
    events: tally(events.map(({ body }) => [body.name])),
    decisions: tally(placements),
    visitors: sources(records, canonical),
    orders: orders(events.map(({ body }) => body)),
    outcomes: tally(
      events.flatMap(({ body }) => {
        const [id, n] = body.decision?.split('.') ?? []
        const choice = decisions.find(made => made.id === id)?.body.choices[Number(n)]
        return choice ? [[body.name, choice.placement]] : []
      }),
    ),
    people: [[new Set(events.map(({ body }) => canonical(body.visitor!))).size]],
  }
}

function mergedIn(records: readonly LogRecord[]): (key: string) => string {
  const into = new Map<string, string>()
  const last = (key: string): string => (into.has(key) ? last(into.get(key)!) : key)
  for (const { type, body } of records) {
    if (type === 'visitors_merged' && last(body.from) !== last(body.into)) {
      into.set(last(body.from), last(body.into))
    }
  }
  return last
}

/** How the first page of each came, by its own time. */
function sources(records: readonly LogRecord[], canonical: (key: string) => string) {
  const people = new Map<string, { source: string | null; time: number; robot: boolean }>()
  for (const { type, body } of records) {
    if (type !== 'event' && type !== 'decision') continue
    const key = canonical(body.visitor!)
    const known = people.get(key) ?? { source: null, time: Number.POSITIVE_INFINITY, robot: false }
    people.set(key, known)
    known.robot ||= body.robot !== undefined && body.robot !== false
    if (type !== 'event' || body.page === undefined || body.time >= known.time) continue
    known.time = body.time
    known.source = SOURCE_OF[body.context?.campaign?.medium ?? ''] ?? 'direct'
  }
  const counts = tally([...people.values()].map(({ source }) => [source]))
  return counts.map(([source, n]) => {
    const robots = [...people.values()].filter(one => one.robot && one.source === source).length
    return [source, n, robots]
  })
}

const SOURCE_OF: Record<string, string> = { cpc: 'ad', organic: 'search', email: 'email' }

function orders(events: readonly ShopEvent[]) {
  const told = events.filter(({ name }) => name === 'purchase')
  const numbers = [...new Set(told.map(({ transaction }) => transaction!.id))].sort()
  return numbers.map(number => {
    const tellings = told.filter(({ transaction }) => transaction!.id === number)
    const stands = tellings.find(({ verified }) => verified) ?? tellings[0]
    const revenue =
      stands.value ?? stands.items!.reduce((sum, line) => sum + line.price! * line.quantity!, 0)
    let left = revenue
    for (const { name, transaction, value, verified } of events) {
      if (name !== 'refund' || transaction!.id !== number) continue
      if (verified || !stands.verified) left -= Math.min(left, value ?? left)
    }
    return [number, revenue, revenue - left, stands.verified]
  })
}

type Cells = (string | number | null)[]

/** How often each, in order. */
function tally(all: readonly Cells[]): Cells[] {
  const counts = new Map<string, number>()
  for (const each of all) {
    const key = JSON.stringify(each)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const rows = [...counts].map(([key, n]) => [...(JSON.parse(key) as Cells), n])
  return rows.sort((a, b) => compare(a, b))
}

function compare(a: Cells, b: Cells): number {
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue
    if (a[at] === null) return -1
    return b[at] !== null && a[at]! < b[at]! ? -1 : 1
  }
  return 0
}
