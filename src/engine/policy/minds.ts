import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import { Characters, type Values } from '../situation/moments/characters.ts'
import type { Moment } from '../situation/moments/moment.ts'
import { EXPERIENCES } from './experiences.ts'
import { Conjunctions } from './situations/conjunctions.ts'
import { Heads } from './situations/heads.ts'
import { CUSTOMS, Model } from './situations/model.ts'
import { Uses } from './situations/uses.ts'

/** Conjunctions that a placement's model can keep apart. */
const MOST_ROWS = 1 << 17
/** Ordering is rare, and most of it depends on the moment, not on what we show. */
const ORDERING = {
  ...CUSTOMS,
  rate: 0.03,
  arm: 0.02,
  cross: 0.01,
  leastCross: 0.002,
  joint: false,
  conjunctions: false,
  sweepEvery: 1 << 12,
}
/** Of so many decisions, one is asked which situation decided it: that costs a judgement a value. */
const ASKED_EVERY = 16

/**
 * What is believed of one kind of placement: what each experience earns at which moment. Room is
 * made as moments are met, so that a mind that has learned nothing costs nothing.
 */
export class Mind {
  readonly kind: PlacementKind
  /** Arms there is room for: a merchant's own experiences join ours. */
  readonly room = LIMITS.experiences
  /** Arm of the default, with which the others are compared. */
  readonly standard: number
  readonly heads: Heads
  /** Whether somebody orders at all, whatever led to it: what the ledger expects. */
  readonly ordering: Model
  /** Which situations decide. */
  readonly uses: Uses
  readonly #arms: string[]
  #looks = 0

  constructor(kind: PlacementKind, heads?: Heads) {
    const own = EXPERIENCES.filter(experience => experience.placement === kind)
    this.kind = kind
    this.#arms = own.map(({ id }) => id)
    this.standard = own.findIndex(experience => experience.isDefault)
    this.heads = heads ?? new Heads(this.room, new Conjunctions(MOST_ROWS), leadsOf(kind))
    this.ordering = new Model(this.room, this.heads.conjunctions, ORDERING)
    this.uses = new Uses(this.heads, this.standard)
  }

  /** Ids of the experiences: arm n is the n-th, for ever. */
  get arms(): readonly string[] {
    return this.#arms
  }

  /** An experience of the merchant's own takes the next place. */
  admit(experience: string): void {
    if (this.armOf(experience) < 0 && this.#arms.length < this.room) this.#arms.push(experience)
  }

  /** −1 for an experience that is none of this placement's today. */
  armOf(experience: string): number {
    return this.arms.indexOf(experience)
  }

  /** Counts what decided here, now and then. */
  look(moment: Moment): void {
    if (this.#looks++ % ASKED_EVERY === 0) this.uses.look(moment, this.#arms.length)
  }

  forget(values: readonly number[]): void {
    this.heads.forget(values)
    this.ordering.forget(values)
    this.uses.forget(values)
  }

  save(writer: ByteWriter): void {
    writer.text(this.arms.join(' '))
    writer.count(this.#looks)
    this.heads.save(writer)
    this.ordering.save(writer)
    this.uses.save(writer)
  }

  /** @throws RangeError when these are not the experiences it knew: rebuild from the log. */
  static load(kind: PlacementKind, reader: ByteReader): Mind {
    const arms = reader.text().split(' ')
    const looks = reader.count()
    const mind = new Mind(kind, Heads.load(reader, leadsOf(kind)))
    if (mind.arms.some((id, arm) => id !== arms[arm])) {
      throw new RangeError(`${kind} has other experiences now`)
    }
    for (const id of arms) mind.admit(id)
    mind.#looks = looks
    mind.ordering.load(reader)
    mind.uses.load(reader)
    return mind
  }
}

/** The journeys' own experiences begin ahead, and what is learnt of them takes the lead away or adds to it. */
function leadsOf(kind: PlacementKind): Float64Array {
  const leads = new Float64Array(LIMITS.experiences)
  const own = EXPERIENCES.filter(experience => experience.placement === kind)
  for (const [arm, { lead = 0 }] of own.entries()) leads[arm] = lead
  return leads
}

/** Placements that have experiences, in a fixed order: other places name them by their number here. */
export const KINDS: readonly PlacementKind[] = [...new Set(EXPERIENCES.map(e => e.placement))]

/**
 * What is believed of every choice, a mind for each kind of placement, and the characteristics
 * of this shop's moments, which they share. `decide` reads them, `learn` writes them.
 */
export class Minds {
  readonly characters: Characters
  readonly #all: readonly Mind[]

  constructor(characters = new Characters(), all = KINDS.map(kind => new Mind(kind))) {
    this.characters = characters
    this.#all = all
  }

  [Symbol.iterator](): Iterator<Mind> {
    return this.#all[Symbol.iterator]()
  }

  of(kind: PlacementKind): Mind {
    return this.#all[KINDS.indexOf(kind)]
  }

  /** By the number of its kind. */
  at(kind: number): Mind {
    return this.#all[kind]
  }

  /**
   * Counts a moment of this shop.
   *
   * @returns numbers that were given to other values by it: what was learned of them is void
   */
  see(values: Values, time: number): number[] {
    const changed = this.characters.see(values, time)
    if (changed.length > 0) for (const mind of this.#all) mind.forget(changed)
    return changed
  }

  save(writer: ByteWriter): void {
    this.characters.save(writer)
    for (const mind of this.#all) mind.save(writer)
  }

  static load(reader: ByteReader): Minds {
    const characters = Characters.load(reader)
    return new Minds(
      characters,
      KINDS.map(kind => Mind.load(kind, reader)),
    )
  }
}
