import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_CHARACTERISTICS, MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'
import type { Weights } from './weights.ts'

/** Seat of the arm itself; values sit behind it. */
const ARM = 0
/** Values that are weighed together; the few that come later are weighed alone. */
const MOST_SEATS = 192
const FEW = 64
/** Times that all means are solved for, given the others, when all fade. */
const ROUNDS = 2
/** Of whoever has learned nothing. */
const NO_SEATS = new Uint8Array(MOST_VALUES)
/** Seats that the moment takes that is being learned, by whomever. */
const TAKEN = new Uint8Array(MOST_CHARACTERISTICS + 1)

/**
 * Weights of an arm and of every value × arm that are found together and not each for itself.
 *
 * Every moment has a value of nearly every characteristic, so weights that are moved each by
 * itself all answer for the same surprise, and the arm as a whole swings far more than its evidence
 * allows. Here each arm keeps the normal equations of all its weights,
 *
 *     (information + 1/prior) · means = scores
 *
 * where an outcome adds to what its moment touches. Only the means that it touches are
 * solved for again, given the others (Gauss and Seidel): a pass over as many rows as the moment
 * has values, and since every row's turn comes often the means stay near the solution.
 */
export class JointWeights {
  readonly #arms: number
  readonly #plain: Weights
  readonly #crosses: Weights
  /** Of each value, 0 where it has none. */
  #seats = NO_SEATS
  /** Who sits where. */
  readonly #values = [-1]
  /** Seats there is room for. */
  #room = FEW
  /** By arm; an arm that was never shown has none. */
  readonly #equations: (Equations | undefined)[]

  /** @param plain of the arms, and @param crosses of value × arm: where the means are read */
  constructor(arms: number, plain: Weights, crosses: Weights) {
    this.#arms = arms
    this.#plain = plain
    this.#crosses = crosses
    this.#equations = new Array(arms).fill(undefined)
  }

  get bytes(): number {
    const known = this.#equations.filter(equations => equations !== undefined).length
    return this.#seats.byteLength + known * (4 * this.#room ** 2 + 16 * this.#room)
  }

  hasSeat(value: number): boolean {
    return this.#seats[value] !== 0
  }

