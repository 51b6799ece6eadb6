import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { widened } from '../../../core/widened.ts'

/** How many of the newest spells are looked at together. */
const TOGETHER = [1, 2, 4, 8, 16]
const SPELLS = TOGETHER[TOGETHER.length - 1]
/** Shares of the effects that a change of the world may take away: each is bet on with as much. */
const TAKEN = [0.5, 0.2, 0.05]
/** One effect says no more than this, as a logarithm: what goes alone is forgotten alone. */
const MOST_OF_ONE = 6

/** What the outcomes of one spell said: of which effects, and how much likelier they are without each. */
interface Spell {
  cells: number[]
  against: number[]
}

/**
 * Whether the newest outcomes of all effects together say that the world changed, long before they
 * are sure of any one. Evidence is a bet that a share q of the effects is gone,
 *
 *     Σ ln(1 − q + q·R),   R = how much likelier the newest outcomes are without the effect than with it
 *
 * whose mean is no gain as long as all are there (an e-value; Shafer 2021). What was seen before the
 * change speaks against one, so every spell begins a bet of its own.
 */
export class Unrest {
  /** Logarithms of R, of the spell that goes on. */
  #now = new Float32Array(0)
  /** Cells of which it speaks, in the order they were first heard. */
  #heard: number[] = []
  /** Newest last. */
  #spells: Spell[] = []

  makeRoom(cells: number): void {
    this.#now = widened(this.#now, cells)
  }

  /** @param against how much likelier an outcome is without the effect, as a logarithm */
  hear(cell: number, against: number): void {
    if (this.#now[cell] === 0) this.#heard.push(cell)
    this.#now[cell] += against
  }

  /** Ends a spell. @returns the evidence of the newest spells, of as many of them as say most. */
  endSpell(): number {
    const cells = [...new Set(this.#heard)]
    this.#spells.push({ cells, against: cells.map(cell => this.#now[cell]) })
    if (this.#spells.length > SPELLS) this.#spells.shift()
    for (const cell of cells) this.#now[cell] = 0
    this.#heard = []
    return this.#evidence()
  }

  #evidence(): number {
    const sums = new Map<number, number>()
    let most = 0
    for (const [n, { cells, against }] of this.#spells.toReversed().entries()) {
      for (const [i, cell] of cells.entries()) sums.set(cell, (sums.get(cell) ?? 0) + against[i])
      if (!TOGETHER.includes(n + 1)) continue
      const factors = [...sums.values()].map(sum => Math.exp(Math.min(sum, MOST_OF_ONE)))
      for (const taken of TAKEN) most = Math.max(most, wonBy(taken, factors))
    }
    return most
  }

  /** Only what comes from now on speaks of a change. */
  calm(): void {
    for (const cell of this.#heard) this.#now[cell] = 0
    this.#heard = []
    this.#spells = []
  }

  /** These cells were given to other effects. */
  forget(from: number, to: number): void {
    this.#now.fill(0, from, to)
    const isOther = (cell: number) => cell < from || cell >= to
    this.#heard = this.#heard.filter(isOther)
    this.#spells = this.#spells.map(({ cells, against }) => ({
      cells: cells.filter(isOther),
      against: against.filter((_, i) => isOther(cells[i])),
    }))
  }

  save(writer: ByteWriter): void {
    const now = { cells: this.#heard, against: this.#heard.map(cell => this.#now[cell]) }
    writer.count(this.#spells.length)
    for (const { cells, against } of [...this.#spells, now]) {
      writer.count(cells.length)
      for (const [i, cell] of cells.entries()) {
        writer.count(cell)
        writer.f64(against[i])
      }
    }
  }

  load(reader: ByteReader): void {
    const count = reader.count()
    if (count > SPELLS) throw new RangeError('more spells are saved than there can be')
    for (let n = 0; n < count; n++) this.#spells.push(this.#loadSpell(reader))
    const { cells, against } = this.#loadSpell(reader)
    this.#heard = cells
    for (const [i, cell] of cells.entries()) this.#now[cell] = against[i]
  }

  #loadSpell(reader: ByteReader): Spell {
    const spell: Spell = { cells: [], against: [] }
    for (let left = reader.count(); left > 0; left--) {
      spell.cells.push(reader.count())
      spell.against.push(reader.f64())
    }
    return spell
  }
}

function wonBy(taken: number, factors: readonly number[]): number {
  let sum = -Math.log(TAKEN.length)
  for (const factor of factors) sum += Math.log(1 - taken + taken * factor)
  return sum
}
