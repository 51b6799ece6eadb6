import { Random } from '../core/random.ts'
import { type BriskDoor, type BriskMemory, briskMemory, briskVisit } from './brisk-visit.ts'
import { makePerson, type Person } from './person.ts'

export interface BriskTownOptions {
  seed: number
  /** People who come for the first time. */
  visitors: number
  doorFor(person: Person): BriskDoor
  /** Told after each visit; `isLast` when they will not come again. */
  onVisit(person: Person, visits: number, isLast: boolean): void
}

/** Share of visits by somebody who was here before, four visits at most. */
const RETURN_SHARE = 0.35
const MOST_VISITS = 4
/** As many wait for their next visit: some days of a large shop. */
const WAITING = 20_000

interface Resident {
  person: Person
  memory: BriskMemory
  door: BriskDoor
}

/** A town in a hurry: one visit after another, no page drawn and nobody waited for. */
export function briskBrowse(options: BriskTownOptions): { people: number; visits: number } {
  const random = new Random(options.seed)
  const waiting: Resident[] = []
  let [people, visits] = [0, 0]
  while (people < options.visitors) {
    const isBack = waiting.length > 8 && random.chance(RETURN_SHARE)
    const resident = isBack ? oneOf(waiting, random) : newcomer(people++, options, random)
    briskVisit(resident.person, resident.memory, resident.door, random)
    visits++
    const isLast = resident.memory.visits >= MOST_VISITS || waiting.length >= WAITING
    options.onVisit(resident.person, resident.memory.visits, isLast)
    if (!isLast) waiting.push(resident)
  }
  return { people, visits }
}

function newcomer(n: number, { seed, doorFor }: BriskTownOptions, random: Random): Resident {
  const person = makePerson(n, seed, random)
  return { person, memory: briskMemory(), door: doorFor(person) }
}

/** Anybody; the last in line takes the place. */
function oneOf(waiting: Resident[], random: Random): Resident {
  const at = random.below(waiting.length)
  const chosen = waiting[at]
  waiting[at] = waiting[waiting.length - 1]
  waiting.pop()
  return chosen
}