  /**
   * @param error outcome less what was expected
   * @param w information of one outcome
   */
  learn(moment: Moment, arm: number, error: number, w: number): void {
    const count = this.#seat(moment)
    const equations = (this.#equations[arm] ??= equationsOf(this.#room))
    this.#add(equations, count, error, w)
    for (let i = 0; i < count; i++) this.#solve(equations, TAKEN[i], arm)
  }

  /**
   * What is older counts this much less from now on. Every weight is solved for again, so that an arm
   * that is shown no more is as doubtful as its fading evidence makes it: or it would never be tried again.
   */
  fade(share: number): void {
    for (const [arm, equations] of this.#equations.entries()) {
      if (equations === undefined) continue
      for (const numbers of [equations.square, equations.scores]) {
        for (let i = 0; i < numbers.length; i++) numbers[i] *= 1 - share
      }
      for (let round = 0; round < ROUNDS; round++) {
        for (let seat = 0; seat < this.#values.length; seat++) this.#solve(equations, seat, arm)
      }
    }
  }

  /** The number was given to another value. */
  forget(value: number): void {
    const seat = this.#seats[value]
    if (seat === 0) return
    for (const equations of this.#equations) {
      if (equations === undefined) continue
      const { square, scores, means } = equations
      square.fill(0, seat * this.#room, (seat + 1) * this.#room)
      for (let other = 0; other < this.#room; other++) square[other * this.#room + seat] = 0
      scores[seat] = means[seat] = 0
    }
  }

  save(writer: ByteWriter): void {
    writer.count(this.#values.length)
    for (const value of this.#values.slice(1)) writer.count(value)
    for (const equations of this.#equations) {
      writer.u8(equations === undefined ? 0 : 1)
      if (equations !== undefined) this.#saveOne(equations, writer)
    }
  }

  /** After the weights were loaded. */
  load(reader: ByteReader): void {
    const size = reader.count()
    if (size > MOST_SEATS)
      throw new RangeError('more values are weighed together than there can be')
    for (let seat = 1; seat < size; seat++) this.#seatOf(reader.count())
    for (let arm = 0; arm < this.#arms; arm++) {
      if (reader.u8() === 1) this.#equations[arm] = this.#loadOne(arm, reader)
    }
  }

  /** The square is the same on both sides of its diagonal. */
  #saveOne({ square, scores }: Equations, writer: ByteWriter): void {
    for (let seat = 0; seat < this.#values.length; seat++) {
      writer.f64(scores[seat])
      for (let other = 0; other <= seat; other++) writer.f32(square[seat * this.#room + other])
    }
  }

  #loadOne(arm: number, reader: ByteReader): Equations {
    const equations = equationsOf(this.#room)
    const { square, scores, means } = equations
    for (let seat = 0; seat < this.#values.length; seat++) {
      scores[seat] = reader.f64()
      means[seat] = this.#weights(seat).means[this.#index(seat, arm)] ?? 0
      for (let other = 0; other <= seat; other++) {
        const w = reader.f32()
        square[seat * this.#room + other] = square[other * this.#room + seat] = w
      }
    }
    return equations
  }

  /** Fills `TAKEN`. */
  #seat(moment: Moment): number {
    let count = 0
    TAKEN[count++] = ARM
    for (let i = 0; i < moment.length; i++) {
      const seat = this.#seats[moment[i]] || this.#seatOf(moment[i])
      if (seat !== 0) TAKEN[count++] = seat
    }
    return count
  }

  /** The outcome as a straight line around what was believed, in the terms of the equations. */
  #add({ square, scores, means }: Equations, count: number, error: number, w: number): void {
    let believed = 0
    for (let i = 0; i < count; i++) believed += means[TAKEN[i]]
    for (let i = 0; i < count; i++) {
      const row = TAKEN[i] * this.#room
      scores[TAKEN[i]] += error + w * believed
      for (let j = 0; j < count; j++) square[row + TAKEN[j]] += w
    }
  }

  #solve({ square, scores, means }: Equations, seat: number, arm: number): void {
    const row = seat * this.#room
    const own = square[row + seat]
    const explained = this.#explained(square, row, means)
    const weights = this.#weights(seat)
    const variance = 1 / (own + 1 / weights.prior)
    const mean = (scores[seat] - explained + own * means[seat]) * variance
    const index = this.#index(seat, arm)
    means[seat] = weights.means[index] = mean
    weights.variances[index] = variance
  }

  /** In four sums side by side: one alone waits for each addition. Seats nobody has are of means 0. */
  #explained(square: Float32Array, row: number, means: Float64Array): number {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let other = 0; other < this.#values.length; other += 4) {
      a += square[row + other] * means[other]
      b += square[row + other + 1] * means[other + 1]
      c += square[row + other + 2] * means[other + 2]
      d += square[row + other + 3] * means[other + 3]
    }
    return a + b + (c + d)
  }

  #weights(seat: number): Weights {
    return seat === ARM ? this.#plain : this.#crosses
  }

  #index(seat: number, arm: number): number {
    return seat === ARM ? arm : this.#values[seat] * this.#arms + arm
  }

  /** 0 when all are taken. */
  #seatOf(value: number): number {
    if (this.#values.length === MOST_SEATS) return 0
    if (value >= MOST_VALUES) throw new RangeError('there is no such value')
    if (this.#values.length === this.#room) this.#widen()
    if (this.#seats === NO_SEATS) this.#seats = NO_SEATS.slice()
    this.#seats[value] = this.#values.length
    return this.#values.push(value) - 1
  }

  #widen(): void {
    const before = this.#room
    this.#room += FEW
    for (const [arm, old] of this.#equations.entries()) {
      if (old === undefined) continue
      const wider = equationsOf(this.#room)
      wider.scores.set(old.scores)
      wider.means.set(old.means)
      for (let row = 0; row < before; row++) {
        wider.square.set(old.square.subarray(row * before, (row + 1) * before), row * this.#room)
      }
      this.#equations[arm] = wider
    }
  }
}

/** What an arm has learned, by seat. */
interface Equations {
  /** Information of every seat with every other. */
  square: Float32Array
  scores: Float64Array
  means: Float64Array
}

function equationsOf(room: number): Equations {
  return {
    square: new Float32Array(room ** 2),
    scores: new Float64Array(room),
    means: new Float64Array(room),
  }
}
