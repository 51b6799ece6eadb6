import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { isUuid } from '../../core/ids.ts'
import { hashWords, readUuidWords } from '../../core/uuid-words.ts'
import { widened } from '../../core/widened.ts'

/** Decisions remembered; the newest push out the oldest, and answers to those count as unknown. */
const DECISIONS = 1 << 16
/** Choices remembered: four a page view, on average. */
const CHOICES = 1 << 18
/** Decisions there is room for at first; it doubles, for most shops are small. */
const FEW = 256

const COUNTED = 128
const ANSWERS = { clicks: 1, carts: 2, orders: 4 } as const
export type Answer = keyof typeof ANSWERS

/**
 * Decisions that may still be answered. A choice is known by the id its placement
 * was answered with: `<record id>.<n>`.
 *
 * Two rings in typed arrays, 38 bytes a choice: as objects they lived just long
 * enough to be copied by every collection of young memory. Beside them a table, at most
 * half full, finds a decision by its id.
 */
export class OpenDecisions {
  /** Ring of decisions: the four words of the id, the running number of its first choice, how many. */
  #ids = new Uint32Array(FEW * 4)
  #firsts = new Float64Array(FEW)
  #counts = new Uint8Array(FEW)
  /** Ring of choices: number of the experience, answers received, when. */
  #experiences = new Uint16Array(FEW)
  #flags = new Uint8Array(FEW)
  #times = new Float64Array(FEW)
  /** Id → decision + 1, open addressing with linear probing; 0 is empty. */
  #table = new Int32Array(FEW * 2)
  /** Names of experiences by their number. */
  readonly #names: string[] = []
  readonly #numbers = new Map<string, number>()
  /** Decisions and choices ever opened. */
  #decided = 0
  #chosen = 0
  readonly #words = new Uint32Array(4)

