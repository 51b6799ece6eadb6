import { parseArgs } from 'node:util'
import { townWithRobots } from '../src/shoppers/fixtures/town-with-robots.ts'
import { upliftOf } from '../src/shoppers/fixtures/uplift.ts'
import { rounded } from './fixtures/figures.ts'

/**
 * Claim: three robots for ten people, a third of which say what they are, move the measured
 * uplift by less than a tenth of its standard error.
 *
 * The same town twice, with robots and without, over HTTP through the demo shop. `counted`:
 * people look at the shop's own tiles alone, so they do the very same things and whatever
 * moves is the counting. `lived`: they follow what Vitrine shows. One list in another order
 * then changes whole visits, so a single town moves by chance, and only the mean of several
 * says whether robots push the uplift to one side; its own error stands beside it.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '400' },
    share: { type: 'string', default: '0.3' },
    seeds: { type: 'string', default: '1,2,3,4' },
    json: { type: 'boolean' },
  },
})
const people = Number(values.people)
const robots = Math.round(people * Number(values.share))
const seeds = values.seeds.split(',').map(Number)

let robotVisitors = 0
const counted = await shifts(true)
const lived = await shifts(false)
console.log(
  JSON.stringify({
    bench: 'robots',
    people,
    robots,
    seeds,
    robots_counted_as_visitors: robotVisitors / seeds.length,
    counted_shift_se: counted,
    counted_shift_se_mean: meanOf(counted).mean,
    lived_shift_se: lived,
    lived_shift_se_mean: meanOf(lived).mean,
    lived_shift_se_error: meanOf(lived).error,
  }),
)
process.exitCode = Math.abs(meanOf(counted).mean) < 0.1 ? 0 : 1

/** By how much robots move the uplift of each town, in standard errors of the uplift. */
async function shifts(blind: boolean): Promise<number[]> {
  const found: number[] = []
  for (const seed of seeds) {
    const alone = await townWithRobots({ seed, people, robots: 0, blind })
    const among = await townWithRobots({ seed, people, robots, blind })
    if (blind) robotVisitors += among.visitors - alone.visitors
    const { uplift, error } = upliftOf(alone)
    found.push(rounded((upliftOf(among).uplift - uplift) / error))
    if (!values.json) console.error(blind ? 'counted' : 'lived', seed, found.at(-1))
  }
  return found
}

function meanOf(some: readonly number[]): { mean: number; error: number } {
  const mean = some.reduce((sum, one) => sum + one, 0) / some.length
  const squares = some.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return {
    mean: rounded(mean),
    error: rounded(Math.sqrt(squares / (some.length - 1) / some.length)),
  }
}
