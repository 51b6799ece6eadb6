import { Random } from '../core/random.ts'
import type { Door } from './door.ts'
import { makePerson, type Person } from './person.ts'
import { type Memory, newMemory, type Outcome, visit } from './visit.ts'

export interface TownOptions {
  seed: number
  /** People to send; Infinity for a town that never sleeps. */
  visitors: number
  /** Visits under way at once. */
  atOnce: number
  /** Pause between two departures, ms of real time. */
  everyMs: number
  /** Opens a door for a person; the same person gets the same door on a return. */
  doorFor: (person: Person) => Door
  sleep: (ms: number) => Promise<void>
  signal?: AbortSignal
  /** Told after each visit; the ground truth is written from here. */
  onVisit?: (person: Person, outcome: Outcome, visitNumber: number) => void
  /** A visit that failed (the shop is down): told, never thrown. */
  onTrouble?: (error: unknown) => void
}

export interface TownSums {
  people: number
  visits: number
  pages: number
  added: number
  orders: number
  troubles: number
}

/** One in this many people comes back later, twice at most. */
const RETURN_SHARE = 0.35

interface Resident {
  person: Person
  memory: Memory
  door: Door
}

/** Send people to the shop, some for the first time, some again, until all have been or the signal says stop. */
export async function browse(options: TownOptions): Promise<TownSums> {
  const random = new Random(options.seed)
  const sums: TownSums = { people: 0, visits: 0, pages: 0, added: 0, orders: 0, troubles: 0 }
  const returning: Resident[] = []
  const underWay = new Set<Promise<void>>()

  while (sums.people < options.visitors && !options.signal?.aborted) {
    const resident = whoComes(returning, options, sums, random)
    const going = oneVisit(resident, options, sums, returning, new Random(random.below(2 ** 31)))
    underWay.add(going)
    going.finally(() => underWay.delete(going))
    if (underWay.size >= options.atOnce) await Promise.race(underWay)
    if (options.everyMs > 0) await options.sleep(options.everyMs * (0.5 + random.next()))
  }
  await Promise.all(underWay)
  return sums
}

function whoComes(
  returning: Resident[],
  options: TownOptions,
  sums: TownSums,
  random: Random,
): Resident {
  if (returning.length > 8 && random.chance(RETURN_SHARE)) {
    return returning.splice(random.below(returning.length), 1)[0]
  }
  const person = makePerson(sums.people++, options.seed, random)
  return { person, memory: newMemory(), door: options.doorFor(person) }
}

async function oneVisit(
  resident: Resident,
  options: TownOptions,
  sums: TownSums,
  returning: Resident[],
  random: Random,
): Promise<void> {
  try {
    const outcome = await visit(resident.person, resident.memory, resident.door, random)
    sums.visits++
    sums.pages += outcome.pages
    sums.added += outcome.added
    if (outcome.bought > 0) sums.orders++
    options.onVisit?.(resident.person, outcome, resident.memory.visits)
    if (resident.memory.visits < 3 && returning.length < 2_000) returning.push(resident)
  } catch (error) {
    sums.troubles++
    options.onTrouble?.(error)
  }
}
