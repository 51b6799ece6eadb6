import { parseArgs } from 'node:util'
import { EngineDoor } from '../src/cli/simulated/engine-door.ts'
import { OPENING, SimulatedShop } from '../src/cli/simulated/shop.ts'
import { DAY, MINUTE } from '../src/core/clock.ts'
import type { LogRecord } from '../src/schema/record.ts'
import { briskBrowse } from '../src/shoppers/index.ts'
import { centile, rounded } from './fixtures/figures.ts'
import { Timed } from './minds/timed.ts'

/**
 * Claim: letting situations decide costs a placement a few microseconds, from the choice to the
 * ledger, and the memory that its situations need and no more.
 *
 * Simulated people live through a shop; then the decisions and answers of its log alone go through new
 * minds and ledgers, timed part by part, with every window closed at the end. `choose_us` is the mean of a
 * choice (numbering the moment, judging, the chances over the slices); the others are means of a placement that
 * is learned from: `await_us` takes the decision in, `learn_us` teaches the minds, `ledger_us` counts in both
 * ledgers. `turn_p999_us` is what closing windows costs a record at most, but for one in a thousand.
 */
const { values: options } = parseArgs({
  options: {
    visitors: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const settings = {
  ...{ currency: 'EUR', timeZone: 'Europe/Paris', holdout: 0.1, uniform: 0.1 },
  ...{ clickWindowMs: 30 * MINUTE, purchaseWindowMs: 7 * DAY },
}

const timed = new Timed(settings)
for (const record of lived(Number(options.seed), Number(options.visitors))) timed.apply(record)
timed.pass(OPENING + 200 * DAY)

const each = (ms: number, count = timed.exposures) => rounded((1000 * ms) / count)
const result = {
  bench: 'minds',
  placements: timed.exposures,
  choose_us: each(timed.spent.choose, timed.choices),
  await_us: each(timed.spent.await),
  learn_us: each(timed.spent.learn),
  ledger_us: each(timed.spent.ledger),
  turn_p999_us: rounded(1000 * centile(timed.turns, 0.999)),
  interrupted: timed.interrupted,
  kinds: timed.kinds(),
  bytes: timed.bytes,
  empty_bytes: new Timed(settings).bytes,
}
if (!options.json) console.table(result.kinds)
console.log(JSON.stringify(result))

function lived(seed: number, visitors: number): LogRecord[] {
  const records: LogRecord[] = []
  const shop = new SimulatedShop(seed, settings)
  const apply = shop.engine.apply.bind(shop.engine)
  shop.engine.apply = record => {
    if (record.type === 'event' || record.type === 'decision') records.push(record)
    apply(record)
  }
  const clock = { now: OPENING }
  let visits = 0
  briskBrowse({
    ...{ seed, visitors },
    doorFor: ({ id }) => new EngineDoor(shop, id, clock, false),
    onVisit({ id }, _count, isLast) {
      clock.now = OPENING + Math.round((++visits * 90 * DAY) / (visitors * 1.5))
      if (isLast) shop.engine.visitors.erase(id)
    },
  })
  return records
}
