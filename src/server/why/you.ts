import { capital, type Language, small } from '../../core/typography.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import { traitName } from '../../engine/genome/traits/words.ts'
import type { Say } from '../../schema/live.ts'
import { both } from '../live/words.ts'

/** What a trait says to the one it is about. The names are the shop's own: no article fits before them all. */
export function toldToYou(trait: Record<Language, Trait>): Say {
  return both(language => {
    const { name, about, score } = trait[language]
    const said = SENTENCES[name]?.(score, language) ?? traitName(trait[language], language)
    if (about === undefined) return said
    const isFirst = said.startsWith('{}')
    if (name === 'brand') return said.replace('{}', () => about)
    return said.replace('{}', () => (isFirst ? capital(about) : small(about)))
  })
}

type Sentence = (score: number, language: Language) => string

const SENTENCES: Record<string, Sentence> = {
  category: interest('un rayon', 'a department'),
  brand: interest('une marque', 'a brand'),
  use: interest('un usage', 'a use'),
  budget: byScore([
    [0.34, 'Vous cherchez plutôt les premiers prix\u202f: {}', 'You look for lower prices: {}'],
    [0.67, 'Vous cherchez plutôt le milieu de gamme\u202f: {}', 'You look for middle prices: {}'],
    [1, 'Vous cherchez plutôt le haut de gamme\u202f: {}', 'You look for the top of the range: {}'],
  ]),
  level: byScore([
    [0.35, 'Vous débutez\u202f: {}', 'You are starting out: {}'],
    [0.65, 'Vous avez un niveau intermédiaire\u202f: {}', 'You are at an intermediate level: {}'],
    [1, 'Vous avez un bon niveau\u202f: {}', 'You are experienced: {}'],
  ]),
  aspiration: byScore([
    [0, 'Vous prenez le meilleur de ce que vous regardez', 'You take the best of what you look at'],
    [1, 'Vous regardez au-dessus de ce que vous prenez', 'You look above what you take'],
  ]),
  reviews: habit('les avis comptent pour vous', 'reviews matter to you'),
  advice: habit('vous cherchez conseil', 'you look for advice'),
  promotion: habit('les promotions vous intéressent', 'offers interest you'),
  delivery: habit(
    'la livraison et les retours comptent pour vous',
    'delivery and returns matter to you',
  ),
  price: habit('vous comparez les prix', 'you compare prices'),
  compares_away: habit('vous comparez ailleurs', 'you compare elsewhere'),
  answers: habit('ce que nous montrons vous sert', 'what we show is of use to you'),
  decided: byScore([
    [-0.25, 'Vous flânez', 'You are browsing'],
    [0.25, 'Vous n’avez pas encore choisi', 'You have not made up your mind'],
    [1, 'Vous savez ce que vous voulez', 'You know what you want'],
  ]),
  hesitation: byScore([
    [0.5, 'Vous n’hésitez guère', 'You hardly hesitate'],
    [1, 'Vous hésitez entre plusieurs articles', 'You hesitate between several things'],
  ]),
}

function interest(fr: string, en: string): Sentence {
  return byScore([
    [0.5, `{} : ${fr} parmi d’autres pour vous`, `{}: ${en} among others for you`],
    [1, `{} : ${fr} qui vous intéresse`, `{}: ${en} that interests you`],
  ])
}

/** Beside other visitors: one half is like them. */
function habit(fr: string, en: string): Sentence {
  return byScore([
    [0.4, `Plutôt moins que d’autres, ${fr}`, `Rather less than others, ${en}`],
    [0.6, `Comme d’autres, ${fr}`, `As with others, ${en}`],
    [1, `Plus que d’autres, ${fr}`, `More than others, ${en}`],
  ])
}

/** The first whose bound the score does not pass. */
function byScore(said: readonly (readonly [most: number, fr: string, en: string])[]): Sentence {
  return (score, language) => {
    const [, fr, en] = said.find(([most]) => score <= most) ?? said[said.length - 1]
    return language === 'fr' ? fr : en
  }
}
