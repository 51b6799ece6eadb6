import type { Random } from '../../src/core/random.ts'
import type { Traits } from '../../src/shoppers/person.ts'
import type { Step, WatchedDoor } from './watched-door.ts'

/** A town: who lives there, how they behave, and what somebody who knows both could tell. */
export interface World {
  readonly name: string
  /** Person number `n` of a seed. */
  meet(n: number, seed: number): Inhabitant
  /** Somebody who knows how people are and behave here, and watches one person. */
  oracle(person: Inhabitant, random: Random): Oracle
}

export interface Inhabitant {
  traits: Traits
  language: 'fr' | 'en'
  /** One more visit through the door. */
  visit(door: WatchedDoor, random: Random): Promise<void>
}

export interface Oracle {
  see(step: Step): void
  /** Expected value of each hidden trait, after what was seen. */
  guess(): Traits
}

export const TRUTHS = [
  'budget',
  'reviews',
  'promotions',
  'advice',
  'delivery',
  'expertise',
  'decided',
] as const satisfies readonly (keyof Traits)[]
