import type { Say } from '../../schema/live.ts'

const WHO: Say = {
  fr: 'Comptés\u202f: les visiteurs de vos pages, une personne réunie étant une seule. Ni robots ni votre équipe, sauf s’ils ont payé, ni ceux que seul un fichier connaît.',
  en: 'Counted are the visitors of your pages, who was found to be one person as one. No robots and none of your team, unless they paid, and nobody known from a file alone.',
}
const ORDERS: Say = {
  fr: 'Une commande compte comme aux résultats\u202f: dite par votre serveur, ou, tant qu’il n’en a dit aucune, par le navigateur\u202f; une fois, remboursements déduits.',
  en: 'An order counts as it does in the results: told by your server or, as long as it has told none, by the browser; once, refunds taken off.',
}

function joined(...more: Say[]): Say {
  const of = (language: 'fr' | 'en') => more.map(each => each[language]).join(' ')
  return { fr: of('fr'), en: of('en') }
}

/** How each view is counted, in the words of whoever reads it. */
export const HOW = {
  funnel: joined(WHO, ORDERS, {
    fr: 'Qui atteint une étape compte aussi aux étapes d’avant. Les parts «\u202favec\u202f» et «\u202ftémoin\u202f» se comparent à leurs propres visiteurs\u202f; ce que Vitrine y change se lit aux résultats, avec son intervalle.',
    en: 'Whoever reaches a step counts in those before it. Shares “with” and “holdout” are of their own visitors; what Vitrine changes there is read in the results, with its interval.',
  }),
  cohorts: joined(WHO, ORDERS, {
    fr: 'Une ligne\u202f: ceux venus pour la première fois cette semaine-là (du lundi). Une case\u202f: la part qui est revenue, ou a commandé, tant de semaines après. La dernière semaine n’est pas finie.',
    en: 'A row is those who came first in that week (from Monday). A cell is the share who came again, or ordered, so many weeks later. The last week is not over.',
  }),
  orders: joined(ORDERS, {
    fr: 'Les commandes d’avant Vitrine, dites par un fichier, comptent aussi. «\u202fEn 30 jours\u202f» ne regarde que les commandes vieilles d’au moins 30 jours\u202f: les autres n’ont pas eu le temps.',
    en: 'Orders from before Vitrine, told by a file, count too. “Within 30 days” looks only at orders at least 30 days old: the others have had no time.',
  }),
  sources: joined(WHO, ORDERS, {
    fr: 'Par la première venue\u202f: un nouveau visiteur de la période compte à la campagne qui l’a amené, avec ce qu’il a commandé depuis. Le coût est celui que vous dites (POST /v1/campaign-costs), sur les mêmes jours. Une campagne n’est pas la cause de tout ce qu’elle amène.',
    en: 'By the first visit: a new visitor of the period counts for the campaign that brought them, with what they ordered since. The cost is what you tell (POST /v1/campaign-costs), of the same days. A campaign is not the cause of all that it brings.',
  }),
} as const
