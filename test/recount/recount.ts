import { type Line, linesOf } from './line.ts'
import { type Order, ordersIn } from './orders.ts'
import { canonicalIn, type Person, peopleIn } from './people.ts'
import { placementsIn } from './placements.ts'

/** What one visitor is to the results: who they are and what they brought. */
export interface Visitor extends Person {
  /** All orders, and those alone that a server told. */
  all: Brought
  verified: Brought
}

export interface Brought {
  orders: number
  revenue: number
  margin: number
}

/**
 * The results of a shop, counted anew from its exported log by somebody who knows what the figures
 * are said to mean and none of the code that makes them. It holds every visitor in memory and adds
 * up from the start each time, as the engine never does.
 */
export function recount(text: string) {
  const lines = linesOf(text)
  const { orders, ...book } = ordersIn(lines)
  const visitors = visitorsIn(lines, orders)
  return {
    visitors,
    events: eventsIn(lines),
    decisions: decisionsIn(lines),
    orders: {
      counted: orders.length,
      verified: orders.filter(({ verified }) => verified).length,
      ofNobody: orders.filter(({ visitor }) => visitor === '').length,
      ...book,
    },
    slices: ['holdout', 'uniform', 'engine'].map(slice => sliceOf(slice, visitors)),
    placements: placementsIn(lines),
    costs: costsIn(lines),
  }
}

/** Robots and the shop's people take part only if they pay. */
function visitorsIn(lines: readonly Line[], orders: readonly Order[]): Visitor[] {
  const canonical = canonicalIn(lines)
  const people = peopleIn(lines)
  return [...people].map(([name, person]) => {
    const theirs = orders.filter(({ visitor }) => visitor !== '' && canonical(visitor) === name)
    const verified = broughtBy(theirs.filter(each => each.verified))
    return { ...person, all: broughtBy(theirs), verified }
  })
}

function broughtBy(orders: readonly Order[]): Brought {
  return {
    orders: orders.length,
    revenue: sum(orders.map(({ revenue }) => revenue)),
    margin: sum(orders.map(({ margin }) => margin)),
  }
}

function sliceOf(slice: string, visitors: readonly Visitor[]) {
  const here = visitors.filter(each => each.slice === slice)
  const add = (figure: (each: Visitor) => number) => sum(here.map(figure))
  return {
    slice,
    visitors: here.length,
    orders: add(({ all }) => all.orders),
    revenue: add(({ all }) => all.revenue),
    margin: add(({ all }) => all.margin),
    unverifiedOrders: add(({ all, verified }) => all.orders - verified.orders),
    unverifiedRevenue: add(({ all, verified }) => all.revenue - verified.revenue),
    revenueSquares: add(({ all }) => all.revenue ** 2),
    marginSquares: add(({ all }) => all.margin ** 2),
  }
}

function eventsIn(lines: readonly Line[]) {
  const events = lines.filter(({ type }) => type === 'event').map(({ body }) => body)
  const names = Map.groupBy(events, ({ name }) => name)
  return {
    eventCount: events.length,
    robotEvents: events.filter(({ robot }) => robot).length,
    events: Object.fromEntries([...names].map(([name, all]) => [name, all.length])),
  }
}

function decisionsIn(lines: readonly Line[]) {
  const made = lines.filter(({ type }) => type === 'decision').map(({ body }) => body)
  return { made: made.length, robots: made.filter(({ robot }) => robot).length }
}

/** What each campaign cost: the last word on a day counts. */
function costsIn(lines: readonly Line[]): Record<string, number> {
  const days = new Map<string, { name: string; cost: number }>()
  for (const { type, body } of lines) {
    for (const each of type === 'campaign_costs' ? body.costs : []) {
      const name = [each.source, each.medium, each.campaign].join(' / ')
      days.set(`${name} ${each.day}`, { name, cost: each.cost })
    }
  }
  const sums: Record<string, number> = {}
  for (const { name, cost } of days.values()) sums[name] = (sums[name] ?? 0) + cost
  return sums
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
