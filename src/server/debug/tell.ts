import type { Happening } from '../../schema/debugged.ts'
import type { Choice, DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { EventStatus } from '../../schema/live.ts'
import type { EventRefused } from '../../schema/record.ts'
import { sliceWordsOf } from '../explain/words.ts'
import { strategyWords } from '../live/decided.ts'
import { sayEvent, sayRobot } from '../live/event-says.ts'
import type { Language, LiveNames } from '../live/options.ts'
import { refusalOf, repairOf } from '../live/reasons.ts'
import { type NameOf, whyOf } from '../live/why.ts'
import type { Moved } from './beliefs.ts'
import type { Passed } from './trails.ts'

const MOST_MOVED = 8

export interface Words {
  language: Language
  names: LiveNames
  nameOf: NameOf
}

/** One thing that happened, told to one of the shop's people; undefined for what says nothing. */
export function tellPassed(passed: Passed, words: Words): Happening | undefined {
  const { n, record, told } = passed
  const moved = passed.moved.slice(0, MOST_MOVED).map(one => tellMoved(one, words.language))
  const rest = { n, time: record.receivedAt, moved, choices: [], why: [] }
  if (record.type === 'event') return { ...rest, ...tellEvent(record.body, told.repeated, words) }
  if (record.type === 'event_refused') return { ...rest, ...tellRefused(record.body, words) }
  if (record.type !== 'decision') return undefined
  return { ...rest, ...tellMade(record.body, words), decision: record.id }
}

function tellMoved({ title, at, confidence, before }: Moved, language: Language) {
  const was = before && { before: { at: before.at, confidence: before.confidence } }
  return { title: title[language], at, confidence, ...was }
}

function tellEvent(event: ShopEvent, isRepeated: boolean | undefined, words: Words) {
  const { language, names } = words
  const status = statusOf(event, isRepeated)
  const repairs = status === 'repaired' ? (event.repairs ?? []).map(repairOf) : []
  const say = status === 'robot' ? sayRobot(event) : sayEvent(event, status, names, repairs)
  const why = repairs.map(repair => repair.why[language])
  return { name: event.name, status, say: say[language], why }
}

function statusOf(event: ShopEvent, isRepeated: boolean | undefined): EventStatus {
  if (isRepeated) return 'repeated'
  if (event.robot !== undefined) return 'robot'
  return event.repairs?.length ? 'repaired' : 'accepted'
}

function tellRefused({ code, field, name = '?', reason }: EventRefused, { language }: Words) {
  const { say, why, fix } = refusalOf(code, field, name, reason)
  const said = { say: say[language], why: [why[language], fix[language]] }
  return { name, status: 'refused' as const, ...said }
}

function tellMade(made: DecisionMade, words: Words) {
  const say = sliceWordsOf(made, words.language)
  const choices = made.choices.map(choice => tellChoice(choice, words))
  return { name: made.page, status: 'decided' as const, say, choices }
}

function tellChoice(choice: Choice, { language, names, nameOf }: Words) {
  const { placement, experience, strategy, arms, propensities, items } = choice
  const reason = whyOf(choice, nameOf)?.[language]
  return {
    placement,
    experience,
    strategy: strategyWords(strategy)[language],
    ...(reason && { reason }),
    propensity: propensities[arms.indexOf(experience)] ?? 1,
    of: Math.max(1, propensities.filter(chance => chance > 0).length),
    items: items.map(id => names.item(id)?.title[language] ?? id),
  }
}
