import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { TraitCorrected } from '../../schema/correction.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { Page, ShopEvent } from '../../schema/event.ts'
import type { AskingKind } from '../../schema/nudge.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { type Act, readActs, weightOf, writeActs } from './act.ts'
import { actsOf, refOf } from './acts-of.ts'
import {
  addCorrection,
  type Correction,
  correctionOf,
  readCorrections,
  writeCorrections,
} from './corrections.ts'
import { bytesOf, fits, insert, overflow } from './journal.ts'
import { addListed, type Listed, listedBy, readListed, writeListed } from './listed.ts'
import type { Population } from './population.ts'
import { Pressure } from './pressure.ts'
import { Reading } from './reading.ts'
import { Sediment } from './sediment.ts'
import type { Shopper, Trait, VisitType } from './shape.ts'
import { ShopperView } from './shopper.ts'
import {
  addShown,
  answer,
  CLICKED,
  DISMISSED,
  readShown,
  SEEN,
  type Shown,
  shownBy,
  writeShown,
} from './shown.ts'
import { TextReader, TextWriter } from './texts.ts'
import { traitsOf } from './traits/traits.ts'

/** Every genome is written here: what it took to make a place for each was half of the work. */
const paper = new ByteWriter(1 << 12)

/**
 * What we know of one visitor: the journal of their newest acts, the sediment of the
 * older ones, what we showed them, the lists they chose from, and what they said is wrong of
 * all this. Nothing derived is stored: a trait, a visit type, a budget
 * is computed from these when asked, so that it can always name the acts that say so.
 *
 * In memory it has exactly the precision it is saved with: saved, loaded and continued,
 * it is byte for byte the genome that never left memory.
 */
export class Genome {
  /** Newest log position held; records up to it are known. 0 when nothing is. */
  position = 0
  /** Recognised as a robot at least once. */
  isRobot = false
  readonly #catalogue: CatalogueView
  readonly #population: Population
  #acts: Act[] = []
  /** What they weigh, that the bounds need not be worked out again at each act. */
  #bytes = 0
  #sediment = new Sediment()
  #shown: Shown[] = []
  #listed: Listed[] = []
  #corrections: Correction[] = []
  #pressure = new Pressure()
  #shopper: ShopperView | undefined

  constructor(catalogue: CatalogueView, population: Population) {
    this.#catalogue = catalogue
    this.#population = population
  }

  /** Newest acts, by time. */
  get acts(): readonly Act[] {
    return this.#acts
  }

  /** What they said of what is believed of them, by time; the newest word on each trait. */
  get corrections(): readonly Correction[] {
    return this.#corrections
  }

  /** Acts known of, those only counted included. */
  get actCount(): number {
    return this.#sediment.count + this.#acts.length
  }

  /** How often they were nudged lately, and what they closed. */
  get pressure(): Pressure {
    return this.#pressure
  }

