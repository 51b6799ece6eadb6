import type { MetricResult } from '../schema/results.ts'

export type Language = 'fr' | 'en'

/** What a person reads of the results, as whole phrases. */
export const WORDS = {
  fr: {
    title: 'Ce que Vitrine a rapporté',
    slices: ['groupe témoin', 'tranche au hasard', 'moteur'],
    visitors: (share: string) => `visiteurs (attendu : ${share})`,
    noAlarm: '  Le partage des visiteurs est conforme au tirage.',
    alarm:
      '  ALERTE : le partage des visiteurs ne correspond pas au tirage. Aucun effet n’est montré : cherchez d’abord ce qui en retire d’un côté (pages en erreur, robots, consentement).',
    onlyUnverified:
      '  Aucune commande n’est confirmée par le serveur de la boutique : les chiffres reposent sur ce que disent les navigateurs, que chacun peut inventer.',
    unverified: (count: string, money: string) =>
      `  ${count} commandes non confirmées (${money}) sont laissées de côté.`,
    against: {
      holdout: 'Moteur / groupe témoin, par visiteur',
      uniform: 'Moteur / choix au hasard, par visiteur',
    },
    bySource: 'Marge par provenance (moteur / autre ; les intervalles valent ensemble)',
    byCampaign: 'Marge par campagne (moteur / autre ; les intervalles valent ensemble)',
    cost: 'Coût de la campagne :',
    tooEarly: 'Trop tôt : moins de cinquante visiteurs concernés d’un côté.',
    interval: 'intervalle valable à tout moment, de',
    to: 'à',
    verdicts: {
      above: 'Le moteur fait plus :',
      below: 'Le moteur fait moins :',
      open: 'Trop tôt pour conclure :',
      too_early: 'Trop tôt :',
    },
    detectable: (least: string) => `Plus petit effet décelable à ce jour : ${least}.`,
  },
  en: {
    title: 'What Vitrine earned',
    slices: ['holdout', 'uniform slice', 'engine'],
    visitors: (share: string) => `visitors (expected ${share})`,
    noAlarm: '  Visitors were split as they were drawn.',
    alarm:
      '  ALARM: visitors are not split as they were drawn. No effect is shown: first find what takes some away on one side (failing pages, robots, consent).',
    onlyUnverified:
      '  No order is confirmed by the shop’s server: these figures rest on what browsers say, and anybody can make that up.',
    unverified: (count: string, money: string) =>
      `  ${count} unconfirmed orders (${money}) are left out.`,
    against: {
      holdout: 'Engine / holdout, per visitor',
      uniform: 'Engine / random choice, per visitor',
    },
    bySource: 'Margin by source (engine / other; the intervals hold together)',
    byCampaign: 'Margin by campaign (engine / other; the intervals hold together)',
    cost: 'The campaign cost',
    tooEarly: 'Too early: fewer than fifty visitors on one side did this.',
    interval: 'interval that holds at any time,',
    to: 'to',
    verdicts: {
      above: 'The engine does more:',
      below: 'The engine does less:',
      open: 'Too early to conclude:',
      too_early: 'Too early:',
    },
    detectable: (least: string) => `Smallest effect detectable so far: ${least}.`,
  },
} as const

export const METRICS: Record<Language, Record<MetricResult['metric'], string>> = {
  fr: {
    margin: 'marge',
    revenue: 'chiffre d’affaires',
    bought: 'ont commandé',
    second: 'ont commandé deux fois',
    third: 'ont commandé trois fois',
    clicked: 'ont choisi un produit',
    bounced: 'sont repartis après une page',
    days: 'jours de visite pendant les 30 premiers',
  },
  en: {
    margin: 'margin',
    revenue: 'revenue',
    bought: 'ordered',
    second: 'ordered twice',
    third: 'ordered three times',
    clicked: 'chose a product',
    bounced: 'left after one page',
    days: 'days with a visit in the first 30',
  },
}

export const SOURCES: Record<Language, Record<string, string>> = {
  fr: {
    direct: 'accès direct',
    search: 'moteur de recherche',
    social: 'réseau social',
    email: 'e-mail',
    ad: 'publicité',
    affiliate: 'affiliation',
    referral: 'lien d’un site',
    campaign: 'autre campagne',
  },
  en: {
    direct: 'direct',
    search: 'search',
    social: 'social',
    email: 'e-mail',
    ad: 'advertisement',
    affiliate: 'affiliate',
    referral: 'referral',
    campaign: 'other campaign',
  },
}
