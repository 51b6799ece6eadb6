import { DAY } from '../../core/clock.ts'
import { isUuid } from '../../core/ids.ts'
import { localDay } from '../../core/local-day.ts'
import type { CampaignCost } from '../../schema/campaign-cost.ts'
import type { DecisionMade, Slice } from '../../schema/decision.ts'
import type { Context, ShopEvent } from '../../schema/event.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { Names } from './names.ts'
import { TABLES, type TableName } from './tables.ts'
import { visitorNumber } from './visitor-number.ts'

/** What the engine knows how to tell, and a store does not. */
export interface Reading {
  /** How a page came to the shop, in the engine's word; undefined when not from outside. */
  sourceOf(context: Context | undefined): string | undefined
  sliceOf(visitor: string): Slice | undefined
}

export type Cell = string | number | bigint | boolean | null | undefined
export type Row = Record<string, Cell>

/** The rows that records become, table by table, in the order of their columns. */
export class Rows {
  readonly of: Record<TableName, Cell[][]> = {
    events: [],
    decisions: [],
    outcomes: [],
    visitors: [],
    tellings: [],
    campaign_costs: [],
    aliases: [],
  }
  #reading!: Reading
  #zone = ''
  readonly #names: Names
  /** Visitors of this batch, each once. */
  readonly #visitors = new Map<bigint, Row>()

  constructor(names: Names) {
    this.#names = names
  }

  /** How the records that follow are read: shares and zone may change between two of them. */
  readBy(reading: Reading, zone: string): void {
    this.#reading = reading
    this.#zone = zone
  }

  event(record: LogRecord, event: ShopEvent): void {
    const row = this.#eventRow(record, event)
    this.#add('events', row)
    this.#meet(event.visitor, row, event.page !== undefined, event.channel !== 'import')
    const { transaction } = event
    if (transaction === undefined) return
    if (event.name !== 'purchase' && event.name !== 'refund') return
    const { id: number, telling } = transaction
    const told = event.name === 'refund' ? askedBack(event) : revenueOf(event)
    const value = told === undefined ? undefined : Math.min(told, MOST_MONEY)
    this.#add('tellings', { ...row, kind: event.name, number, telling, value })
  }

  decision(record: LogRecord, made: DecisionMade): void {
    const base = {
      ...this.#placed(record, made),
      id: record.id,
      slice: made.slice,
      visit: made.visit,
      page: made.page,
      robot: made.robot === true,
      staff: made.staff === true,
      degraded: made.degraded === true,
    }
    for (const [choice, told] of made.choices.entries()) {
      this.#add('decisions', {
        ...base,
        choice,
        placement: told.placement,
        experience: told.experience,
        strategy: told.strategy,
        chance: told.propensities[told.arms.indexOf(told.experience)],
        items: told.items.length,
        nudge: told.nudge,
        ordered: told.order !== undefined,
      })
    }
    this.#meet(made.visitor, base, false, true)
  }

  cost(position: number, { day, ...cost }: CampaignCost): void {
    this.#add('campaign_costs', { ...cost, position, day: dayNumber(day) })
  }

  /** The rows of `visitors` come last: only then is each of them known. */
  finish(): this {
    for (const row of this.#visitors.values()) this.#add('visitors', row)
    return this
  }

  #eventRow(record: LogRecord, event: ShopEvent): Row {
    const { context, page } = event
    const [decision, choice] = answered(event.decision)
    return {
      ...this.#placed(record, event),
      name: event.name,
      channel: event.channel,
      page: page?.type,
      device: context?.device,
      country: context?.country,
      source: this.#reading.sourceOf(context),
      utm_source: context?.campaign?.source,
      medium: context?.campaign?.medium,
      campaign: context?.campaign?.name,
      item: page?.item ?? event.items?.[0]?.id,
      decision,
      choice,
      placement: event.placement,
      value: event.value,
      currency: event.currency,
      robot: event.robot !== undefined,
      staff: event.staff === true,
      verified: event.verified,
    }
  }

  #placed(
    { position, receivedAt }: LogRecord,
    { visitor, time }: { visitor?: string; time: number },
  ) {
    return {
      position,
      visitor: visitor === undefined ? null : this.#names.numberOf(visitor),
      time,
      day: dayNumber(localDay(time, this.#zone)),
      log_day: Math.floor(receivedAt / DAY),
    }
  }

  /** How somebody came is told by the first of their pages that we hear of, by its own time. */
  #meet(key: string | undefined, row: Row, isPage: boolean, isLive: boolean): void {
    if (key === undefined) return
    const visitor = row.visitor as bigint
    const known = this.#visitors.get(visitor) ?? this.#newVisitor(key, visitor)
    if (isLive && !known.live) {
      known.live = true
      known.met = row.position
      if (known.key !== null) known.slice = this.#reading.sliceOf(key)
    }
    known.robot ||= row.robot
    known.staff ||= row.staff
    const isFirst = isPage && !((known.first_time as number) <= (row.time as number))
    if (!isFirst) return
    const { time, day, source, utm_source, medium, campaign, device, country } = row
    const came = { source: source ?? 'direct', utm_source, medium, campaign, device, country }
    Object.assign(known, came, { first_time: time, first_day: day })
  }

  #newVisitor(key: string, visitor: bigint): Row {
    // Who goes by another number today is known by that one's key.
    const isOwn = visitor === visitorNumber(key)
    const row: Row = {
      visitor,
      key: isOwn ? key : null,
      live: false,
      robot: false,
      staff: false,
    }
    this.#visitors.set(visitor, row)
    return row
  }

  #add(table: TableName, row: Row): void {
    this.of[table].push(COLUMNS[table].map(column => row[column]))
  }
}

const COLUMNS = Object.fromEntries(
  Object.entries(TABLES).map(([name, columns]) => [name, Object.keys(columns)]),
) as Record<TableName, string[]>

/** `<id>.<n>` is placement n of a decision; others made up what they echo. */
function answered(decision: string | undefined): [string?, number?] {
  const [id, choice] = decision?.split('.') ?? []
  const n = Number(choice)
  return id && isUuid(id) && Number.isInteger(n) && n >= 0 && n < 256 ? [id, n] : []
}

/**
 * No total is told above it. A browser may make up lines that are worth more together than a
 * column holds, and one such order must not keep all others out of the tables, nor out of a sum.
 */
const MOST_MONEY = 1e12

/** The event's own total where it is told, else the sum of its lines. */
function revenueOf(event: ShopEvent): number {
  return event.value ?? linesOf(event)
}

/** Nothing for the whole order. */
function askedBack(event: ShopEvent): number | undefined {
  const asked = event.items?.length ? revenueOf(event) : event.value
  return Math.abs(asked ?? 0) || undefined
}

function linesOf({ items = [] }: ShopEvent): number {
  return items.reduce((sum, line) => sum + (line.price ?? 0) * (line.quantity ?? 1), 0)
}

const dayNumbers = new Map<string, number>()

/** Days since 1970. A shop's events are of few days: each is worked out once. */
function dayNumber(day: string): number {
  let number = dayNumbers.get(day)
  if (number === undefined) {
    if (dayNumbers.size > 10_000) dayNumbers.clear()
    dayNumbers.set(day, (number = Date.parse(`${day}T00:00:00Z`) / DAY))
  }
  return number
}