  /** False when this position is held already. */
  observe(
    event: ShopEvent,
    position: number,
    acts = actsOf(event, position, this.#catalogue),
  ): boolean {
    if (!this.#advance(position)) return false
    if (event.robot) this.isRobot = true
    if (event.name === 'impression') answer(this.#shown, refOf(event.decision), SEEN)
    if (event.name === 'click') answer(this.#shown, refOf(event.decision), SEEN | CLICKED)
    if (event.name === 'dismiss') answer(this.#shown, refOf(event.decision), SEEN | DISMISSED)
    if (event.name === 'dismiss' || event.name === 'snooze') this.#pressure.answered(event)
    const listed = listedBy(event, position, this.#catalogue)
    if (listed) addListed(this.#listed, listed)
    for (const act of acts) this.#take(act)
    this.#settle()
    return true
  }

  /**
   * What a decision showed this visitor. False when this position is held already.
   * @param day of the shop, counted from 1970
   */
  observeDecision(id: string, made: DecisionMade, position: number, day: number): boolean {
    if (!this.#advance(position)) return false
    addShown(this.#shown, shownBy(id, made, position))
    for (const { nudge } of made.choices) {
      // An offer counts when it is made: shown again, it is the same promise.
      if (nudge && nudge !== 'offer') this.#pressure.note(nudge, day)
    }
    return true
  }

  /** They were made an offer, or a dialog stood over their page. */
  observeNudge(kind: AskingKind, position: number, day: number): boolean {
    if (!this.#advance(position)) return false
    this.#pressure.note(kind, day)
    return true
  }

  /** They said that a trait is wrong, or took it back. False when this position is held already. */
  observeCorrection(body: TraitCorrected, position: number): boolean {
    if (!this.#advance(position)) return false
    addCorrection(this.#corrections, correctionOf(body, position))
    return true
  }

  /**
   * Become the visitor who did both. `position` is that of the record that says so: a merge is
   * known by it as an event is, so that merging twice is merging once.
   */
  merge(other: Genome, position: number): boolean {
    if (!this.#advance(position)) return false
    this.isRobot ||= other.isRobot
    this.#sediment.merge(other.#sediment)
    for (const act of other.#acts) this.#take({ ...act })
    this.#settle()
    addShown(
      this.#shown,
      other.#shown.map(shown => ({ ...shown })),
    )
    for (const listed of other.#listed) addListed(this.#listed, listed)
    for (const said of other.#corrections) addCorrection(this.#corrections, { ...said })
    this.#pressure.merge(other.#pressure)
    return true
  }

  shopper(now: number, page?: Page): Shopper {
    const item = page?.item === undefined ? -1 : this.#catalogue.find(page.item)
    if (!this.#shopper?.isFor(now, item)) {
      this.#shopper = new ShopperView(this.reading(now), item)
    }
    return this.#shopper
  }

  traits(now: number, language: 'fr' | 'en' = 'en'): Trait[] {
    return traitsOf(this.reading(now), language)
  }

  visitType(now: number): VisitType {
    return this.reading(now).visitType
  }

  /** Everything the traits are a function of, at one moment. */
  reading(now: number): Reading {
    return new Reading(
      now,
      this.#acts,
      this.#sediment,
      this.#shown,
      this.#listed,
      this.#corrections,
      this.#catalogue,
      this.#population,
    )
  }

  encode(): Uint8Array {
    return this.written().slice()
  }

  /** The same as a view, true until another genome is written. */
  written(): Uint8Array {
    const out = paper
    out.clear()
    const texts = new TextWriter()
    out.u8(VERSION)
    out.count(this.position)
    out.u8(this.isRobot ? 1 : 0)
    this.#sediment.save(out, texts)
    writeActs(out, texts, this.#acts)
    writeShown(out, texts, this.#shown)
    writeListed(out, this.#listed)
    writeCorrections(out, texts, this.#corrections)
    this.#pressure.save(out)
    return out.written
  }

  /** @throws RangeError for bytes that are not a genome of this version. */
  static decode(bytes: Uint8Array, catalogue: CatalogueView, population: Population): Genome {
    const from = new ByteReader(bytes)
    const texts = new TextReader()
    const version = from.u8()
    if (version !== VERSION)
      throw new RangeError(`a genome of version ${version} is not known here`)
    const genome = new Genome(catalogue, population)
    genome.position = from.count()
    genome.isRobot = from.u8() === 1
    genome.#sediment = Sediment.load(from, texts)
    genome.#acts = readActs(from, texts)
    genome.#bytes = bytesOf(genome.#acts)
    genome.#shown = readShown(from, texts)
    genome.#listed = readListed(from)
    genome.#corrections = readCorrections(from, texts)
    genome.#pressure = Pressure.load(from)
    if (from.left > 0) throw new RangeError(`${from.left} bytes follow the end of a genome`)
    return genome
  }

  #advance(position: number): boolean {
    if (position <= this.position) return false
    this.position = position
    this.#shopper = undefined
    return true
  }

  /** Into the journal, or straight through it when it is older than what fell off already. */
  #take(act: Act): void {
    if (this.#sediment.count > 0 && act.time < this.#sediment.until) {
      this.#sediment.fold(act, this.#catalogue)
    } else this.#bytes += insert(this.#acts, act)
  }

  #settle(): void {
    if (fits(this.#acts.length, this.#bytes)) return
    for (const act of overflow(this.#acts)) {
      this.#bytes -= weightOf(act)
      this.#sediment.fold(act, this.#catalogue)
    }
  }
}

const VERSION = 6
