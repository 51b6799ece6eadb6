import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** Decisions remembered; the newest push out the oldest, and answers to those count as unknown. */
const CAPACITY = 1 << 16

const ANSWERS = { clicks: 1, carts: 2, orders: 4 } as const
export type Answer = keyof typeof ANSWERS

export interface OpenChoice {
  experience: string
  /** Whether it counts for learning: the first of its visitor, placement and click window. */
  counted: boolean
  /** Bits of ANSWERS already received. */
  answered: number
}

interface OpenDecision {
  id: string
  time: number
  choices: OpenChoice[]
}

/**
 * Decisions that may still be answered. A choice is known by the id its placement
 * was answered with: `<record id>.<n>`.
 */
export class OpenDecisions {
  readonly #byId = new Map<string, OpenDecision>()
  readonly #ring: (OpenDecision | undefined)[] = []
  #next = 0

  open(id: string, time: number, choices: { experience: string; counted: boolean }[]): void {
    const forgotten = this.#ring[this.#next]
    if (forgotten !== undefined) this.#byId.delete(forgotten.id)
    const decision = { id, time, choices: choices.map(choice => ({ ...choice, answered: 0 })) }
    this.#ring[this.#next] = decision
    this.#byId.set(id, decision)
    this.#next = (this.#next + 1) % CAPACITY
  }

  /** The choice an event answers; undefined when it is unknown or forgotten. */
  find(decisionId: string): { time: number; choice: OpenChoice } | undefined {
    const dot = decisionId.lastIndexOf('.')
    const decision = this.#byId.get(dot < 0 ? decisionId : decisionId.slice(0, dot))
    const choice = decision?.choices[dot < 0 ? 0 : Number(decisionId.slice(dot + 1))]
    return decision && choice ? { time: decision.time, choice } : undefined
  }

  save(writer: ByteWriter): void {
    writer.count(this.#next)
    writer.count(this.#ring.length)
    for (const decision of this.#ring) {
      writer.text(decision!.id)
      writer.f64(decision!.time)
      writer.count(decision!.choices.length)
      for (const choice of decision!.choices) {
        writer.text(choice.experience)
        writer.u8((choice.counted ? 128 : 0) | choice.answered)
      }
    }
  }

  static load(reader: ByteReader): OpenDecisions {
    const open = new OpenDecisions()
    open.#next = reader.count()
    for (let left = reader.count(); left > 0; left--) {
      const decision: OpenDecision = { id: reader.text(), time: reader.f64(), choices: [] }
      for (let choices = reader.count(); choices > 0; choices--) {
        const experience = reader.text()
        const flags = reader.u8()
        decision.choices.push({ experience, counted: (flags & 128) !== 0, answered: flags & 127 })
      }
      open.#ring.push(decision)
      open.#byId.set(decision.id, decision)
    }
    return open
  }
}

/** Mark an answer; true the first time, so that two clicks count once. */
export function answerOnce(choice: OpenChoice, answer: Answer): boolean {
  if ((choice.answered & ANSWERS[answer]) !== 0) return false
  choice.answered |= ANSWERS[answer]
  return true
}
