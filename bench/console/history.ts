import { join } from 'node:path'
import { DAY, SECOND } from '../../src/core/clock.ts'
import { uuidV7 } from '../../src/core/ids.ts'
import { partitionOf } from '../../src/core/partition.ts'
import { Random } from '../../src/core/random.ts'
import { visitorKey } from '../../src/core/visitor-key.ts'
import type { DecisionMade, Slice } from '../../src/schema/decision.ts'
import type { ShopEvent } from '../../src/schema/event.ts'
import { type NewRecord, RECORD_VERSIONS } from '../../src/schema/record.ts'
import { openedRecord } from '../../src/server/own-records.ts'
import { machine } from '../../src/store/machine.ts'
import type { EventLog } from '../../src/store/ports.ts'
import { SqliteEventLog } from '../../src/store/sqlite/event-log.ts'
import { categoryOf, itemId } from '../fixtures/generated-feed.ts'

export interface HistoryPlan {
  dataDir: string
  shop: string
  events: number
  visitors: number
  items: number
  days: number
  seed: number
}

const VISIT_EVENTS = 7
const BATCH = 500
const IN_FLIGHT = 8

/**
 * Weeks of a shop, written into its log as the server would have: visits that begin from an
 * advertisement, a search or nowhere, look at things, are shown a list, click, and now and
 * then buy. It goes past the door, which would take hours.
 */
export async function writeHistory(plan: HistoryPlan): Promise<void> {
  const folder = join(plan.dataDir, 'shops', plan.shop, 'log')
  const log = await SqliteEventLog.open(folder, machine)
  const began = Date.now() - plan.days * DAY
  await log.append([openedRecord(plan.shop, { ...machine, now: () => began })]).durable
  const visits = Math.ceil(plan.events / VISIT_EVENTS)
  const writer = new Writer(log)
  const people = new Visits(plan)
  for (let n = 0; n < visits; n++) {
    const time = began + Math.floor(((n + 1) / (visits + 1)) * plan.days * DAY)
    for (const record of people.next(n / visits, time)) await writer.add(record)
  }
  await writer.end()
  await log.close()
}

class Writer {
  readonly #log: EventLog
  #some: NewRecord[] = []
  readonly #flying: Promise<void>[] = []

  constructor(log: EventLog) {
    this.#log = log
  }

  async add(record: NewRecord): Promise<void> {
    this.#some.push(record)
    if (this.#some.length >= BATCH) await this.#send()
  }

  async end(): Promise<void> {
    await this.#send()
    await Promise.all(this.#flying)
  }

  async #send(): Promise<void> {
    this.#flying.push(this.#log.append(this.#some).durable)
    this.#some = []
    if (this.#flying.length >= IN_FLIGHT) await this.#flying.shift()
  }
}

const SLICES: Slice[] = ['holdout', 'uniform', 'engine']
const CAMES = [
  undefined,
  { medium: 'cpc', source: 'google' },
  { medium: 'organic', source: 'bing' },
]
const ARMS = ['product/similar', 'product/also-bought', 'product/top-rated']

/** People come for the first time or again; what they do is drawn. */
class Visits {
  readonly #plan: HistoryPlan
  readonly #random: Random
  #met = 0
  #count = 0

  constructor(plan: HistoryPlan) {
    this.#plan = plan
    this.#random = new Random(plan.seed)
  }

  /** @param share how much of the whole time is over */
  *next(share: number, time: number): Iterable<NewRecord> {
    const random = this.#random
    const isNew = this.#met <= share * this.#plan.visitors
    const visitor = keyOf(isNew ? this.#met++ : random.below(this.#met))
    const at = (n: number) => time - (VISIT_EVENTS - n) * 5 * SECOND
    const item = random.below(this.#plan.items)
    yield this.#event({ ...this.#page(visitor, at(0), item), ...this.#came() }, time)
    const decision = this.#decision(visitor, at(1), time)
    yield decision
    const answer = { decision: `${decision.id}.0`, placement: 'product' }
    yield this.#event({ ...base(visitor, at(2)), name: 'impression', ...answer }, time)
    for (let n = 3; n < VISIT_EVENTS - 1; n++)
      yield this.#event(this.#page(visitor, at(n), random.below(this.#plan.items)), time)
    yield this.#event({ ...this.#end(visitor, at(6), item), ...answer }, time)
    yield this.#event({ ...base(visitor, at(7)), name: 'scroll' }, time)
  }

  #came(): Partial<ShopEvent> {
    const campaign = this.#random.pick(CAMES)
    if (campaign === undefined) return { context: { device: 'desktop', country: 'FR' } }
    const name = campaign.medium === 'cpc' ? `campaign ${this.#random.below(30)}` : undefined
    return { context: { device: 'mobile', country: 'FR', campaign: { ...campaign, name } } }
  }

  /** Most go, some click, some put it in the cart, a few buy. */
  #end(visitor: string, time: number, item: number): ShopEvent {
    const draw = this.#random.next()
    const items = [{ id: itemId(item), price: 1_000 + this.#random.below(9_000), quantity: 1 }]
    if (draw < 0.15) return { ...base(visitor, time), name: 'add_to_cart', items, currency: 'EUR' }
    if (draw > 0.2) return { ...base(visitor, time), name: 'click', items }
    const transaction = { id: `order-${this.#count}` }
    return {
      ...base(visitor, time),
      name: 'purchase',
      items,
      currency: 'EUR',
      transaction,
      verified: true,
    }
  }

  #page(visitor: string, time: number, item: number): ShopEvent {
    const page = {
      type: 'product' as const,
      item: itemId(item),
      category: categoryOf(item),
      url: `/p/${item}`,
    }
    return { ...base(visitor, time), name: 'view_item', items: [{ id: itemId(item) }], page }
  }

  #decision(visitor: string, time: number, receivedAt: number): NewRecord {
    const random = this.#random
    const experience = random.pick(ARMS)
    const choice = {
      placement: 'product',
      experience,
      arms: ARMS,
      propensities: ARMS.map(() => 1 / ARMS.length),
      items: [0, 1, 2, 3].map(() => itemId(random.below(this.#plan.items))),
      strategy: 'similar',
      reason: 'similar',
    }
    const characteristics = {
      device: random.pick(['mobile', 'desktop']),
      source: random.pick(['ad', 'direct']),
    }
    const slice = SLICES[random.weighted([5, 5, 90])]
    const made: DecisionMade = {
      visitor,
      time,
      slice,
      visit: 1,
      page: 'product',
      characteristics,
      choices: [choice],
    }
    return this.#record('decision', made, receivedAt) as NewRecord
  }

  #event(event: ShopEvent, receivedAt: number): NewRecord {
    return this.#record('event', event, receivedAt)
  }

  #record(
    type: 'event' | 'decision',
    body: ShopEvent | DecisionMade,
    receivedAt: number,
  ): NewRecord {
    const bytes = new Uint8Array(10)
    new DataView(bytes.buffer).setUint32(4, ++this.#count)
    const id = uuidV7(receivedAt, bytes)
    const partition = partitionOf(body.visitor!)
    return { id, partition, type, version: RECORD_VERSIONS[type], receivedAt, body } as NewRecord
  }
}

function base(visitor: string, time: number) {
  return { visitor, time, channel: 'web' as const, verified: false }
}

/** The cookie a visitor of the load would bring: some of those who come now were here before. */
function keyOf(n: number): string {
  return visitorKey(String(n).padStart(43, 'x'))
}
