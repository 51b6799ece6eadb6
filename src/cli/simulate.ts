import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { browse, HttpDoor, type TownSums } from '../shoppers/index.ts'
import { API_FLAGS, type Api, call, findApi } from './api.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags, share, wholeNumber } from './flags.ts'
import { grouped, Progress } from './progress.ts'
import { readRunFile } from './run-file.ts'
import { type Simulation, simulate } from './simulated/run.ts'

/** People hurry at most this much by default: faster ones are taken for robots, as they should be. */
const SPEED = 4

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...API_FLAGS,
    shop: { type: 'string' },
    visitors: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
    'at-once': { type: 'string' },
    endless: { type: 'boolean' },
    holdout: { type: 'string' },
    uniform: { type: 'string' },
    indifferent: { type: 'boolean' },
  })
  if (values.holdout !== undefined || values.indifferent) return simulate(inProcess(values))
  const api = findApi(values)
  const shop = values.shop ?? readRunFile(api.dataDir)?.shop
  if (shop === undefined) throw new Complaint('No shop is open: start one with "npm start".')
  const seed = wholeNumber('--seed', values.seed, 1)
  const town = values.endless
    ? { visitors: Number.POSITIVE_INFINITY, atOnce: 6, everyMs: 2_500, speed: 1 }
    : {
        visitors: wholeNumber('--visitors', values.visitors, 100),
        atOnce: wholeNumber('--at-once', values['at-once'], 50),
        everyMs: 0,
        speed: wholeNumber('--speed', values.speed, SPEED),
      }
  const sums = await send(town, { shop, seed, api })
  if (!values.endless) tell(sums)
}

/** With a holdout of its own the run needs an engine of its own: in this process, and much faster. */
function inProcess(values: Record<string, string | boolean | undefined>): Simulation {
  const text = (name: string) => values[name] as string | undefined
  const holdout = share('--holdout', text('holdout'), 0.05)
  const uniform = share('--uniform', text('uniform'), 0.05)
  if (holdout + uniform >= 1) {
    throw new Complaint('--holdout and --uniform leave nobody to the engine: lower one of them.')
  }
  return {
    visitors: wholeNumber('--visitors', text('visitors'), 10_000),
    seed: wholeNumber('--seed', text('seed'), 1),
    holdout,
    uniform,
    isIndifferent: values.indifferent === true,
    dataDir: dataDirOf(text('data')),
  }
}

interface Town {
  visitors: number
  atOnce: number
  everyMs: number
  speed: number
}

/** What the shoppers truly wanted goes to a file of its own; nothing of it crosses the door. */
async function send(town: Town, to: { shop: string; seed: number; api: Api }): Promise<TownSums> {
  const isEndless = town.visitors === Number.POSITIVE_INFINITY
  const progress = new Progress('visits', isEndless ? 0 : town.visitors)
  const truth = isEndless ? undefined : truthFile(to.api.dataDir, to.seed)
  const hurried = (ms: number) => sleep(ms / Math.max(1, town.speed))
  let visits = 0
  const sums = await browse({
    seed: to.seed,
    ...town,
    sleep: hurried,
    doorFor: person => new HttpDoor(person, { shop: to.shop, sleep: hurried, now: Date.now }),
    refund: order => giveBack(order, to.api),
    onVisit(person, outcome, visit) {
      visits++
      truth?.write(`${JSON.stringify({ visit, person, outcome })}\n`)
      if (!isEndless) progress.show(visits)
    },
  })
  progress.end()
  truth?.end()
  return sums
}

/** The shop's back office tells of a return, with its server key. */
async function giveBack(order: string, api: Api): Promise<void> {
  const event = { name: 'refund', time: Date.now(), params: { transaction_id: order } }
  await call(api, '/v1/events', { body: JSON.stringify({ events: [event] }) })
}

function truthFile(dataDir: string, seed: number) {
  const folder = join(dataDir, 'shoppers')
  mkdirSync(folder, { recursive: true })
  return createWriteStream(join(folder, `truth-${seed}.jsonl`))
}

function tell(sums: TownSums): void {
  const { people, visits, pages, added, orders, refunds, robots, troubles } = sums
  const crawlers = robots === 0 ? '' : ` and ${robots} ${robots === 1 ? 'robot' : 'robots'}`
  console.log(`${grouped(people - robots)} people${crawlers}`)
  console.log(`  ${grouped(visits)} visits, ${grouped(pages)} pages`)
  console.log(
    `  ${grouped(added)} added to carts, ${grouped(orders)} orders, ${refunds} given back`,
  )
  if (troubles > 0) console.log(`  ${troubles} visits failed: is the shop open?`)
}
