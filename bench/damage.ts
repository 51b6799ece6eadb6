import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { DamageTrial, kindOf, type Outcome } from '../src/server/fixtures/damage-trial.ts'

/**
 * Claim: whatever bit of what a shop keeps turns, and wherever a file is cut, it is
 * noticed; what can be read stays readable, nothing is invented, and what is kept beside
 * the log is made again byte for byte. Damage that changes nothing (bytes that nobody
 * reads) is counted apart, and every record, profile and sum is compared to prove it.
 */
const { values } = parseArgs({
  options: {
    flips: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const flips = Number(values.flips)
const random = new Random(Number(values.seed))
const trial = await DamageTrial.begin(Number(values.seed))
const outcomes: Outcome[] = []
try {
  for (let n = 0; n < flips; n++) outcomes.push(await tryOne(n))
} finally {
  trial.end()
}
for (const [kind, some] of Map.groupBy(outcomes, ({ file }) => kindOf(file))) tell(kind, some)
const wrong = outcomes.filter(outcome => outcome.wrong !== undefined)
const count = (is: (outcome: Outcome) => boolean) => outcomes.filter(is).length
console.log(
  JSON.stringify({
    bench: 'damage',
    damaged: outcomes.length,
    detected: count(({ said }) => said.length > 0),
    harmless: count(({ isHarmless }) => isHarmless),
    wrong: wrong.length,
    equal: count(({ isEqual }) => isEqual),
    records_lost: outcomes.reduce((sum, { lost }) => sum + lost, 0),
  }),
)
process.exitCode = wrong.length > 0 ? 1 : 0

async function tryOne(n: number): Promise<Outcome> {
  const damaging = trial.choose(random)
  try {
    const outcome = await trial.try(damaging)
    if (outcome.wrong) console.error(`${n}:`, JSON.stringify(outcome))
    return outcome
  } catch (error) {
    const wrong = `it could not be started: ${(error as Error).message}`
    console.error(`${n}:`, JSON.stringify(damaging), wrong)
    return { ...damaging, said: [wrong], lost: 0, wrong, isHarmless: false, isEqual: false }
  }
}

function tell(kind: string, some: Outcome[]): void {
  const detected = some.filter(({ said }) => said.length > 0).length
  const harmless = some.filter(({ isHarmless }) => isHarmless).length
  const lost = some.reduce((sum, outcome) => sum + outcome.lost, 0)
  const line = `${some.length} damaged, ${detected} noticed, ${harmless} harmless, ${lost} records lost`
  console.log(`${kind.padEnd(24)} ${line}`)
}
