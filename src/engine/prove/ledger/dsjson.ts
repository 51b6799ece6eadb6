import { MINUTE } from '../../../core/clock.ts'
import type { Choice, DecisionMade } from '../../../schema/decision.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import type { LogRecord } from '../../../schema/record.ts'

/** Decisions that may be waiting for a click at once: beyond, the oldest is told without. */
const MOST_WAITING = 1 << 18
const CLICKS = new Set<ShopEvent['name']>(['click', 'select_item'])

interface Waiting {
  time: number
  line: DsJson
}

/** One decision as Vowpal Wabbit reads it (`--dsjson`): a click costs −1. */
export interface DsJson {
  _label_cost: number
  _label_probability: number
  _label_Action: number
  _labelIndex: number
  Timestamp: string
  Version: '1'
  EventId: string
  /** Numbers of the arms from 1, the one shown first, and the chance of each in the same order. */
  a: number[]
  p: number[]
  c: { Situation: Record<string, string>; _multi: { Experience: { id: string } }[] }
  /** What Vowpal Wabbit leaves alone: whose choice it was. */
  slice: string
}

/**
 * The log as decisions with their outcome, one for each placement where there was a choice. A
 * decision is told when its click window has closed, or when the log ends.
 */
export class DecisionLines {
  /** As the log sets it. */
  #windowMs = 30 * MINUTE
  readonly #waiting = new Map<string, Waiting>()

  #answer(event: ShopEvent): void {
    if (event.decision === undefined || !CLICKS.has(event.name)) return
    const id = event.decision.includes('.') ? event.decision : `${event.decision}.0`
    const waiting = this.#waiting.get(id)
    if (waiting && event.time - waiting.time <= this.#windowMs) waiting.line._label_cost = -1
  }

  /** Lines that are final by this record. */
  *add(record: LogRecord): Generator<DsJson> {
    if (record.type === 'event') this.#answer(record.body)
    if (record.type === 'shop_opened') this.#windowMs = record.body.settings.clickWindowMs
    if (record.type === 'settings_changed')
      this.#windowMs = record.body.clickWindowMs ?? this.#windowMs
    if (record.type !== 'decision') return
    yield* this.#closed(record.body.time)
    // The shop's own people are drawn for and count nowhere.
    if (record.body.staff) return
    for (const [n, choice] of record.body.choices.entries()) {
      if (choice.arms.length < 2) continue
      const line = lineOf(`${record.id}.${n}`, record.body, choice)
      if (line) this.#waiting.set(line.EventId, { time: record.body.time, line })
    }
  }

  /** What is left when the log ends. */
  *end(): Generator<DsJson> {
    for (const { line } of this.#waiting.values()) yield line
    this.#waiting.clear()
  }

  *#closed(now: number): Generator<DsJson> {
    for (const [id, { time, line }] of this.#waiting) {
      if (now - time <= this.#windowMs && this.#waiting.size < MOST_WAITING) return
      this.#waiting.delete(id)
      yield line
    }
  }
}

/** Undefined when the arm shown is none of those that had a chance. */
function lineOf(id: string, made: DecisionMade, choice: Choice): DsJson | undefined {
  const shown = choice.arms.indexOf(choice.experience)
  if (shown < 0 || !(choice.propensities[shown] > 0)) return undefined
  const order = [shown, ...choice.arms.keys()].filter((a, i) => i === 0 || a !== shown)
  return {
    _label_cost: 0,
    _label_probability: choice.propensities[shown],
    _label_Action: shown + 1,
    _labelIndex: shown,
    Timestamp: new Date(made.time).toISOString(),
    Version: '1',
    EventId: id,
    a: order.map(a => a + 1),
    p: order.map(a => choice.propensities[a]),
    c: {
      Situation: made.characteristics,
      _multi: choice.arms.map(arm => ({ Experience: { id: arm } })),
    },
    slice: made.slice,
  }
}
