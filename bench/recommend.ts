import { parseArgs } from 'node:util'
import type { Model } from '../src/engine/recommend/ranking/model.ts'
import { type Refit, refit, USUAL_REFIT } from '../src/engine/recommend/ranking/refit.ts'
import { tune } from '../src/engine/recommend/ranking/tune.ts'
import { baselines } from './baselines/baselines.ts'
import { type Contest, enterBaseline, enterFrozen, enterLive } from './recommend/contest.ts'
import { generatedSessions } from './recommend/generated-sessions.ts'
import { parity } from './recommend/parity.ts'
import type { ScoreCard } from './recommend/score-card.ts'
import { ItemNumbers, readSessions, type Session } from './recommend/session-file.ts'

/**
 * The claim: ranking by what is known from clicks alone beats every live method of the
 * literature, all in one run, on any file of sessions.
 *
 *   vitrine-online   the ranker that learns from every next click, as train left it
 *   vitrine          with the forest of the last refit
 *   vitrine-live     the same while it serves: ended test sessions and clicks teach it
 *
 * Every target counts, also one that may not be answered or that train never saw.
 */
const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    'prefix-min': { type: 'string', default: '1' },
    'drop-current': { type: 'boolean', default: false },
    /** Comma-separated; all by default. */
    methods: { type: 'string' },
    /** Folder of lists another implementation stored for this train and test. */
    parity: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const numbers = new ItemNumbers()
const [train, test] = sessions()
const contest: Contest = {
  train,
  test,
  prefixMin: Math.max(1, Number(values['prefix-min'])),
  dropCurrent: values['drop-current'],
}
if (values.parity !== undefined) {
  console.log(
    JSON.stringify({ bench: 'recommend', parity: parity(values.parity, contest, numbers) }),
  )
  process.exit(0)
}
console.log(`${train.length} sessions to learn from, ${test.length} to be asked about`)
const cards: ScoreCard[] = []
for (const baseline of baselines()) {
  if (isWanted(baseline.name)) enter(enterBaseline(baseline, contest))
}
if (['vitrine-online', 'vitrine', 'vitrine-live'].some(isWanted)) enterVitrine()
console.log(
  JSON.stringify({
    bench: 'recommend',
    current: contest.dropCurrent ? 'dropped' : 'allowed',
    prefix_min: contest.prefixMin,
    rows: cards.map(card => card.row()),
  }),
)

function sessions(): [Session[], Session[]] {
  if (values.train === undefined && values.test === undefined) {
    return generatedSessions(Number(values.seed), 20_000)
  }
  if (values.train === undefined || values.test === undefined) {
    console.error('Name both files: --train FILE --test FILE, or neither for a generated set.')
    process.exit(2)
  }
  return readSessions(values.train, values.test, numbers)
}

function enterVitrine(): void {
  const model = fitted()
  if (isWanted('vitrine-online')) enter(enterFrozen(model, true, contest))
  if (isWanted('vitrine')) enter(enterFrozen(model, false, contest))
  if (isWanted('vitrine-live')) enter(enterLive(model, contest))
}

/** Neighbours tuned and rankers fitted on train alone. */
function fitted(): Model {
  const { limits, neighbours } = USUAL_REFIT
  const started = performance.now()
  const tuned = finish(tune(train, neighbours, limits))
  const tookS = () => ((performance.now() - started) / 1000).toFixed(1)
  console.log(`tuned after ${tookS()} s: ${JSON.stringify(tuned)}`)
  const { model, online, forest }: Refit = finish(
    refit(train, { ...USUAL_REFIT, neighbours: tuned }),
  )
  console.log(`refitted after ${tookS()} s, blend ${model.blend}, last block:`, online, forest)
  return model
}

/** Do work that could pause without a pause. */
function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

function isWanted(method: string): boolean {
  return values.methods === undefined || values.methods.split(',').includes(method)
}

function enter(card: ScoreCard): void {
  cards.push(card)
  console.log(JSON.stringify(card.row()))
}
