import type { Say } from '../../../schema/live.ts'
import type { Report } from '../../../schema/report.ts'
import type { Comparison, MetricResult } from '../../../schema/results.ts'
import { money, number } from '../format.ts'
import type { Language } from '../settings.ts'
import { difference, percent } from './measures.ts'

export type Against = Comparison['against']

/** A figure of the engine's slice, and of the one it is compared with. */
export interface Each {
  engine: number
  other: number
}

export interface Verdict {
  /** The sentence the page opens with; `*` around what is in the accent. */
  answer: Say
  /** What follows from it, or why nothing does. */
  lede: Say
  isRefused: boolean
}

/** What the split says today of margin, in a sentence, and what stands behind it. */
export function verdictOf(report: Report, against: Against): Verdict {
  const { results, currency } = report
  if (results.sampleRatio.alarm) return REFUSED
  const margin = marginOf(report, against)
  const people = visitorsOf(report, against)
  if (margin?.effect === undefined) return tooEarly(people, buyersOf(report, against))
  const tell = margin.verdict === 'open' ? open : concluded
  return {
    answer: both(language => tell(margin, currency, against, language)),
    lede: both(language => lede(report, margin, against, language)),
    isRefused: false,
  }
}

export function comparisonOf({ results }: Report, against: Against): Comparison | undefined {
  return results.comparisons.find(each => each.against === against)
}

function marginOf(report: Report, against: Against): MetricResult | undefined {
  return comparisonOf(report, against)?.metrics.find(({ metric }) => metric === 'margin')
}

const REFUSED: Verdict = {
  answer: { fr: 'Nous refusons de conclure.', en: 'We refuse to conclude.' },
  lede: {
    fr: 'Les visiteurs ne sont pas partagés comme ils ont été tirés au sort. Tant que cela dure, tout écart serait faux\u202f: cherchez ce qui en retire d’un côté (pages en erreur, redirection, consentement, robots).',
    en: 'Visitors are not split as they were drawn. While this lasts any difference would be wrong: look for what takes some away on one side (failing pages, a redirect, consent, robots).',
  },
  isRefused: true,
}

/** Nobody says anything before so many on each side did it. */
const LEAST = 50

function tooEarly(people: Each, buyers: Each): Verdict {
  return {
    answer: { fr: 'Trop tôt pour le dire.', en: 'Too early to say.' },
    lede: both(language =>
      language === 'fr'
        ? `Il faut au moins ${LEAST} visiteurs avec une commande de chaque côté. Jusqu’ici ${count(buyers.engine, 'fr')} sur ${count(people.engine, 'fr')} avec Vitrine, et ${count(buyers.other, 'fr')} sur ${count(people.other, 'fr')} sans.`
        : `It takes at least ${LEAST} visitors with an order on each side. So far ${count(buyers.engine, 'en')} of ${count(people.engine, 'en')} with Vitrine, and ${count(buyers.other, 'en')} of ${count(people.other, 'en')} without.`,
    ),
    isRefused: false,
  }
}

function concluded(
  { effect = 0, low = 0, high = 0 }: MetricResult,
  currency: string,
  against: Against,
  language: Language,
): string {
  const size = difference(Math.abs(effect), 'margin', currency, language).slice(1)
  const [from, to] = effect > 0 ? [low, high] : [-high, -low]
  const ends = [from, to].map(end =>
    difference(end, 'margin', currency, language).replace(/^\+/, ''),
  )
  const than = OTHERS[against][language]
  if (language === 'fr') {
    const [verb, more] = effect > 0 ? ['rapporte', 'de plus'] : ['coûte', 'de moins']
    return `Vitrine ${verb} *${size} de marge ${more} par visiteur* ${than}, entre ${ends.join(' et ')}.`
  }
  const [verb, more] = effect > 0 ? ['earns', 'more'] : ['costs', 'less']
  return `Vitrine ${verb} *${size} ${more} margin per visitor* ${than}, between ${ends.join(' and ')}.`
}

const OTHERS: Record<Against, Say> = {
  holdout: { fr: 'que la page habituelle', en: 'than the usual page' },
  uniform: { fr: 'qu’un choix au hasard', en: 'than a random choice' },
}

function open(
  { low = 0, high = 0 }: MetricResult,
  currency: string,
  _against: Against,
  language: Language,
): string {
  const ends = [low, high].map(end => difference(end, 'margin', currency, language))
  return language === 'fr'
    ? `Trop tôt pour conclure\u202f: l’écart de marge par visiteur est *entre ${ends.join(' et ')}*.`
    : `Too early to conclude: the difference in margin per visitor is *between ${ends.join(' and ')}*.`
}

function lede(report: Report, margin: MetricResult, against: Against, language: Language): string {
  const { engine, other } = visitorsOf(report, against)
  const total = (each = 0) => money(Math.round(each * engine), report.currency, language, 0)
  const [share] = shareOf(report, against)
  const people = `${percent(share, language, share < 0.1 ? 1 : 0)}`
  const seen = difference(margin.detectable ?? 0, 'margin', report.currency, language).slice(1)
  if (margin.verdict === 'open') {
    return language === 'fr'
      ? `${count(engine, language)} visiteurs avec Vitrine, ${count(other, language)} sans. Le plus petit effet décelable à ce jour est de ${seen} par visiteur.`
      : `${count(engine, language)} visitors with Vitrine, ${count(other, language)} without. The smallest effect detectable so far is ${seen} per visitor.`
  }
  return language === 'fr'
    ? `Soit environ ${total(margin.effect)} jusqu’ici, entre ${total(margin.low)} et ${total(margin.high)}, mesurés contre ${people} des visiteurs ${WHO[against].fr}.`
    : `About ${total(margin.effect)} so far, between ${total(margin.low)} and ${total(margin.high)}, measured against the ${people} of visitors ${WHO[against].en}.`
}

const WHO: Record<Against, Say> = {
  holdout: { fr: 'qui ne voient jamais Vitrine', en: 'who never see Vitrine' },
  uniform: { fr: 'pour qui Vitrine tire au sort', en: 'for whom Vitrine draws lots' },
}

/** How many came to the engine's slice and to the other. */
export function visitorsOf({ slices }: Report, against: Against): Each {
  const of = (name: string) => slices.find(({ slice }) => slice === name)?.visitors ?? 0
  return { engine: of('engine'), other: of(against) }
}

/** Visitors with an order, whom the share of those who ordered was made of. */
function buyersOf(report: Report, against: Against): Each {
  const people = visitorsOf(report, against)
  const bought = comparisonOf(report, against)?.metrics.find(({ metric }) => metric === 'bought')
  const of = (side: keyof Each) => Math.round((bought?.[side] ?? 0) * people[side])
  return { engine: of('engine'), other: of('other') }
}

/** Shares of holdout and uniform slice, the one that is asked for first. */
function shareOf({ results }: Report, against: Against): [number, number] {
  const [holdout, uniform] = results.sampleRatio.expected
  return against === 'holdout' ? [holdout, uniform] : [uniform, holdout]
}

function both(tell: (language: Language) => string): Say {
  return { fr: tell('fr'), en: tell('en') }
}

function count(value: number, language: Language): string {
  return number(value, language)
}
