import { type Piece, Slab } from '../../core/slab.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { Genome } from './genome.ts'
import type { Population } from './population.ts'

/** A genome on its way to the store, with the log position it is true at. */
export interface SavedGenome {
  visitor: string
  position: number
  bytes: Uint8Array
}

/**
 * Visitors kept as objects; the others in memory are bytes until somebody asks for them.
 * Few: what stays warm for longer than a collection of young memory is copied by it.
 */
const WARM = 64

interface Held {
  visitor: string
  /** As an object while warm, as bytes while cold: always one of the two. */
  genome: Genome | undefined
  bytes: Piece | undefined
  /** Newest log position held, when the visitor was last cooled or saved. */
  position: number
  pins: number
  /** Changed since it was loaded or saved. */
  isDirty: boolean
  /** Neighbours by when they were last used. */
  older: Held | undefined
  newer: Held | undefined
}

/**
 * The visitors in memory. Those absent are on disk, and the server loads and pins them
 * before the records about them are applied; who left memory when never shows in any bytes.
 *
 *     newest ◀── warm: objects ──▶ ◀── cold: bytes outside the heap ──▶ oldest
 *
 * A genome is a few hundred objects. A hundred thousand of them were half a gigabyte for
 * the collector to walk, and its pauses the slowest thing of a decision; as bytes they
 * are a tenth of that, and nothing to walk.
 */
export class Visitors {
  readonly #catalogue: CatalogueView
  readonly #population: Population
  readonly #held = new Map<string, Held>()
  readonly #cold = new Slab()
  /**
   * The ends of a chain by last use. Taking a visitor out of the table and putting them
   * back at its end kept the order too, and rebuilt the whole table every few thousand times.
   */
  #oldest: Held | undefined
  #newest: Held | undefined
  /** The warm one next to the cold. */
  #coolest: Held | undefined
  #warmCount = 0
  readonly #warm: number
  readonly #dirty = new Set<string>()

  /** @param warm visitors kept as objects, at least 2: a merge holds two at once */
  constructor(catalogue: CatalogueView, population: Population, warm = WARM) {
    this.#catalogue = catalogue
    this.#population = population
    this.#warm = warm
  }

  get size(): number {
    return this.#held.size
  }

  has(visitor: string): boolean {
    return this.#held.has(visitor)
  }

  /**
   * Undefined when the visitor is not in memory: load them first. The genome is good for
   * this turn; hold the name, not the genome, across turns.
   */
  get(visitor: string): Genome | undefined {
    // Once all the warm ones have left, the newest is a cold one.
    const { visitor: newest, genome } = this.#newest ?? {}
    if (newest === visitor && genome !== undefined) return genome
    const held = this.#held.get(visitor)
    return held && this.#use(held)
  }

  /** Who is in memory, those used last first. */
  names(most: number): string[] {
    const names: string[] = []
    for (let held = this.#newest; held && names.length < most; held = held.older) {
      names.push(held.visitor)
    }
    return names
  }

