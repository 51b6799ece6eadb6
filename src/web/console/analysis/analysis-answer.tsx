import type { FunnelTold } from '../../../schema/analysis.ts'
import type { Say } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { percent } from '../results/measures.ts'
import { Answer } from '../shell/answer.tsx'
import { isTold, useView } from './use-view.ts'

/** The page in one sentence: how many came, and how many of them ordered. */
export function AnalysisAnswer({ days }: { days: number }) {
  const view = useView<FunnelTold>('funnel', days)
  return <Answer say={isTold(view) ? answerOf(view) : WAITING} />
}

const WAITING: Say = { fr: 'Ce que disent vos visites.', en: 'What your visits say.' }

function answerOf({ steps, days }: FunnelTold): Say {
  const [came, ordered] = [steps[0].all, steps[steps.length - 1].all]
  if (came === 0) {
    return {
      fr: `Personne n’est venu en ${days} jours.`,
      en: `Nobody came in ${days} days.`,
    }
  }
  const share = (language: 'fr' | 'en') => percent(ordered / came, language, 1)
  return {
    fr: `En ${days} jours, *${number(came, 'fr')} ${came < 2 ? 'personne est venue' : 'personnes sont venues'}* et ${share('fr')} ont commandé.`,
    en: `In ${days} days *${number(came, 'en')} ${came === 1 ? 'person' : 'people'} came* and ${share('en')} ordered.`,
  }
}
