import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import { experienceWords } from '../../engine/policy/experience-words.ts'
import type { Judgement } from '../../engine/policy/judgement.ts'
import { isInForce } from '../../engine/policy/orders.ts'
import { foundSentence, ruleSentence, type Speech } from '../../engine/prove/sentence.ts'
import { sentence } from '../../engine/recommend/reasons.ts'
import { quoted } from '../../engine/situation/quoted.ts'
import { nameOf, oneOf, wordsOf } from '../../engine/situation/wording.ts'
import type { Choice, DecisionMade, PlacementKind } from '../../schema/decision.ts'
import type { Explanation, ToldExperience, ToldPlacement } from '../../schema/explanation.ts'
import type { Found } from '../../schema/found.ts'
import type { RecordOf } from '../../schema/record.ts'
import { speechOf } from '../rules/speech.ts'
import { becauseOf, beliefOf } from './beliefs.ts'
import { provenFor } from './proven-for.ts'
import { FORGOTTEN_ORDER, NOTE, SHOP_PAGE, sliceWordsOf } from './words.ts'

/** What an explanation is made from, besides the decision. */
export interface Known {
  engine: Engine
  /** What is found today. */
  found: readonly Found[]
  language: Language
}

/**
 * A decision taken apart. What was drawn with is of then: it stands in the record. What is
 * believed, found and ordered is of today; the note says so.
 */
export function explain({ id, body }: RecordOf<'decision'>, known: Known): Explanation {
  const { engine, language } = known
  const speech = speechOf(engine, language)
  const { characteristics, time, visitor, page, slice, choices } = body
  const all = Object.entries(characteristics)
  return {
    decisionId: id,
    time,
    ...(visitor !== undefined && { visitor }),
    page,
    slice,
    sliceWords: sliceWordsOf(body, language),
    situation: {
      sentence: `${oneOf(characteristics, language, engine.catalogue)}.`,
      characteristics: all.map(([name, value]) => ({
        name,
        value,
        called: nameOf(name, language),
        words: wordsOf(name, value, language, engine.catalogue),
      })),
    },
    placements: choices.map((choice, n) =>
      tellPlacement(`${id}.${n}`, choice, body, known, speech),
    ),
    note: NOTE[language],
  }
}

function tellPlacement(
  decisionId: string,
  choice: Choice,
  made: DecisionMade,
  { engine, found, language }: Known,
  speech: Speech,
): ToldPlacement {
  const kind = choice.placement.split(':')[0] as PlacementKind
  const judged = engine.judge(kind, made.characteristics)
  const standard = speech.standard(kind).id
  const order = orderOf(choice, made, engine, speech)
  const { characters } = engine.minds
  const rule = provenFor(kind, choice.experience, made.characteristics, found, characters)
  return {
    decisionId,
    placement: choice.placement,
    experience: choice.experience,
    strategy: choice.strategy,
    reason: `${sentence(choice.reason, language, engine.catalogue)}.`,
    ...(choice.nudge && { nudge: choice.nudge }),
    experiences: choice.arms.map((_, at) => tellArm(choice, at, judged, standard, speech)),
    ...becauseIn(judged, choice.experience, standard, speech),
    ...(order && { order }),
    ...(rule && { rule: proofOf(rule, engine, speech) }),
    items: itemsOf(choice, engine, language),
  }
}

function tellArm(
  { arms, propensities, overall, experience }: Choice,
  at: number,
  judged: readonly Judgement[],
  standard: string,
  speech: Speech,
): ToldExperience {
  const id = arms[at]
  const judgement = judged.find(one => one.experience === id)
  const known = speech.experience(id)
  return {
    id,
    words: known ? experienceWords(known, speech.language) : namelessWords(id, speech.language),
    isChosen: id === experience,
    isDefault: id === standard,
    propensity: propensities[at],
    ...(overall && { overall: overall[at] }),
    ...(judgement && { belief: beliefOf(judgement, speech) }),
  }
}

/** Of the holdout it is the shop's own page; else an experience that the shop let go of. */
function namelessWords(id: string, language: Language): string {
  return id === 'shop-default' ? SHOP_PAGE[language] : quoted(id, language)
}

/** Beside the default; where that was shown, beside what is believed best of the others. */
function becauseIn(
  judged: readonly Judgement[],
  experience: string,
  standard: string,
  speech: Speech,
): Pick<ToldPlacement, 'because' | 'ratherThan'> {
  const shown = judged.find(one => one.experience === experience)
  const others = judged.filter(one => one !== shown).sort((a, b) => b.mean - a.mean)
  const other = others.find(one => one.experience === standard) ?? others[0]
  if (shown === undefined || other === undefined) return { because: [] }
  return { because: becauseOf(shown, other, speech), ratherThan: other.experience }
}

/** The rule as it stood when it bound the choice. */
function orderOf(
  { order }: Choice,
  { time }: DecisionMade,
  { rules, time: now }: Engine,
  speech: Speech,
): ToldPlacement['order'] {
  if (order === undefined) return undefined
  const held = rules.get(order)
  const then = rules.changesOf(order).findLast(one => one.rule && one.time <= time)?.rule ?? held
  const stillHolds = held !== undefined && isInForce(held, now) && held.action === then?.action
  const said = then ? ruleSentence(then, speech) : FORGOTTEN_ORDER[speech.language]
  return { id: order, sentence: said, stillHolds }
}

function proofOf(rule: Found, { rules }: Engine, speech: Speech): ToldPlacement['rule'] {
  return { id: rule.id, sentence: foundSentence(rule, speech, rules.firstProof(rule.id)?.time) }
}

/** Old records tell the first item's reason alone. */
function itemsOf(
  { items, reason, reasons }: Choice,
  { catalogue }: Engine,
  language: Language,
): ToldPlacement['items'] {
  let last = reason
  return items.map((id, n) => {
    last = reasons?.[n] || last
    const title = catalogue.titleOf(catalogue.find(id), language)
    return { id, title, reason: sentence(last, language, catalogue) }
  })
}
