import { type Language, number, percent, small } from '../../core/typography.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { Evidence, Found } from '../../schema/found.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { experienceWords, type NamedExperience, whereOf } from '../policy/experience-words.ts'
import { quoted } from '../situation/quoted.ts'
import { headOf, whoOf } from '../situation/wording.ts'
import { decimalsOf, endsOf, gainOf, intervalOf, signedGainOf } from './effect-words.ts'
import { datedStatusOf, dateOf, statusOf } from './status-words.ts'

/** In whose words. */
export interface Speech {
  language: Language
  catalogue: CatalogueView
  /** IANA zone of the shop: what day it is. */
  timeZone: string
  /** Undefined for one that the shop no longer has. */
  experience(id: string): NamedExperience | undefined
  /** What the experiences of a placement are compared with. */
  standard(placement: PlacementKind): NamedExperience
}

/**
 * What was found, as one sentence: to whom, what, what it brings beside the default with its
 * interval, on how many visits, whether that is proven, and since when.
 *
 * @param since ms: of what is proven, since when it is; of the rest, since when it is counted
 */
export function foundSentence(found: Found, speech: Speech, since?: number): string {
  const { language } = speech
  const evidence = spokenOf(found)
  const what = `${nameOf(found.experience, speech)} ${whereOf(found.placement, language)}`
  const claim =
    evidence?.low === undefined
      ? tooEarly(found, what, speech)
      : `${what} ${language === 'fr' ? 'amène' : 'brings'} ${beside(evidence, found, speech)}`
  return `${toWhom(found, speech)}, ${claim}, ${told(found, evidence, speech, since)}.`
}

/** What the merchandiser said, as one sentence; what was found of it stands behind. */
export function ruleSentence(
  rule: HeldRule,
  speech: Speech,
  found?: Found,
  since?: number,
): string {
  const { language, timeZone } = speech
  const what = `${nameOf(rule.experience, speech)} ${whereOf(rule.placement, language)}`
  const end = rule.until === undefined ? '' : dateOf(rule.until, language, timeZone)
  const until = end && (language === 'fr' ? `, jusqu’au ${end}` : `, until ${end}`)
  const order = `${toWhom(rule, speech)}, ${orderOf(rule, what, language)}${until}`
  const evidence = found && spokenOf(found)
  if (found === undefined || evidence?.low === undefined) return `${order}.`
  const brings =
    language === 'fr' ? '\u202f; quand on le montre, cela amène' : '; when shown, it brings'
  const effect = beside(evidence, rule, speech)
  return `${order}${brings} ${effect}, ${told(found, evidence, speech, since)}.`
}

/** A finding in the pieces of a row. */
export interface Row {
  /** `Sont sur mobile, flânent` */
  who: string
  what: string
  /** `+8,3 clics`, of a thousand visits; absent while it is too early. */
  effect?: string
  /** `+3,1 à +13,0` */
  interval?: string
  /** `n = 9 412` */
  visits: string
  status: string
}

export function rowOf(found: Found, speech: Speech): Row {
  const { language, catalogue } = speech
  const evidence = spokenOf(found)
  const row: Row = {
    who: headOf(found.when, language, catalogue),
    what: nameOf(found.experience, speech),
    visits: visitsOf(found, evidence, language),
    status: statusOf(found, evidence, language),
  }
  if (evidence?.low === undefined || evidence.high === undefined) return row
  const decimals = decimalsOf(evidence)
  row.effect = signedGainOf(evidence, decimals, language)
  row.interval = endsOf(evidence.low, evidence.high, decimals, language)
  return row
}

/** The row as one line: `Sont sur mobile → « Les mieux notés » : +8,3 clics (+3,1 à +13,0), prouvé`. */
export function shortSentence(found: Found, speech: Speech): string {
  const { who, what, effect, interval, visits, status } = rowOf(found, speech)
  const said = effect === undefined ? `${status} (${visits})` : `${effect} (${interval}), ${status}`
  return `${who} → ${what}${speech.language === 'fr' ? '\u202f' : ''}: ${said}`
}

/** What the status rests on: where something is proven, that is told and nothing else. */
function spokenOf({ evidence, outcome, status }: Found): Evidence | undefined {
  const meant = status === 'proven' ? evidence.filter(one => one.isProven) : evidence
  return meant.find(one => one.outcome === outcome) ?? meant[0] ?? evidence[0]
}

/** `Pour les visiteurs qui …` */
function toWhom({ when }: Pick<Found, 'when'>, { language, catalogue }: Speech): string {
  return `${language === 'fr' ? 'Pour' : 'For'} ${small(whoOf(when, language, catalogue))}`
}

/** `8,3 clics de plus sur 1 000 visites que « … » (intervalle à 95 % : …, n = 9 412)` */
function beside(evidence: Evidence, about: About, speech: Speech): string {
  const { language } = speech
  const decimals = decimalsOf(evidence)
  const usual = usualOf(about, speech)
  const interval = intervalOf(evidence, decimals, language)
  const n = number(evidence.visits, language)
  return `${gainOf(evidence, decimals, language)} ${usual} (${interval}, n = ${n})`
}

function tooEarly(found: Found, what: string, speech: Speech): string {
  const { language } = speech
  const usual = usualOf(found, speech)
  const n = visitsOf(found, spokenOf(found), language)
  return language === 'fr'
    ? `rien ne dit encore si ${what} fait mieux que ${usual} (${n})`
    : `nothing tells yet whether ${what} does better than ${usual} (${n})`
}

/** The title alone, unless both are called the same. */
function usualOf({ placement, experience }: About, speech: Speech): string {
  const { language } = speech
  const usual = speech.standard(placement)
  const isSame = speech.experience(experience)?.title[language] === usual.title[language]
  return isSame ? experienceWords(usual, language) : quoted(usual.title[language], language)
}

type About = Pick<Found, 'placement' | 'experience'>

function told(
  found: Found,
  evidence: Evidence | undefined,
  { language, timeZone }: Speech,
  since?: number,
): string {
  const date = since === undefined ? undefined : dateOf(since, language, timeZone)
  return datedStatusOf(found, evidence, date, language)
}

function visitsOf(found: Found, evidence: Evidence | undefined, language: Language): string {
  return `n = ${number(evidence?.visits ?? found.visits, language)}`
}

function nameOf(id: string, speech: Speech): string {
  const known = speech.experience(id)
  return known ? experienceWords(known, speech.language) : quoted(id, speech.language)
}

/** Orders bind the engine's visitors; what is forbidden, nobody sees. */
function orderOf({ action, share = 1 }: HeldRule, what: string, language: Language): string {
  const most = percent(share, language, share < 0.01 ? 1 : 0)
  const isFrench = language === 'fr'
  switch (action) {
    case 'pin':
      return isFrench ? `le moteur montre ${what}` : `the engine shows ${what}`
    case 'limit':
      return isFrench
        ? `le moteur montre ${what} à ${most} d’entre eux au plus`
        : `the engine shows ${what} to ${most} of them at most`
    case 'forbid':
      return isFrench ? `${what} n’est jamais montré` : `${what} is never shown`
    case 'approve':
      return isFrench ? `${what} peut être montré` : `${what} may be shown`
  }
}
