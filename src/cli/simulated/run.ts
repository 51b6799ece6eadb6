import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DAY, MINUTE } from '../../core/clock.ts'
import { briskBrowse } from '../../shoppers/index.ts'
import { grouped, Progress } from '../progress.ts'
import { EngineDoor } from './engine-door.ts'
import { OPENING, SimulatedShop } from './shop.ts'
import { snapshotPath } from './snapshot.ts'

export interface Simulation {
  visitors: number
  seed: number
  holdout: number
  uniform: number
  /** People who never look at what Vitrine shows: there is no effect to find. */
  isIndifferent: boolean
  dataDir: string
}

/** As if they came within so long, however many they are. */
const SPAN_MS = 90 * DAY
const VISITS_EACH = 1.5

/** People before an engine in this process: no server, no pages, the same tastes. */
export function simulate(simulation: Simulation): void {
  const { seed, holdout, uniform, visitors } = simulation
  const shop = new SimulatedShop(seed, {
    ...{ currency: 'EUR', timeZone: 'Europe/Paris', holdout, uniform },
    ...{ clickWindowMs: 30 * MINUTE, purchaseWindowMs: 7 * DAY },
  })
  const started = performance.now()
  const progress = new Progress('people', visitors)
  const clock = { now: OPENING }
  const each = SPAN_MS / (visitors * VISITS_EACH)
  let people = 0
  let visits = 0
  const keyOf = (person: { id: string }) => person.id
  briskBrowse({
    ...{ seed, visitors },
    doorFor: person => new EngineDoor(shop, keyOf(person), clock, simulation.isIndifferent),
    onVisit(person, count, isLast) {
      if (count === 1) people++
      clock.now = OPENING + Math.round(++visits * each)
      // What is known of one who will not return would leave memory anyhow.
      if (isLast) shop.engine.visitors.erase(keyOf(person))
      if (visits % 500 === 0) progress.show(people)
    },
  })
  progress.end()
  const path = snapshotPath(simulation.dataDir)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, shop.engine.snapshot())
  const seconds = (performance.now() - started) / 1000
  const rate = grouped(Math.round(visits / seconds))
  console.log(`${grouped(people)} people, ${grouped(visits)} visits, ${rate} visits/s`)
  console.log(`npm exec --no vitrine -- report --data ${simulation.dataDir}   (or --lang fr)`)
}
