import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { KeySet } from '../../core/key-set.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { EventRefused } from '../../schema/record.ts'
import type { CatalogueView } from '../catalogue/shape.ts'

/** Plain counts of what came in, robots apart: the figures a shop checks first. */
export class Counts {
  readonly events: Record<string, number> = {}
  readonly refusals: Record<string, number> = {}
  #items: KeySet
  eventCount = 0
  robotEvents = 0
  repairedEvents = 0
  decisions = 0
  robotDecisions = 0
  outsideDecisions = 0

  constructor(items = new KeySet()) {
    this.#items = items
  }

  /** Distinct items that events named. */
  get itemsSeen(): number {
    return this.#items.size
  }

  event(event: ShopEvent, catalogue: CatalogueView): void {
    this.eventCount++
    this.events[event.name] = (this.events[event.name] ?? 0) + 1
    if (event.robot) this.robotEvents++
    if (event.repairs?.length) this.repairedEvents++
    for (const line of event.items ?? []) this.#items.add(catalogue.idOf(catalogue.find(line.id)))
  }

  refused(refused: EventRefused): void {
    this.refusals[refused.code] = (this.refusals[refused.code] ?? 0) + 1
  }

  decision(made: DecisionMade): void {
    this.decisions++
    if (made.robot) this.robotDecisions++
    if (made.visitor === undefined) this.outsideDecisions++
  }

  save(writer: ByteWriter): void {
    for (const field of FIELDS) writer.count(this[field])
    for (const table of [this.events, this.refusals]) writer.text(JSON.stringify(table))
    this.#items.save(writer)
  }

  static load(reader: ByteReader): Counts {
    const numbers = FIELDS.map(() => reader.count())
    const events = JSON.parse(reader.text())
    const refusals = JSON.parse(reader.text())
    const counts = new Counts(KeySet.load(reader))
    FIELDS.forEach((field, i) => {
      counts[field] = numbers[i]
    })
    Object.assign(counts.events, events)
    Object.assign(counts.refusals, refusals)
    return counts
  }
}

const FIELDS = [
  'eventCount',
  'robotEvents',
  'repairedEvents',
  'decisions',
  'robotDecisions',
  'outsideDecisions',
] as const
