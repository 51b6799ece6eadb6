import type { EventStatus, Say } from '../../schema/live.ts'
import type { Language } from './options.ts'
import { both, capital, count, number, percent, small } from './words.ts'

/** The sentence at the top of the live page, from real counts. */
export function answerOfShop(
  visitors: number,
  interests: readonly { name: Say; visitors: number }[],
): Say {
  if (visitors === 0) {
    return {
      fr: 'Personne n’est dans la boutique en ce moment.',
      en: 'Nobody is in the shop right now.',
    }
  }
  return both(language => {
    const told = interests
      .slice(0, 2)
      .flatMap(({ name, visitors: n }, i) => interest(n, visitors, name[language], language, i))
    const who = people(visitors, language)
    return told.length === 0 ? `${who}.` : `${who}. ${told.join(', ')}.`
  })
}

function people(visitors: number, language: Language): string {
  if (visitors === 1) {
    return language === 'fr' ? '*Une personne* est dans la boutique' : '*One person* is in the shop'
  }
  const n = visitors < 13 ? capital(count(visitors, language)) : number(visitors, language)
  return language === 'fr'
    ? `*${n} personnes* sont dans la boutique`
    : `*${n} people* are in the shop`
}

/** `Presque la moitié est au rayon *ski*`; the second part leaves the verb out. Fewer than one in twelve is not told. */
function interest(n: number, of: number, name: string, language: Language, place: number) {
  const share = shareInWords(n, of, language)
  if (share === undefined) return []
  const said = small(name)
  if (place > 0) {
    return [language === 'fr' ? `${share.words} au rayon ${said}` : `${share.words} at ${said}`]
  }
  const verb = share.many ? VERBS[language].many : VERBS[language].one
  return [`${capital(share.words)} ${verb} *${said}*`]
}

const VERBS = {
  fr: { one: 'est au rayon', many: 'sont au rayon' },
  en: { one: 'is looking at', many: 'are looking at' },
}

const SHARES: [least: number, fr: string, frMany: boolean, en: string][] = [
  [0.95, 'presque tout le monde', false, 'almost everyone'],
  [0.7, 'les trois quarts', true, 'three quarters'],
  [0.6, 'près des deux tiers', true, 'nearly two thirds'],
  [0.53, 'plus de la moitié', false, 'more than half'],
  [0.48, 'la moitié', false, 'half'],
  [0.4, 'presque la moitié', false, 'almost half'],
  [0.29, 'un tiers', false, 'a third'],
  [0.22, 'un quart', false, 'a quarter'],
  [0.17, 'un cinquième', false, 'a fifth'],
  [0.083, 'une sur dix', false, 'one in ten'],
]

/** A share as one would say it aloud; a plain number while there are few. */
function shareInWords(n: number, of: number, language: Language) {
  if (of < 8) return fewInWords(n, of, language)
  const found = SHARES.find(([least]) => n / of >= least)
  if (found === undefined) return undefined
  const [, fr, frMany, en] = found
  const enMany = !/everyone|one in/.test(en)
  return language === 'fr' ? { words: fr, many: frMany } : { words: en, many: enMany }
}

function fewInWords(n: number, of: number, language: Language) {
  if (n === 0) return undefined
  if (n === of && n === 1) return { words: language === 'fr' ? 'elle' : 'this person', many: false }
  if (n === of) return { words: language === 'fr' ? 'toutes' : 'all', many: true }
  return { words: language === 'fr' && n === 1 ? 'une' : count(n, language), many: n > 1 }
}

/** The sentence at the top of the debugger. Robots and repeats are well formed and counted apart. */
export function answerOfEvents(
  counts: Record<EventStatus, number>,
  worst?: { say: Say; count: number },
): Say {
  const judged = counts.accepted + counts.repaired + counts.refused
  if (judged === 0 && counts.robot > 0) {
    return {
      fr: 'Seuls des robots sont passés depuis une heure.',
      en: 'Only robots came by in the last hour.',
    }
  }
  if (judged === 0) {
    return {
      fr: 'Aucun événement depuis une heure.',
      en: 'No event in the last hour.',
    }
  }
  return both(language => {
    const share = wellFormed(counts.accepted / judged, language)
    const first =
      language === 'fr'
        ? `*${share}* des événements arrivent bien formés.`
        : `*${share}* of events arrive well formed.`
    return `${first} ${refusals(counts.refused, worst, language)}`
  })
}

/** Rounded down: 99.96 % must not read 100 %. */
function wellFormed(share: number, language: Language): string {
  const tenths = Math.floor(share * 1000) / 1000
  return percent(tenths, language, tenths === 1 ? 0 : 1)
}

function refusals(refused: number, worst: { say: Say; count: number } | undefined, l: Language) {
  if (refused === 0) return l === 'fr' ? 'Aucun n’a été refusé.' : 'None was refused.'
  const n = capital(l === 'fr' && refused === 1 ? 'un seul' : count(refused, l))
  const told = l === 'fr' ? (refused > 1 ? 'ont été refusés' : 'a été refusé') : refusedEn(refused)
  if (worst === undefined) return `${n} ${told}.`
  const why = small(worst.say[l])
  if (worst.count === refused)
    return l === 'fr' ? `${n} ${told}${'\u202f'}: ${why}.` : `${n} ${told}: ${why}.`
  const of = count(worst.count, l)
  return l === 'fr'
    ? `${n} ${told}, dont ${of === 'un' ? 'un' : of} pour la même raison${'\u202f'}: ${why}.`
    : `${n} ${told}, ${of} of them for one reason: ${why}.`
}

function refusedEn(refused: number): string {
  return refused === 1 ? 'was refused' : 'were refused'
}
