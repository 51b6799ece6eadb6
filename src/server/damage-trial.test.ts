import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Random } from '../core/random.ts'
import { DamageTrial, type Outcome } from './fixtures/damage-trial.ts'

/** `npm run bench -- damage --flips 500` tries ten times as many, with other seeds too. */
const COUNT = 50
const trial = await DamageTrial.begin(7)
after(() => trial.end())

test('of turned bits and cut files, each is noticed or changes nothing, and nothing else is lost', async () => {
  const random = new Random(7)
  const outcomes: Outcome[] = []
  for (let n = 0; n < COUNT; n++) outcomes.push(await trial.try(trial.choose(random)))
  assert.deepEqual(
    outcomes.filter(({ wrong }) => wrong !== undefined),
    [],
  )
  const noticed = outcomes.filter(({ said }) => said.length > 0)
  assert.ok(noticed.length > COUNT / 3, `only ${noticed.length} of ${COUNT} mattered`)
})
