import { Forest } from '../../src/engine/recommend/ranking/forest.ts'
import { Knowledge } from '../../src/engine/recommend/ranking/knowledge.ts'
import type { Model } from '../../src/engine/recommend/ranking/model.ts'
import { Ranker } from '../../src/engine/recommend/ranking/ranker.ts'
import type { Baseline } from '../baselines/baseline.ts'
import type { Past } from '../baselines/past.ts'
import { ScoreCard } from './score-card.ts'
import type { Session } from './session-file.ts'

/** What is asked of every method alike. */
export interface Contest {
  train: Session[]
  test: Session[]
  /** Clicks a session must have before it is asked about. */
  prefixMin: number
  /** Whether the current item may not be answered. */
  dropCurrent: boolean
}

const TOP = 20

export function enterBaseline(baseline: Baseline, past: Past, contest: Contest): ScoreCard {
  baseline.learn(past)
  const card = new ScoreCard(baseline.name)
  for (const { session, count, without } of questions(contest)) {
    const started = performance.now()
    const scores = baseline.ask(session.items, count, session.times[count - 1])
    const list = scores.best(TOP, without)
    card.add(list, session.items[count], (performance.now() - started) * 1000)
  }
  return card
}

/** The ranker as the end of train left it: with its forest, or with its online half alone. */
export function enterFrozen(model: Model, isOnline: boolean, contest: Contest): ScoreCard {
  const { forest } = model
  if (isOnline) model.forest = new Forest()
  const ranker = new Ranker(knowledgeOf(contest.train), model)
  const card = new ScoreCard(isOnline ? 'vitrine-online' : 'vitrine')
  for (const question of questions(contest)) answer(ranker, question, card)
  model.forest = forest
  return card
}

/**
 * The ranker as it serves: in the order of time, each next click is a lesson, and a session
 * that has ended is known to the sessions that go on.
 */
export function enterLive(model: Model, contest: Contest): ScoreCard {
  const ranker = new Ranker(knowledgeOf(contest.train), model)
  const card = new ScoreCard('vitrine-live')
  for (const { session, count } of momentsOf(contest)) {
    const { items, times, time } = session
    if (count > 1) ranker.learn(items, count - 1, times[count - 2], items[count - 1])
    if (count === items.length) ranker.knowledge.learn(items, time)
    else if (count >= contest.prefixMin) {
      answer(ranker, { session, count, without: withoutOf(session, count, contest) }, card)
    }
  }
  return card
}

function knowledgeOf(train: Session[]): Knowledge {
  const knowledge = new Knowledge()
  for (const { items, time } of train) knowledge.learn(items, time)
  return knowledge
}

export interface Question {
  session: Session
  count: number
  without: number
}

function answer(ranker: Ranker, { session, count, without }: Question, card: ScoreCard): void {
  const started = performance.now()
  const length = ranker.recommend(session.items, count, session.times[count - 1], TOP, without)
  const tookUs = (performance.now() - started) * 1000
  card.add(ranker.items.subarray(0, length), session.items[count], tookUs)
}

/** Every prefix of every test session that has a next click. */
export function* questions(contest: Contest): Generator<Question> {
  for (const session of contest.test) {
    for (let count = contest.prefixMin; count < session.items.length; count++) {
      yield { session, count, without: withoutOf(session, count, contest) }
    }
  }
}

function withoutOf(session: Session, count: number, { dropCurrent }: Contest): number {
  return dropCurrent ? session.items[count - 1] : -1
}

/** Clicks of all test sessions in the order of time; those of one session in theirs. */
function momentsOf({ test }: Contest): { session: Session; count: number; time: number }[] {
  const moments = test.flatMap(session =>
    session.items.map((_, i) => ({ session, count: i + 1, time: session.times[i] })),
  )
  return moments.sort((a, b) => a.time - b.time)
}
