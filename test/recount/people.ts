import { isVisit, type Line } from './line.ts'

const DAY = 86_400_000

/** One visitor, after all that the log says of who is who. */
export interface Person {
  slice: string
  /** How they came first: `search`, `email`; `unknown` until a page has told. */
  source: string
  /** Source, medium and name of a campaign that somebody launched. */
  campaign?: string
  clicked: boolean
  bounced: boolean
  /** Days of their first thirty on which they were here. */
  days: number
}

/** Under which name each name stands in the end. */
export function canonicalIn(lines: readonly Line[]): (name: string) => string {
  const next = new Map<string, string>()
  const last = (name: string): string => (next.has(name) ? last(next.get(name)!) : name)
  for (const { type, body } of lines) {
    if (type !== 'visitors_merged') continue
    const [from, into] = [last(body.from), last(body.into)]
    if (from !== into) next.set(from, into)
  }
  return last
}

/** Everybody who takes part, by their last name. */
export function peopleIn(lines: readonly Line[]): Map<string, Person> {
  const canonical = canonicalIn(lines)
  const slices = slicesIn(lines)
  const acts = new Map<string, Line[]>()
  const left = new Set<string>()
  for (const line of lines) {
    const name = line.body.visitor && canonical(line.body.visitor)
    if ((line.type !== 'event' && line.type !== 'decision') || name === undefined) continue
    if (!isVisit(line)) left.add(name)
    else acts.set(name, [...(acts.get(name) ?? []), ...(line.type === 'event' ? [line] : [])])
  }
  const people = [...acts].filter(([name]) => !left.has(name))
  return new Map(people.map(([name, theirs]) => [name, personOf(slices.get(name)!, theirs)]))
}

/** The draw of each visitor, as the first decision about them tells it. */
function slicesIn(lines: readonly Line[]): Map<string, string> {
  const slices = new Map<string, string>()
  for (const line of lines) {
    const { visitor, slice } = line.body
    if (line.type === 'decision' && isVisit(line) && !slices.has(visitor)) {
      slices.set(visitor, slice)
    }
  }
  return slices
}

function personOf(slice: string, events: readonly Line[]): Person {
  const here = events.filter(({ body }) => body.channel === 'web' || body.channel === 'app')
  const count = (...names: string[]) => here.filter(({ body }) => names.includes(body.name)).length
  const first = Math.min(...here.map(({ body }) => Math.floor(body.time / DAY)))
  const days = new Set(here.map(({ body }) => Math.floor(body.time / DAY) - first))
  const daysHere = [...days].filter(day => day < 30).length
  const clicked = count('click', 'select_item') > 0
  const isShort = count('page_view') < 2 && count('view_item') < 2
  const bounced = isShort && !clicked && count('add_to_cart', 'purchase') === 0 && daysHere < 2
  return { slice, ...arrivalOf(events), clicked, bounced, days: daysHere }
}

/** By the first page that is told of. */
function arrivalOf(events: readonly Line[]): Pick<Person, 'source' | 'campaign'> {
  const pages = events.filter(({ body }) => body.page !== undefined)
  if (pages.length === 0) return { source: 'unknown' }
  const first = pages.reduce((a, b) => (b.body.time < a.body.time ? b : a))
  const { source = '', medium = '', name } = first.body.context?.campaign ?? {}
  if (!source && !medium && !name) return { source: 'direct' }
  const campaign = name === undefined ? undefined : [source, medium, name].join(' / ')
  return { source: SOURCE_OF[medium] ?? 'campaign', ...(campaign && { campaign }) }
}

/** The media of the traffic that is recounted. */
const SOURCE_OF: Record<string, string> = {
  organic: 'search',
  cpc: 'ad',
  email: 'email',
  referral: 'referral',
  social: 'social',
}
