import { parseArgs } from 'node:util'
import type { PastSession } from '../src/engine/recommend/ranking/refit.ts'
import { refit, USUAL_REFIT } from '../src/engine/recommend/ranking/refit.ts'
import { Knowledge } from '../src/engine/recommend/ranking/knowledge.ts'
import { Forest } from '../src/engine/recommend/ranking/forest.ts'
import { Model } from '../src/engine/recommend/ranking/model.ts'
import { Survey } from '../src/engine/recommend/ranking/survey.ts'
import { best } from './baselines/baseline.ts'
import { baselines } from './baselines/baselines.ts'
import { ScoreCard } from './recommend/score-card.ts'
import { ItemNumbers, readSessions, type Session } from './recommend/session-file.ts'

const { values } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    'prefix-min': { type: 'string', default: '1' },
    'drop-current': { type: 'boolean', default: false },
    methods: { type: 'string' },
    share: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const numbers = new ItemNumbers()
const [train, test] = readSessions(values.train!, values.test!, numbers)
const prefixMin = Number(values['prefix-min'])
const wanted = values.methods?.split(',')
const rows: object[] = []
console.log(`${train.length} sessions, ${numbers.count} items, ${test.length} test sessions`)

function targets(visit: (s: Session, n: number, now: number) => void): void {
  const every = Math.round(1 / Number(values.share))
  for (const [i, session] of test.entries()) {
    if (i % every !== 0) continue
    for (let n = prefixMin; n < session.items.length; n++) visit(session, n, session.times[n - 1])
  }
}
for (const baseline of baselines()) {
  if (wanted && !wanted.includes(baseline.name)) continue
  baseline.learn(train)
  for (const drop of [false, true]) {
    const card = new ScoreCard(baseline.name + (drop ? ' dropped' : ''))
    targets((session, n, now) => {
      const started = performance.now()
      const list = best(
        baseline.scores(session.items, n, now),
        20,
        drop ? session.items[n - 1] : -1,
      )
      card.add(list, session.items[n], (performance.now() - started) * 1000)
    })
    console.log(JSON.stringify(card.row()))
    rows.push(card.row())
  }
}
if (!wanted || wanted.some(w => w.startsWith('vitrine'))) {
  const t0 = performance.now()
  const past: PastSession[] = train
  const work = refit(past, { ...USUAL_REFIT, limits: { ...USUAL_REFIT.limits } })
  let step = work.next()
  while (!step.done) step = work.next()
  const { model, examples } = step.value
  console.log(`refit ${Math.round(performance.now() - t0)} ms, ${examples.lists} lists ${examples.rows} rows`)
  const knowledge = new Knowledge()
  for (const s of train) knowledge.learn(s.items, s.time)
  const forest = model.forest
  for (const [name, f] of [['vitrine-online', new Forest()], ['vitrine', forest]] as const) {
    if (wanted && !wanted.includes(name) && !wanted.includes('vitrine-all')) continue
    model.forest = f
    for (const blend of name === 'vitrine' ? [0, 0.5] : [0.5]) {
      model.blend = blend
      const cards = [new ScoreCard(name), new ScoreCard(name + ' dropped')]
      const survey = new Survey()
      let recall = 0
      targets((session, n, now) => {
        const started = performance.now()
        survey.take(session.items, n, now, knowledge, model.settings)
        model.rank(survey)
        const took = (performance.now() - started) * 1000
        const order = [...survey.list.items.subarray(0, survey.list.count).keys()].sort((a, b) => model.scores[b] - model.scores[a])
        const list = order.map(i => survey.list.items[i])
        if (list.includes(session.items[n])) recall++
        cards[0].add(list, session.items[n], took)
        cards[1].add(list.filter(i => i !== session.items[n - 1]), session.items[n], took)
      })
      for (const card of cards) console.log(JSON.stringify({ blend, recall: recall / card.row().n, ...card.row() }))
    }
  }
}