  /** To look at and no more: whoever is peeked at keeps their place among those that leave next. */
  peek(visitor: string): Genome | undefined {
    const held = this.#held.get(visitor)
    return held && (held.genome ?? this.#decode(this.#cold.get(held.bytes!)))
  }

  /** Bring a visitor into memory; no bytes means they are new. Who is here already stays as they are. */
  load(visitor: string, bytes: Uint8Array | undefined): Genome {
    const here = this.get(visitor)
    if (here) return here
    const genome = bytes ? this.#decode(bytes) : new Genome(this.#catalogue, this.#population)
    const held: Held = {
      visitor,
      genome,
      bytes: undefined,
      position: genome.position,
      pins: 0,
      isDirty: this.#dirty.has(visitor),
      older: undefined,
      newer: undefined,
    }
    this.#held.set(visitor, held)
    this.#append(held)
    return genome
  }

  /** Say that a visitor's genome has changed since it was loaded or saved. */
  touch(visitor: string): void {
    const held = this.#newest?.visitor === visitor ? this.#newest : this.#held.get(visitor)
    if (held?.isDirty) return
    if (held !== undefined) held.isDirty = true
    this.#dirty.add(visitor)
  }

  /** Keep a visitor in memory until unpinned as often. */
  pin(visitor: string): void {
    const held = this.#held.get(visitor)
    if (held === undefined) throw new RangeError(`visitor ${visitor} is not in memory`)
    held.pins++
  }

  unpin(visitor: string): void {
    const held = this.#held.get(visitor)
    if (held && held.pins > 0) held.pins--
  }

  /**
   * `from` turned out to be `into`, who now did everything both did; `from` is forgotten here. Both
   * are in memory. Their stored profile must stay until that of `into` is stored at this position.
   */
  merge(from: string, into: string, position: number): void {
    if (this.load(into, undefined).merge(this.load(from, undefined), position)) this.touch(into)
    this.erase(from)
  }

  /** Forget at once, saved or not: for erasure. */
  erase(visitor: string): void {
    const held = this.#held.get(visitor)
    if (held) this.#drop(held)
    this.#dirty.delete(visitor)
  }

  /** Visitors changed since they were saved, longest waiting first. */
  dirty(limit: number): SavedGenome[] {
    const saved: SavedGenome[] = []
    for (const visitor of this.#dirty) {
      if (saved.length >= limit) break
      const held = this.#held.get(visitor)!
      saved.push({ visitor, position: positionOf(held), bytes: this.#encoded(held) })
    }
    return saved
  }

  /** The store has these; whoever went on meanwhile stays dirty. */
  clean(stored: readonly Pick<SavedGenome, 'visitor' | 'position'>[]): void {
    for (const { visitor, position } of stored) {
      const held = this.#held.get(visitor)
      if (held === undefined || positionOf(held) !== position) continue
      held.isDirty = false
      this.#dirty.delete(visitor)
    }
  }

  /** Let go of up to `count` visitors, least recently used first; never the pinned or the unsaved. */
  evict(count: number): number {
    let gone = 0
    for (let held = this.#oldest; held && gone < count; held = held.newer) {
      if (held.pins > 0 || held.isDirty) continue
      this.erase(held.visitor)
      gone++
    }
    return gone
  }

  /** Warm, and the newest. */
  #use(held: Held): Genome {
    this.#unlink(held)
    if (held.bytes) {
      held.genome = this.#decode(this.#cold.get(held.bytes))
      this.#cold.free(held.bytes)
      held.bytes = undefined
    }
    this.#append(held)
    return held.genome!
  }

  /** One more is warm, so the one that was not used for longest cools. */
  #append(held: Held): void {
    held.older = this.#newest
    held.newer = undefined
    if (this.#newest) this.#newest.newer = held
    else this.#oldest = held
    this.#newest = held
    this.#coolest ??= held
    if (++this.#warmCount > this.#warm) this.#cool(this.#coolest)
  }

  #cool(held: Held): void {
    held.position = positionOf(held)
    held.bytes = this.#cold.put(held.genome!.written())
    held.genome = undefined
    this.#coolest = held.newer
    this.#warmCount--
  }

  #drop(held: Held): void {
    this.#unlink(held)
    if (held.bytes) this.#cold.free(held.bytes)
    this.#held.delete(held.visitor)
  }

  /** What it points at itself stays, so that a walk along the chain goes on. */
  #unlink(held: Held): void {
    const { older, newer } = held
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
    if (held.genome) this.#warmCount--
    if (held === this.#coolest) this.#coolest = newer
  }

  #decode(bytes: Uint8Array): Genome {
    return Genome.decode(bytes, this.#catalogue, this.#population)
  }

  /** A copy: what is cold may move. */
  #encoded({ genome, bytes }: Held): Uint8Array {
    return genome ? genome.encode() : this.#cold.get(bytes!).slice()
  }
}

function positionOf({ genome, position }: Held): number {
  return genome ? genome.position : position
}