  /** @returns running number of its first choice; the others follow */
  open(id: string, time: number, choices: { experience: string; counted: boolean }[]): number {
    const at = this.#decided % DECISIONS
    if (this.#decided >= DECISIONS) this.#forget(at)
    this.#makeRoom(this.#decided + 1, this.#chosen + choices.length)
    readUuidWords(id, this.#words)
    this.#ids.set(this.#words, at * 4)
    this.#firsts[at] = this.#chosen
    this.#counts[at] = choices.length
    this.#table[this.#placeOf(this.#words)] = at + 1
    this.#decided++
    for (const { experience, counted } of choices) {
      const choice = this.#chosen++ % CHOICES
      this.#experiences[choice] = this.#numberOf(experience)
      this.#flags[choice] = counted ? COUNTED : 0
      this.#times[choice] = time
    }
    return this.#firsts[at]
  }

  /** Running number of the choice an event answers; −1 when it is unknown or forgotten. */
  find(decisionId: string): number {
    const dot = decisionId.lastIndexOf('.')
    const id = dot < 0 ? decisionId : decisionId.slice(0, dot)
    if (!isUuid(id)) return -1
    readUuidWords(id, this.#words)
    const decision = this.#table[this.#placeOf(this.#words)] - 1
    const n = dot < 0 ? 0 : Number(decisionId.slice(dot + 1))
    if (decision < 0 || !(n >= 0 && n < this.#counts[decision])) return -1
    const choice = this.#firsts[decision] + n
    return this.#chosen - choice <= CHOICES ? choice : -1
  }

  experienceOf(choice: number): string {
    return this.#names[this.#experiences[choice % CHOICES]]
  }

  timeOf(choice: number): number {
    return this.#times[choice % CHOICES]
  }

  /** Whether it counts for learning: the first of its visitor, placement and click window. */
  isCounted(choice: number): boolean {
    return (this.#flags[choice % CHOICES] & COUNTED) !== 0
  }

  /** Mark an answer; true the first time, so that two clicks count once. */
  answerOnce(choice: number, answer: Answer): boolean {
    if ((this.#flags[choice % CHOICES] & ANSWERS[answer]) !== 0) return false
    this.#flags[choice % CHOICES] |= ANSWERS[answer]
    return true
  }

  save(writer: ByteWriter): void {
    writer.count(this.#decided)
    writer.count(this.#chosen)
    writer.count(this.#names.length)
    for (const name of this.#names) writer.text(name)
    for (const { array, used } of this.#parts()) {
      writer.bytes(new Uint8Array(array.buffer, 0, used * array.BYTES_PER_ELEMENT))
    }
  }

  static load(reader: ByteReader): OpenDecisions {
    const open = new OpenDecisions()
    const decided = reader.count()
    const chosen = reader.count()
    open.#makeRoom(decided, chosen)
    open.#decided = decided
    open.#chosen = chosen
    for (let left = reader.count(); left > 0; left--) open.#numberOf(reader.text())
    for (const { array } of open.#parts()) new Uint8Array(array.buffer).set(reader.bytes())
    open.#fillTable(Math.min(open.#decided, DECISIONS))
    return open
  }

  /** For so many decisions and choices in all, as far as the rings go. */
  #makeRoom(decisions: number, choices: number): void {
    let room = this.#counts.length
    while (room < Math.min(decisions, DECISIONS)) room *= 2
    if (room > this.#counts.length) {
      this.#ids = widened(this.#ids, room * 4)
      this.#firsts = widened(this.#firsts, room)
      this.#counts = widened(this.#counts, room)
      this.#table = new Int32Array(room * 2)
      this.#fillTable(this.#decided)
    }
    room = this.#flags.length
    while (room < Math.min(choices, CHOICES)) room *= 2
    if (room > this.#flags.length) {
      this.#experiences = widened(this.#experiences, room)
      this.#flags = widened(this.#flags, room)
      this.#times = widened(this.#times, room)
    }
  }

  /** With the first so many decisions of the ring. */
  #fillTable(held: number): void {
    for (let at = 0; at < held; at++) {
      this.#words.set(this.#ids.subarray(at * 4, at * 4 + 4))
      this.#table[this.#placeOf(this.#words)] = at + 1
    }
  }

  /** The arrays that are saved, and how much of each was ever used. */
  #parts() {
    const decisions = Math.min(this.#decided, DECISIONS)
    const choices = Math.min(this.#chosen, CHOICES)
    return [
      { array: this.#ids, used: decisions * 4 },
      { array: this.#firsts, used: decisions },
      { array: this.#counts, used: decisions },
      { array: this.#experiences, used: choices },
      { array: this.#flags, used: choices },
      { array: this.#times, used: choices },
    ]
  }

  /** Where this id stands in the table, or the empty place where it belongs. */
  #placeOf(words: Uint32Array): number {
    let place = hashWords(words, 0) & (this.#table.length - 1)
    for (;;) {
      const decision = this.#table[place] - 1
      if (decision < 0 || this.#isId(decision, words)) return place
      place = (place + 1) & (this.#table.length - 1)
    }
  }

  #isId(decision: number, words: Uint32Array): boolean {
    for (let w = 0; w < 4; w++) if (this.#ids[decision * 4 + w] !== words[w]) return false
    return true
  }

  /** Take the oldest out of the table, and move up those that stood behind it. */
  #forget(decision: number): void {
    this.#words.set(this.#ids.subarray(decision * 4, decision * 4 + 4))
    let hole = this.#placeOf(this.#words)
    this.#table[hole] = 0
    for (let place = (hole + 1) & (this.#table.length - 1); this.#table[place] !== 0; ) {
      const moved = this.#table[place] - 1
      this.#words.set(this.#ids.subarray(moved * 4, moved * 4 + 4))
      const home = hashWords(this.#words, 0) & (this.#table.length - 1)
      if (
        ((place - home) & (this.#table.length - 1)) >=
        ((place - hole) & (this.#table.length - 1))
      ) {
        this.#table[hole] = moved + 1
        this.#table[place] = 0
        hole = place
      }
      place = (place + 1) & (this.#table.length - 1)
    }
  }

  #numberOf(experience: string): number {
    let number = this.#numbers.get(experience)
    if (number === undefined) {
      number = this.#names.push(experience) - 1
      this.#numbers.set(experience, number)
    }
    return number
  }
}
