import { Random } from '../../src/core/random.ts'
import type { Traits } from '../../src/shoppers/person.ts'
import { type Custom, drawCustom } from './customs.ts'
import { Minds } from './minds.ts'
import { StrangerWalk } from './stranger-walk.ts'
import type { Inhabitant, Oracle, World } from './world.ts'

/** Somebody of this world: what they are, and what of them no act can tell. */
export interface Stranger {
  traits: Traits
  need: { words: string; department: string }
  /** Their own liking for each brand. */
  seed: number
}

const NEEDS = [
  { words: 'chaussures trail', department: 'trail' },
  { words: 'chaussures ski', department: 'ski' },
  { words: 'sac randonnee', department: 'randonn' },
  { words: 'veste', department: 'randonn' },
  { words: 'tente', department: 'bivouac' },
]

/**
 * A second world, built otherwise than the town so that nothing can be written for both:
 * people take the first thing that is good enough instead of the best, hidden traits come in kinds and
 * hang together (experts ask less advice, small budgets look for offers), a tenth of the clicks
 * are accidents, and how much each trait shows is drawn anew for every seed.
 */
export class Strangers implements World {
  readonly name = 'strangers'
  readonly #minds: number
  readonly #customs = new Map<number, { custom: Custom; imagined: Stranger[] }>()

  constructor(minds: number) {
    this.#minds = minds
  }

  meet(n: number, seed: number): Acquaintance {
    const { custom, imagined } = this.#customsOf(seed)
    return new Acquaintance(makeStranger(new Random(seed * 50_021 + n)), custom, imagined)
  }

  oracle(person: Inhabitant): Oracle {
    return (person as Acquaintance).watched()
  }

  #customsOf(seed: number) {
    const known = this.#customs.get(seed)
    if (known !== undefined) return known
    const random = new Random(seed * 31 + 5)
    const imagined = Array.from({ length: this.#minds }, () => makeStranger(random))
    const made = { custom: drawCustom(random), imagined }
    this.#customs.set(seed, made)
    return made
  }
}

class Acquaintance implements Inhabitant {
  readonly traits: Traits
  readonly language = 'fr'
  readonly #walk: StrangerWalk
  readonly #imagined: Stranger[]

  constructor(stranger: Stranger, custom: Custom, imagined: Stranger[]) {
    this.traits = stranger.traits
    this.#walk = new StrangerWalk(stranger, custom)
    this.#imagined = imagined.map(each => ({ ...each, need: stranger.need }))
  }

  visit(...[door, random]: Parameters<Inhabitant['visit']>): Promise<void> {
    return this.#walk.visit(door, random)
  }

  /** The walk tells every choice with the chances it had: the oracle need only weigh them. */
  watched(): Oracle {
    const minds = new Minds(this.#imagined)
    this.#walk.onChoice = chance => minds.see(chance)
    return { see: () => {}, guess: () => minds.guess() }
  }
}

function makeStranger(random: Random): Stranger {
  const budget = within((random.chance(0.55) ? 0.28 : 0.72) + 0.13 * random.normal())
  const expertise = random.next()
  return {
    seed: random.below(2 ** 31),
    need: random.pick(NEEDS),
    traits: {
      budget,
      expertise,
      reviews: random.chance(0.4) ? 0.7 + 0.3 * random.next() : 0.4 * random.next(),
      promotions: within(0.75 - 0.6 * budget + 0.25 * random.normal()),
      advice: within(0.8 - 0.7 * expertise + 0.25 * random.normal()),
      delivery: within((random.chance(0.3) ? 0.8 : 0.2) + 0.1 * random.normal()),
      decided: within((random.chance(0.5) ? 0.8 : 0.25) + 0.14 * random.normal()),
    },
  }
}

function within(value: number): number {
  return Math.min(1, Math.max(0, value))
}
