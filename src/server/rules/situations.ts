import type { CatalogueView } from '../../engine/catalogue/shape.ts'
import { whoOf } from '../../engine/situation/wording.ts'
import type { Counts, Situation } from '../../schema/found.ts'
import type { SituationsPage, SituationsQuery } from '../../schema/rule-told.ts'
import type { Env } from '../../store/ports.ts'
import type { Lately } from './lately.ts'
import { holdsWords, sifted } from './query.ts'

const PAGE = 50

/** The three counts, never confused: each stands beside what it means. */
export async function situationsPage(
  { surveys }: Lately,
  query: SituationsQuery,
  catalogue: CatalogueView,
  env: Env,
): Promise<SituationsPage> {
  const { language = 'en', offset = 0, limit = PAGE } = query
  const says = ({ when }: Situation) => whoOf(when, language, catalogue)
  const all = surveys.flatMap(one => one.situations)
  const meant = await sifted(all, one => isMeant(one, query, says), env)
  const shown = meant.sort((a, b) => b.visits - a.visits).slice(offset, offset + limit)
  return {
    counts: added(surveys.map(one => one.counts)),
    placements: surveys.map(({ place, counts }) => ({ placement: place.placement, ...counts })),
    definitions: DEFINITIONS[language],
    total: meant.length,
    situations: shown.map(one => ({ ...one, says: says(one) })),
  }
}

function isMeant(
  one: Situation,
  { placement, status, text }: SituationsQuery,
  says: (one: Situation) => string,
): boolean {
  if (placement !== undefined && one.placement !== placement) return false
  if (status !== undefined && one.status !== status) return false
  return text === undefined || holdsWords(text, [...wordsIn(one), says(one)])
}

function wordsIn({ when, chosen, proven }: Situation): string[] {
  return [...Object.entries(when).flat(), chosen ?? '', ...proven]
}

function added(all: readonly Counts[]): Counts {
  const sum = { observed: 0, used: 0, proven: 0 }
  for (const what of ['observed', 'used', 'proven'] as const) {
    for (const counts of all) sum[what] += counts[what]
  }
  return sum
}

const DEFINITIONS = {
  en: {
    observed:
      'At least 30 visits were in this situation. This number grows with the number of characteristics, and says nothing of their use.',
    used: 'On at least 5 visits that were looked at, the engine’s first choice was another than the default, and would have been another still without either of the two characteristics.',
    proven:
      'Here an experience does better or worse than the default: shown by a sequential test that holds however often one looks, corrected for the search through all situations (at most 5 % of what is called proven is chance), with a 95 % interval that leaves out zero.',
  },
  fr: {
    observed:
      'Au moins 30 visites étaient dans cette situation. Ce nombre croît avec celui des caractéristiques et ne dit rien de leur utilité.',
    used: 'Sur au moins 5 visites examinées, le premier choix du moteur n’était pas celui par défaut, et aurait encore été autre sans l’une ou l’autre des deux caractéristiques.',
    proven:
      'Ici une expérience fait mieux ou moins bien que celle par défaut\u202f: un test séquentiel, valable aussi souvent qu’on regarde, le montre, corrigé pour la recherche dans toutes les situations (5\u202f% au plus de ce qui est dit prouvé est dû au hasard), avec un intervalle à 95\u202f% qui exclut zéro.',
  },
}
