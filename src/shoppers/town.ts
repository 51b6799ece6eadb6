import { Random } from '../core/random.ts'
import type { Door } from './door.ts'
import { makePerson, type Person } from './person.ts'
import { crawl } from './robot.ts'
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
  /** The shop's back office takes an order back; without it nothing is ever refunded. */
  refund?: (order: string) => Promise<void>
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
  refunds: number
  robots: number
  troubles: number
}

/** Share of visits that are by somebody who has been here before; three visits at most. */
const RETURN_SHARE = 0.35
const ROBOT_SHARE = 0.04
const REFUND_SHARE = 0.08

interface Resident {
  person: Person
  memory: Memory
  door: Door
}

/** Send people to the shop, some for the first time, some again, until all have been or the signal says stop. */
export async function browse(options: TownOptions): Promise<TownSums> {
  const random = new Random(options.seed)
  const sums: TownSums = {
    people: 0,
    visits: 0,
    pages: 0,
    added: 0,
    orders: 0,
    refunds: 0,
    robots: 0,
    troubles: 0,
  }
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
  person.isRobot = random.chance(ROBOT_SHARE)
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
    if (resident.person.isRobot) {
      await crawl(resident.door, random)
      sums.robots++
      return
    }
    const outcome = await visit(resident.person, resident.memory, resident.door, random)
    sums.visits++
    sums.pages += outcome.pages
    sums.added += outcome.added
    if (outcome.bought > 0) sums.orders++
    if (outcome.bought > 0 && random.chance(REFUND_SHARE)) await giveBack(resident, options, sums)
    options.onVisit?.(resident.person, outcome, resident.memory.visits)
    if (resident.memory.visits < 3 && returning.length < 2_000) returning.push(resident)
  } catch (error) {
    sums.troubles++
    options.onTrouble?.(error)
  }
}

async function giveBack({ memory }: Resident, options: TownOptions, sums: TownSums): Promise<void> {
  if (options.refund === undefined) return
  await options.refund(memory.orders.at(-1)!)
  sums.refunds++
}
