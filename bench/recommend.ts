import { parseArgs } from 'node:util'
import type { Model } from '../src/engine/recommend/ranking/model.ts'
import { refit, USUAL_REFIT } from '../src/engine/recommend/ranking/refit.ts'
import { tune } from '../src/engine/recommend/ranking/tune.ts'
import { Past } from './baselines/past.ts'
import { RECIPES } from './baselines/recipes.ts'
import { Tuner } from './baselines/tune.ts'
import { type Contest, enterBaseline, enterFrozen, enterLive } from './recommend/contest.ts'
import { generatedSessions } from './recommend/generated-sessions.ts'
import { parity } from './recommend/parity.ts'
import type { ScoreCard } from './recommend/score-card.ts'
import { ItemNumbers, readSessions, type Session } from './recommend/session-file.ts'
import { Refused } from './recommend/session-lines.ts'

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
const OURS = ['vitrine-online', 'vitrine', 'vitrine-live']
const METHODS = [...RECIPES.map(({ name }) => name), ...OURS]
const GENERATED = 20_000

const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    'prefix-min': { type: 'string', default: '1' },
    'drop-current': { type: 'boolean', default: false },
    /** Comma-separated; all by default. */
    methods: { type: 'string', default: METHODS.join(',') },
    /** Folder of lists another implementation stored for this train and test. */
    parity: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const numbers = new ItemNumbers()
try {
  const wanted = wantedMethods()
  const contest = read()
  if (values.parity === undefined) compete(contest, wanted)
  else tell({ bench: 'recommend', parity: parity(values.parity, contest, numbers) })
} catch (error) {
  if (!(error instanceof Refused)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function compete(contest: Contest, wanted: string[]): void {
  const { train, test, dropCurrent, prefixMin } = contest
  console.log(`${train.length} sessions to learn from, ${test.length} to be asked about`)
  const rows: object[] = []
  for (const card of cards(contest, wanted)) {
    const row = card.row()
    rows.push(row)
    tell(row)
  }
  const current = dropCurrent ? 'dropped' : 'allowed'
  tell({ bench: 'recommend', current, prefix_min: prefixMin, rows })
}

function* cards(contest: Contest, wanted: string[]): Generator<ScoreCard> {
  yield* baselineCards(contest, wanted)
  if (!OURS.some(name => wanted.includes(name))) return
  const model = fitted(contest.train)
  if (wanted.includes('vitrine-online')) yield enterFrozen(model, true, contest)
  if (wanted.includes('vitrine')) yield enterFrozen(model, false, contest)
  if (wanted.includes('vitrine-live')) yield enterLive(model, contest)
}

/** Methods of the literature, tuned on train as ours is. */
function* baselineCards(contest: Contest, wanted: string[]): Generator<ScoreCard> {
  const recipes = RECIPES.filter(({ name }) => wanted.includes(name))
  if (recipes.length === 0) return
  const tuner = new Tuner(contest)
  const past = new Past(contest.train)
  for (const recipe of recipes) {
    const knobs = tuner.tune(recipe)
    console.log(`${recipe.name} tuned: ${JSON.stringify(knobs)}`)
    yield enterBaseline(recipe.make(knobs), past, contest)
  }
}

/** Neighbours tuned and rankers fitted on train alone. */
function fitted(train: Session[]): Model {
  const { limits, neighbours } = USUAL_REFIT
  const started = performance.now()
  const tookS = () => ((performance.now() - started) / 1000).toFixed(1)
  const tuned = finish(tune(train, neighbours, limits))
  console.log(`tuned after ${tookS()} s: ${JSON.stringify(tuned)}`)
  const found = finish(refit(train, { ...USUAL_REFIT, neighbours: tuned }))
  const { model, online, forest } = found
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

/** @throws Refused when the flags or the files cannot be used. */
function read(): Contest {
  const [train, test] = readTrainAndTest()
  const prefixMin = wholeNumber('prefix-min', 1)
  if (!test.some(({ items }) => items.length > prefixMin)) {
    throw new Refused(`no test session has more than ${prefixMin} clicks: lower --prefix-min`)
  }
  return { train, test, prefixMin, dropCurrent: values['drop-current'] }
}

function readTrainAndTest(): [Session[], Session[]] {
  const { train, test } = values
  if (train === undefined && test === undefined) {
    return generatedSessions(wholeNumber('seed', 0), GENERATED)
  }
  if (train === undefined || test === undefined) {
    throw new Refused('Name both files, --train FILE --test FILE, or neither for a generated set.')
  }
  return readSessions(train, test, numbers)
}

function wholeNumber(flag: 'prefix-min' | 'seed', least: number): number {
  const value = Number(values[flag])
  if (Number.isInteger(value) && value >= least) return value
  throw new Refused(`--${flag} is a whole number from ${least}, not ${values[flag]}`)
}

function wantedMethods(): string[] {
  const wanted = values.methods.split(',')
  const unknown = wanted.find(name => !METHODS.includes(name))
  if (unknown === undefined) return wanted
  throw new Refused(`there is no method "${unknown}": name any of ${METHODS.join(', ')}`)
}

function tell(what: object): void {
  console.log(JSON.stringify(what))
}
