import { HOUR } from '../../core/clock.ts'
import type { Repair } from '../../ingest/repairs.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { EventRow, EventStatus, EventsState, LiveMessages } from '../../schema/live.ts'
import type { EventRefused } from '../../schema/record.ts'
import { answerOfEvents } from './answer.ts'
import { sayEvent, sayFrom, sayRobot } from './event-says.ts'
import type { Arrival, LiveFeedOptions, LiveNames } from './options.ts'
import { RecentCounts } from './pulse.ts'
import { fieldPath, refusalOf, repairOf } from './reasons.ts'
import { Allowance, Ring } from './ring.ts'
import { inSendersWords, pretty } from './senders-words.ts'
import { both } from './words.ts'

const ROWS = 2_000
/** Refused and repaired ones are few and wanted longest: a flood of good events must not push them out. */
const TROUBLES = 500
const ROWS_PER_SECOND = 10
/** Good events kept a second; beyond that a sample stands for them. What is kept outlives a collection. */
const KEPT_PER_SECOND = 200
const SHOWN = 100

/** An event as it passed; its row is written only when somebody looks. */
interface Passed {
  id: string
  time: number
  status: EventStatus
  event?: ShopEvent
  refused?: EventRefused
  arrived?: unknown
}

/** The events debugger: the last events with their fate, and an hour of counts and reasons. */
export class Debugger {
  readonly #all = new Ring<Passed>(ROWS)
  readonly #troubles = new Ring<Passed>(TROUBLES)
  readonly #counts = new RecentCounts(HOUR, 60)
  readonly #reasons = new RecentCounts(HOUR, 60)
  /** `"289.00" → 289`, by the code of the repair. */
  readonly #examples = new Map<string, string>()
  readonly #telling = new Allowance(ROWS_PER_SECOND)
  readonly #keeping = new Allowance(KEPT_PER_SECOND)
  readonly #options: LiveFeedOptions
  readonly #names: LiveNames
  readonly #emit: (row: () => EventRow) => void

  #repeats = 0

  constructor(options: LiveFeedOptions, names: LiveNames, emit: (row: () => EventRow) => void) {
    this.#options = options
    this.#names = names
    this.#emit = emit
  }

  event(id: string, event: ShopEvent, time: number, arrival: Arrival): void {
    const { repeated, arrived, repairs } = arrival
    const status = statusOf(event, repeated)
    if (status === 'repaired') {
      for (const code of event.repairs ?? []) this.#reasons.add(`repaired\n${code}`, time)
      for (const repair of repairs ?? []) this.#examples.set(repair.code, exampleOf(repair))
    }
    // What arrived is as large as its sender likes; it is kept only where it differs from what is kept.
    // The first one has the id of the record; each repeat needs a name of its own.
    const name = repeated ? `${id}.${++this.#repeats}` : id
    this.#pass({
      id: name,
      time,
      status,
      event,
      arrived: status === 'repaired' ? arrived : undefined,
    })
  }

  forget(isTheirs: (visitor: string) => boolean): void {
    for (const ring of [this.#all, this.#troubles]) {
      ring.drop(({ event, refused }) => isTheirs(event?.visitor ?? refused?.visitor ?? ''))
    }
  }

  refused(id: string, refused: EventRefused, time: number): void {
    this.#reasons.add(`refused\n${refused.code}\n${refused.field}\n${refused.name ?? ''}`, time)
    this.#pass({ id, time, status: 'refused', refused })
  }

  state({ status, limit = SHOWN }: { status?: EventStatus; limit?: number }, now: number) {
    const ring = status === 'repaired' || status === 'refused' ? this.#troubles : this.#all
    const rows: EventRow[] = []
    for (const passed of ring.newestFirst()) {
      if (rows.length === limit) break
      if (status === undefined || passed.status === status) rows.push(this.#row(passed))
    }
    return { ...this.tally(now), rows } satisfies EventsState
  }

  tally(now: number): LiveMessages['tally'] {
    const totals = this.#counts.totals(now)
    const counts = { accepted: 0, repaired: 0, refused: 0, repeated: 0, robot: 0 }
    for (const status of Object.keys(counts) as EventStatus[])
      counts[status] = totals.get(status) ?? 0
    const reasons = this.#reasonsOf(now)
    const worst = reasons.find(reason => reason.status === 'refused')
    const answer = answerOfEvents(counts, worst)
    return { now, shop: this.#options.shop, counts, answer, reasons }
  }

  /** Most costly first: a refused order is worth a hundred repairs, another refusal ten. */
  #reasonsOf(now: number): EventsState['reasons'] {
    return [...this.#reasons.totals(now)]
      .map(([key, count]) => {
        const [status, code, field = '', name = ''] = key.split('\n')
        if (status === 'repaired') {
          const example = this.#examples.get(code) ?? ''
          return {
            status,
            code,
            say: repairOf(code).say,
            field: example,
            count,
            cost: count,
          } as const
        }
        const { say } = refusalOf(code, field, name)
        const cost = count * (name === 'purchase' ? 100 : 10)
        return { status: 'refused', code, say, field: fieldPath(field), count, cost } as const
      })
      .sort((a, b) => b.cost - a.cost)
      .slice(0, 12)
      .map(({ cost: _, ...reason }) => reason)
  }

  #pass(passed: Passed): void {
    this.#counts.add(passed.status, passed.time)
    const isTrouble = passed.status === 'repaired' || passed.status === 'refused'
    if (isTrouble) this.#troubles.push(passed)
    if (isTrouble || this.#keeping.take(passed.time)) this.#all.push(passed)
    if (this.#telling.take(passed.time)) this.#emit(() => this.#row(passed))
  }

  #row({ id, time, status, event, refused, arrived }: Passed): EventRow {
    if (refused) return this.#refusedRow(id, time, refused)
    const kept = inSendersWords(event!, arrived)
    const repairs = status === 'repaired' ? (event!.repairs ?? []).map(repairOf) : []
    const visitor = event!.visitor
    return {
      id,
      time,
      name: event!.name,
      say: status === 'robot' ? sayRobot(event!) : sayEvent(event!, status, this.#names, repairs),
      channel: event!.channel,
      from: sayFrom(event!),
      status,
      nickname: visitor === undefined ? undefined : both(l => this.#options.nickname(visitor, l)),
      arrived: arrived === undefined ? undefined : pretty(arrived),
      kept: pretty(kept),
      why: repairs.length > 0 ? repairs.map(r => r.why) : undefined,
      fix: repairs[0]?.fix,
    }
  }

  #refusedRow(id: string, time: number, refused: EventRefused): EventRow {
    const { say, why, fix } = refusalOf(
      refused.code,
      refused.field,
      refused.name ?? '',
      refused.reason,
    )
    return {
      id,
      time,
      name: refused.name ?? '?',
      say,
      channel: refused.channel as EventRow['channel'],
      from: sayFrom({ channel: refused.channel as EventRow['channel'] }),
      status: 'refused',
      arrived: pretty(refused.sample),
      why: [why],
      fix,
    }
  }
}

function statusOf(event: ShopEvent, repeated: boolean | undefined): EventStatus {
  if (repeated) return 'repeated'
  if (event.robot !== undefined) return 'robot'
  return event.repairs?.length ? 'repaired' : 'accepted'
}

function exampleOf({ field, before, after }: Repair): string {
  if (before === undefined || after === undefined) return fieldPath(field)
  return before === after ? `"${before}" → ${after}` : `${before} → ${after}`
}
