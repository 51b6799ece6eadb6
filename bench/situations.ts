import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { rounded } from './fixtures/figures.ts'
import { play, type Score } from './situations/contest.ts'
import type { Contestant } from './situations/contestant.ts'
import { Late, Nodes } from './situations/late.ts'
import { MODES } from './situations/modes.ts'
import { POLICIES } from './situations/policies.ts'
import type { MakeWorld, WorldModule } from './situations/world.ts'

/**
 * Claim: choosing by what is learned of situations gets more of what could be got than
 * any of the known ways, in worlds of several kinds, at a few microseconds a visit.
 *
 * Every policy meets the same visits of the same worlds, its own draws seeded. The worlds are those of
 * `situations/modes.ts`, or any module given with `--world`.
 */
const { values: options } = parseArgs({
  options: {
    visits: { type: 'string', default: '1000000' },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    mode: { type: 'string', default: 'standard' },
    world: { type: 'string' },
    policies: { type: 'string', default: Object.keys(POLICIES).join(',') },
    json: { type: 'boolean' },
  },
})
/** Share of all visits after which an outcome is final, in the mode `delayed`. */
const WINDOW = 1 / 100
const NODES = 4
/** Visits until the other nodes hear of an outcome. */
const LAG = 1000

const visits = Number(options.visits)
const seeds = options.seeds.split(',').map(Number)
const makeWorld = await worldMaker()
const policies = options.policies.split(',').map(name => {
  if (!POLICIES[name]) stop(`there is no policy ${name}; there are ${Object.keys(POLICIES)}`)
  return { policy: name, ...meanOf(seeds.map(seed => playOne(name, seed))) }
})
console.log(
  JSON.stringify({
    bench: 'situations',
    mode: options.world ?? options.mode,
    visits,
    seeds,
    policies,
  }),
)

function playOne(name: string, seed: number): Score {
  const world = makeWorld(seed, visits)
  const score = play(world, contestant(name, world.arms.length, seed), visits, seed)
  if (!options.json) console.error(name.padEnd(14), seed, score)
  return score
}

/** As the mode wants it: alone, late to hear, or one of several nodes. */
function contestant(name: string, arms: number, seed: number): Contestant {
  const make = () => POLICIES[name](arms, seed)
  if (options.world === undefined && options.mode === 'delayed') {
    return new Late(make(), Math.ceil(visits * WINDOW))
  }
  if (options.world === undefined && options.mode === 'nodes') {
    return new Nodes(Array.from({ length: NODES }, make), LAG)
  }
  return make()
}

function meanOf(scores: Score[]) {
  const mean = (of: (score: Score) => number) =>
    rounded(scores.reduce((sum, score) => sum + of(score), 0) / scores.length)
  return {
    captured: mean(score => score.captured),
    captured_last: mean(score => score.capturedLast),
    us_per_visit: mean(score => score.us),
  }
}

async function worldMaker(): Promise<MakeWorld> {
  if (options.world !== undefined) {
    const module: WorldModule = await import(pathToFileURL(resolve(options.world)).href)
    if (!module.createWorld) stop(`${options.world} exports no createWorld`)
    return module.createWorld
  }
  return (
    MODES[options.mode] ?? stop(`there is no mode ${options.mode}; there are ${Object.keys(MODES)}`)
  )
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(2)
}
