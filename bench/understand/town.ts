import { Random } from '../../src/core/random.ts'
import { makePerson, type Person } from '../../src/shoppers/person.ts'
import { newMemory, visit } from '../../src/shoppers/visit.ts'
import { TownOracle } from './town-oracle.ts'
import type { Inhabitant, World } from './world.ts'

/** The shoppers of `src/shoppers`, as the demo and every simulation meet them. */
export class Town implements World {
  readonly name = 'town'
  readonly #imagined: readonly Person[]

  /** @param minds how many people the oracle imagines */
  constructor(minds: number) {
    const random = new Random(77)
    this.#imagined = Array.from({ length: minds }, (_, n) => makePerson(n, 77, random))
  }

  meet(n: number, seed: number): Inhabitant & { person: Person } {
    const person = makePerson(n, seed, new Random(seed * 100_003 + n))
    const memory = newMemory()
    return {
      person,
      traits: person.traits,
      language: person.language,
      visit: async (door, random) => void (await visit(person, memory, door, random)),
    }
  }

  /** What somebody needs is told by their search words and is no trait: the oracle knows it. */
  oracle(inhabitant: Inhabitant, random: Random): TownOracle {
    const { need } = (inhabitant as Inhabitant & { person: Person }).person
    return new TownOracle(
      this.#imagined.map(person => ({ ...person, need })),
      random,
    )
  }
}
