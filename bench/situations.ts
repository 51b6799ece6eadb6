import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { rounded } from './fixtures/figures.ts'
import { play, type Score } from './situations/contest.ts'
import { type Contestant, vitrine } from './situations/contestant.ts'
import { Late, Nodes } from './situations/late.ts'
import { MODES } from './situations/modes.ts'
import { POLICIES } from './situations/policies.ts'
import { Proof, type Proven, STANDARD_ARM } from './situations/proof.ts'
import { Sliced } from './situations/sliced.ts'
import { summary } from './situations/summary.ts'
import type { MakeWorld, World, WorldModule } from './situations/world.ts'

/**
 * Claim: choosing by what is learned of situations gets more of what could be got than any of the
 * known ways, in worlds of several kinds, at a few microseconds a visit; and what it calls proven
 * is true but for one in twenty.
 *
 * Every policy meets the same visits of the same worlds, its own draws seeded. The worlds are those of
 * `situations/modes.ts`, or any module given with `--world`. What is captured is captured by the policy alone;
 * what is proven comes from another run, of a shop with a holdout and a uniform slice. The first arm is the default. Observed:
 * situations met 30 times; used: those that decided at 5 of the visits asked, one in twenty; proven: by e-BH at 5 %,
 * with an interval that leaves out 0. `coverage` is that of the worst of twenty looks.
 */
const { values: options } = parseArgs({
  options: {
    visits: { type: 'string' },
    seeds: { type: 'string' },
    mode: { type: 'string', default: 'standard' },
    world: { type: 'string' },
    policies: { type: 'string' },
    json: { type: 'boolean' },
  },
})
/** Share of all visits after which an outcome is final, in the mode `delayed`. */
const WINDOW = 1 / 100
const NODES = 4
/** Visits until the other nodes hear of an outcome. */
const LAG = 1000
const OURS = 'vitrine'
/** Of the shop in which claims are proven. */
const SHARES = { holdout: 0.05, uniform: 0.05 }

const isNullWorld = options.world === undefined && options.mode === 'aa'
const visits = wholeNumber('visits', options.visits ?? (isNullWorld ? '300000' : '1000000'))
const seeds = (options.seeds ?? (isNullWorld ? upTo(20) : upTo(5)))
  .split(',')
  .map(seed => wholeNumber('seeds', seed))
const names = (options.policies ?? (isNullWorld ? OURS : Object.keys(POLICIES).join(','))).split(
  ',',
)
for (const name of names) {
  if (!POLICIES[name]) stop(`there is no policy ${name}; there are ${Object.keys(POLICIES)}`)
}
const makeWorld = await worldMaker()
const proofs: Proven[] = []
const policies = names.map(policy => ({
  policy,
  ...meanOf(seeds.map(seed => playOne(policy, seed))),
}))
const ours = policies.find(({ policy }) => policy === OURS)
console.log(
  JSON.stringify({
    bench: 'situations',
    mode: options.world ?? options.mode,
    visits,
    seeds,
    ...(ours && {
      captured: ours.captured,
      captured_last: ours.captured_last,
      choose_learn_us: ours.us_per_visit,
    }),
    ...(proofs.length > 0 && summary(proofs)),
    policies,
  }),
)

function playOne(name: string, seed: number): Score {
  const score = isNullWorld && name === OURS ? undefined : capture(name, seed)
  const shop = name === OURS ? prove(seed) : undefined
  if (shop) proofs.push(shop.proven)
  if (!options.json) console.error(name.padEnd(14), seed, score ?? '', shop?.proven ?? '')
  return (score ?? shop?.score)!
}

function capture(name: string, seed: number): Score {
  const world = makeWorld(seed, visits)
  return play(world, enter(name, world, seed), visits, seed)
}

/** Where there is nothing to capture, this is the only run. */
function prove(seed: number): { proven: Proven; score: Score } {
  const world = makeWorld(seed, visits)
  const policy = vitrine(world.arms.length, world.characteristics.length)
  const proof = new Proof(policy, world.arms.length, visits)
  const shop = new Sliced(policy, SHARES, STANDARD_ARM, seed)
  const score = play(world, shop, visits, seed, proof)
  return { proven: proof.result(), score }
}

/** As the mode wants it: alone, late to hear, or one of several nodes. */
function enter(name: string, { arms, characteristics }: World, seed: number): Contestant {
  const make = () => POLICIES[name](arms.length, seed, characteristics.length)
  const mode = options.world === undefined ? options.mode : ''
  if (mode === 'delayed') return new Late(make(), Math.ceil(visits * WINDOW))
  if (mode === 'nodes') return new Nodes(Array.from({ length: NODES }, make), LAG)
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

function wholeNumber(name: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1)
    stop(`--${name} wants whole numbers, not ${text}`)
  return number
}

function upTo(count: number): string {
  return Array.from({ length: count }, (_, i) => i + 1).join(',')
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(2)
}
