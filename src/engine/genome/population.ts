import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { Act } from './act.ts'
import { actsOf } from './acts-of.ts'
import { categoryOfAct } from './sediment.ts'
import { countHabits, type Habit, noHabits, RATES } from './traits/rates.ts'
import { interestOf } from './weights.ts'

/**
 * The whole shop's traffic, which every visitor is compared with: what is looked at, and how
 * usual each habit is. Built from events alone; robots are left out. Old traffic fades by halving.
 */
export class Population {
  #interest = 0
  #categories = new Map<number, number>()
  #brands = new Map<number, number>()
  #uses = new Map<string, number>()
  #habits: Habit[] = noHabits()
  /** Placements seen, and those clicked. */
  #seen = 0
  #clicked = 0

  /** @param acts of the event, where they are worked out already */
  observe(event: ShopEvent, catalogue: CatalogueView, acts = actsOf(event, 0, catalogue)): void {
    if (event.robot) return
    if (event.name === 'impression') this.#seen++
    if (event.name === 'click') this.#clicked++
    for (const act of acts) this.#count(act, catalogue)
    if (this.#interest >= FADE_AT) this.#halve()
  }

  /** Share of the shop's interest a category has, never 0. */
  categoryShare(category: number, categoryCount: number): number {
    return share(this.#categories.get(category), this.#interest, categoryCount)
  }

  brandShare(brand: number): number {
    return share(this.#brands.get(brand), this.#interest, this.#brands.size + UNSEEN)
  }

  /** Share of an attribute value (`terrain=trail`) among those of its attribute. */
  useShare(use: string): number {
    const attribute = `${use.split('=')[0]}=`
    let total = 0
    let values = UNSEEN
    for (const [other, count] of this.#uses) {
      if (!other.startsWith(attribute)) continue
      total += count
      values++
    }
    return share(this.#uses.get(use), total, values)
  }

  /** How often a chance is taken in this shop: our first belief until there is traffic. */
  usual(rate: number): number {
    const { chances, times } = this.#habits[rate]
    const mean = (times + RATES[rate].usual * BELIEF) / (Math.max(chances, times) + BELIEF)
    return Math.max(0.005, mean)
  }

  /** Clicks per placement seen. */
  get usualAnswer(): number {
    return (this.#clicked + 0.04 * BELIEF) / (Math.max(this.#seen, this.#clicked) + BELIEF)
  }

  save(out: ByteWriter): void {
    out.u8(VERSION)
    out.count(this.#interest)
    writeCounts(out, this.#categories)
    writeCounts(out, this.#brands)
    out.count(this.#uses.size)
    for (const use of [...this.#uses.keys()].sort()) {
      out.text(use)
      out.count(this.#uses.get(use)!)
    }
    out.count(this.#habits.length)
    for (const { chances, times } of this.#habits) {
      out.count(chances)
      out.count(times)
    }
    out.count(this.#seen)
    out.count(this.#clicked)
  }

  /** @throws RangeError for bytes of another version. */
  static load(from: ByteReader): Population {
    const version = from.u8()
    if (version !== VERSION) {
      throw new RangeError(`a population of version ${version} is not known here`)
    }
    const population = new Population()
    population.#interest = from.count()
    population.#categories = readCounts(from)
    population.#brands = readCounts(from)
    for (let left = from.count(); left > 0; left--) {
      population.#uses.set(from.text(), from.count())
    }
    for (let i = 0, length = from.count(); i < length; i++) {
      population.#habits[i] = { chances: from.count(), times: from.count() }
    }
    population.#seen = from.count()
    population.#clicked = from.count()
    return population
  }

  #count(act: Act, catalogue: CatalogueView): void {
    countHabits(this.#habits, act)
    const weight = interestOf(act)
    const category = categoryOfAct(act, catalogue)
    if (weight === 0 || category < 0) return
    this.#interest += weight
    add(this.#categories, category, weight)
    if (act.item < 0) return
    const brand = catalogue.brandOf(act.item)
    if (brand >= 0) add(this.#brands, brand, weight)
    for (const use of usesOf(act.item, catalogue)) {
      if (this.#uses.size < MOST_USES || this.#uses.has(use)) add(this.#uses, use, weight)
    }
  }

  #halve(): void {
    this.#interest = Math.floor(this.#interest / 2)
    for (const counts of [this.#categories, this.#brands]) halve(counts)
    halve(this.#uses)
    this.#habits = this.#habits.map(({ chances, times }) => ({
      chances: Math.floor(chances / 2),
      times: Math.floor(times / 2),
    }))
    this.#seen = Math.floor(this.#seen / 2)
    this.#clicked = Math.floor(this.#clicked / 2)
  }
}

const VERSION = 1
/** Interest at which everything is halved: about 300,000 looks. */
const FADE_AT = 1 << 20
const MOST_USES = 256
/** Brands and uses that the shop surely has and nobody has looked at yet. */
const UNSEEN = 4
/** How many chances our own first belief about a shop is worth. */
const BELIEF = 50

/** Attributes that say what a thing is for. When it is worn (`season`) is no use: everything is worn some time. */
const USES = ['terrain', 'use', 'activity'] as const

/** `terrain=trail`, `activity=running`: what an item is for, as its attributes tell. */
export function usesOf(item: number, catalogue: CatalogueView): string[] {
  const uses: string[] = []
  for (const name of USES) {
    const value = catalogue.attribute(item, name)
    if (value) uses.push(`${name}=${value}`)
  }
  return uses
}

/** With one unit for what nobody has looked at yet (Laplace). */
function share(count = 0, total: number, kinds: number): number {
  return (count + 1) / (total + Math.max(1, kinds))
}

function add<K>(counts: Map<K, number>, key: K, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}

function halve<K>(counts: Map<K, number>): void {
  for (const [key, count] of counts) {
    if (count > 1) counts.set(key, Math.floor(count / 2))
    else counts.delete(key)
  }
}

function writeCounts(out: ByteWriter, counts: Map<number, number>): void {
  out.count(counts.size)
  for (const key of [...counts.keys()].sort((a, b) => a - b)) {
    out.count(key)
    out.count(counts.get(key)!)
  }
}

function readCounts(from: ByteReader): Map<number, number> {
  const counts = new Map<number, number>()
  for (let left = from.count(); left > 0; left--) counts.set(from.count(), from.count())
  return counts
}
