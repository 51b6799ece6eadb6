import type { CatalogueView } from '../../src/engine/catalogue/shape.ts'
import { actsOf } from '../../src/engine/genome/acts-of.ts'
import { Genome } from '../../src/engine/genome/genome.ts'
import type { Population } from '../../src/engine/genome/population.ts'
import { traitOf } from '../../src/engine/genome/traits/traits.ts'
import type { ShopEvent } from '../../src/schema/event.ts'
import type { Traits } from '../../src/shoppers/person.ts'
import { lastPage } from './last-page.ts'
import { Standing } from './standing.ts'
import type { Step, Watcher } from './watched-door.ts'
import type { Inhabitant, Oracle } from './world.ts'

/** Which hidden trait each trait of the genome is about. */
export const MEASURED = {
  budget: 'budget',
  reviews: 'reviews',
  promotion: 'promotions',
  advice: 'advice',
  delivery: 'delivery',
  level: 'expertise',
  decided: 'decided',
} as const satisfies Record<string, keyof Traits>
export type Measured = keyof typeof MEASURED
export const MEASURED_NAMES = Object.keys(MEASURED) as Measured[]

export const CHECKPOINTS = [1, 3, 5, 10, 20]

/** What is said about one person once so many of their acts are known. */
export interface Look {
  events: number
  truth: Traits
  told: Record<Measured, { score: number; confidence: number } | undefined>
  lastPage: Record<string, number>
  oracle: Traits
}

/** One person under observation: their genome and, where it counts, an oracle that sees the same. */
export class Subject implements Watcher {
  readonly looks: Look[] = []
  readonly visits = { right: 0, asked: 0 }
  readonly #person: Inhabitant
  readonly #catalogue: CatalogueView
  readonly #population: Population
  readonly #genome: Genome
  readonly #oracle: Oracle | undefined
  readonly #standing = new Standing()
  #position = 0
  #now = 0

  constructor(
    person: Inhabitant,
    shop: { catalogue: CatalogueView; population: Population },
    oracle: Oracle | undefined,
  ) {
    this.#person = person
    this.#catalogue = shop.catalogue
    this.#population = shop.population
    this.#genome = new Genome(shop.catalogue, shop.population)
    this.#oracle = oracle
  }

  get isDone(): boolean {
    return this.#genome.actCount >= CHECKPOINTS[CHECKPOINTS.length - 1]
  }

  /** Between two steps everybody knows the same: then is the time to ask. */
  onStep(step: Step): void {
    if (step.kind === 'leave') this.#checkVisit()
    this.#standing.see(step, this.#now)
    if (this.#oracle === undefined || this.looks.length === CHECKPOINTS.length) return
    while (this.#genome.actCount >= CHECKPOINTS[this.looks.length]) this.#look(this.#oracle)
    this.#oracle.see(step)
  }

  onEvent(event: ShopEvent): void {
    for (const { id } of event.items ?? []) this.#catalogue.intern(id)
    const position = ++this.#position
    const acts = actsOf(event, position, this.#catalogue)
    this.#genome.observe(event, position, acts)
    this.#population.observe(event, this.#catalogue, acts)
    this.#now = event.time
  }

  /** At the end of a visit its type is still that of its beginning, but for what was bought in it. */
  #checkVisit(): void {
    this.visits.asked++
    if (this.#genome.visitType(this.#now) === this.#standing.visitType(this.#now))
      this.visits.right++
  }

  #look(oracle: Oracle): void {
    const reading = this.#genome.reading(this.#now)
    const told = MEASURED_NAMES.map(name => [name, traitOf(reading, name)])
    this.looks.push({
      events: CHECKPOINTS[this.looks.length],
      truth: this.#person.traits,
      told: Object.fromEntries(told),
      lastPage: lastPage(this.#genome.acts, this.#catalogue),
      oracle: oracle.guess(),
    })
  }
}
