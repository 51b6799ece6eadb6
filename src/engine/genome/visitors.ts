import type { CatalogueView } from '../catalogue/shape.ts'
import { Genome } from './genome.ts'
import type { Population } from './population.ts'

/** A genome on its way to the store, with the log position it is true at. */
export interface SavedGenome {
  visitor: string
  position: number
  bytes: Uint8Array
}

interface Held {
  visitor: string
  genome: Genome
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
 */
export class Visitors {
  readonly #catalogue: CatalogueView
  readonly #population: Population
  readonly #held = new Map<string, Held>()
  /**
   * The ends of a chain by last use. Taking a visitor out of the table and putting them
   * back at its end kept the order too, and rebuilt the whole table every few thousand times.
   */
  #oldest: Held | undefined
  #newest: Held | undefined
  readonly #dirty = new Set<string>()

  constructor(catalogue: CatalogueView, population: Population) {
    this.#catalogue = catalogue
    this.#population = population
  }

  get size(): number {
    return this.#held.size
  }

  has(visitor: string): boolean {
    return this.#held.has(visitor)
  }

  /** Undefined when the visitor is not in memory: load them first. */
  get(visitor: string): Genome | undefined {
    if (this.#newest?.visitor === visitor) return this.#newest.genome
    const held = this.#held.get(visitor)
    if (held === undefined) return undefined
    this.#unlink(held)
    this.#append(held)
    return held.genome
  }

  /** Bring a visitor into memory; no bytes means they are new. Who is here already stays as they are. */
  load(visitor: string, bytes: Uint8Array | undefined): Genome {
    const here = this.get(visitor)
    if (here) return here
    const genome = bytes
      ? Genome.decode(bytes, this.#catalogue, this.#population)
      : new Genome(this.#catalogue, this.#population)
    const isDirty = this.#dirty.has(visitor)
    const held = { visitor, genome, pins: 0, isDirty, older: undefined, newer: undefined }
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
    if (held) this.#unlink(held)
    this.#held.delete(visitor)
    this.#dirty.delete(visitor)
  }

  /** Visitors changed since they were saved, longest waiting first. */
  dirty(limit: number): SavedGenome[] {
    const saved: SavedGenome[] = []
    for (const visitor of this.#dirty) {
      if (saved.length >= limit) break
      const { genome } = this.#held.get(visitor)!
      saved.push({ visitor, position: genome.position, bytes: genome.encode() })
    }
    return saved
  }

  /** The store has these; whoever went on meanwhile stays dirty. */
  clean(stored: readonly Pick<SavedGenome, 'visitor' | 'position'>[]): void {
    for (const { visitor, position } of stored) {
      const held = this.#held.get(visitor)
      if (held?.genome.position !== position) continue
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

  #append(held: Held): void {
    held.older = this.#newest
    held.newer = undefined
    if (this.#newest) this.#newest.newer = held
    else this.#oldest = held
    this.#newest = held
  }

  /** What it points at itself stays, so that a walk along the chain goes on. */
  #unlink({ older, newer }: Held): void {
    if (older) older.newer = newer
    else this.#oldest = newer
    if (newer) newer.older = older
    else this.#newest = older
  }
}
