import type { Report, SliceSums } from '../schema/report.ts'
import { grouped } from './progress.ts'
import { inMajor } from './report-history.ts'
import type { Language } from './report-words.ts'

/** What was kept, refused, sold and decided, in counts. */
export function tellCounts(report: Report, language: Language): string[] {
  const { events, items, orders, decisions } = report
  const refused = byCount(report.refused)
  const row = (name: Name, count: number) => line(COUNTS[language][name], count)
  return [
    asOf(report, language),
    '',
    row('events', report.eventCount),
    ...byCount(events).map(([name, count]) => line(`  ${name}`, count)),
    row('robots', report.robotEvents),
    row('repaired', report.repairedEvents),
    row(
      'refused',
      refused.reduce((sum, [, count]) => sum + count, 0),
    ),
    ...refused.map(([code, count]) => line(`  ${code}`, count)),
    row('visitors', report.visitors),
    row('seen', items.seen),
    row('unknown', items.unknown),
    row('catalogue', items.catalogue),
    row('orders', orders.counted),
    row('repeated', orders.repeated),
    row('ofNobody', orders.ofNobody),
    row('waiting', orders.waitingRefunds),
    ...orders.withoutRate.map(({ currency, count }) =>
      line(`${COUNTS[language].withoutRate} ${currency}`, count),
    ),
    row('decisions', decisions.made),
    row('outside', decisions.outside),
  ]
}

/** Each slice in a line: nothing while the split looks broken. */
export function tellSlices({ results, slices, currency }: Report, language: Language): string[] {
  if (results.sampleRatio.alarm) return []
  return ['', ...slices.map(slice => tellSlice(slice, currency, language))]
}

/** What was shown and clicked, placement by placement. */
export function tellPlacements({ placements }: Report, language: Language): string[] {
  const { shown, clicked } = COUNTS[language]
  return placements.flatMap(({ placement, experiences }) => [
    '',
    placement,
    ...experiences
      .filter(one => one.decisions > 0)
      .map(
        one =>
          `  ${one.experience.padEnd(32)} ${shown} ${grouped(one.decisions)}, ${clicked} ${one.clicks}`,
      ),
  ])
}

function tellSlice(sums: SliceSums, currency: string, language: Language): string {
  const { visitors, ordered, margin, each } = COUNTS[language]
  const mean = sums.visitors === 0 ? 0 : sums.margin / sums.visitors
  const told = `${inMajor(mean, currency)} ${currency}`
  const earned = `${margin} ${language === 'fr' ? told.replace('.', ',') : told} ${each}`
  return `${SLICES[language][sums.slice].padEnd(16)} ${grouped(sums.visitors)} ${visitors.toLowerCase()}, ${sums.orders} ${ordered}, ${earned}`
}

function asOf({ time, position }: Report, language: Language): string {
  const at = new Date(time).toISOString()
  return language === 'fr'
    ? `Au ${at}, enregistrement ${grouped(position)}`
    : `As of ${at}, record ${grouped(position)}`
}

function byCount(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort((a, b) => b[1] - a[1])
}

function line(name: string, count: number): string {
  return `${name.padEnd(30)} ${grouped(count).padStart(12)}`
}

const COUNTS = {
  fr: {
    events: 'événements',
    robots: '  de robots',
    repaired: '  réparés',
    refused: 'refusés',
    visitors: 'visiteurs',
    seen: 'produits vus',
    unknown: '  absents de tout flux',
    catalogue: 'catalogue',
    orders: 'commandes',
    repeated: '  répétées',
    ofNobody: '  sans visiteur connu',
    waiting: '  remboursements en attente',
    withoutRate: '  sans taux, en',
    decisions: 'décisions',
    outside: '  hors de l’expérience',
    ordered: 'commandes',
    margin: 'marge',
    each: 'par visiteur',
    shown: 'montrée',
    clicked: 'cliquée',
  },
  en: {
    events: 'events',
    robots: '  of robots',
    repaired: '  repaired',
    refused: 'refused',
    visitors: 'visitors',
    seen: 'items seen',
    unknown: '  in no feed',
    catalogue: 'catalogue',
    orders: 'orders',
    repeated: '  repeated',
    ofNobody: '  of no known visitor',
    waiting: '  refunds that wait',
    withoutRate: '  without a rate, in',
    decisions: 'decisions',
    outside: '  outside experiments',
    ordered: 'orders',
    margin: 'margin',
    each: 'a visitor',
    shown: 'shown',
    clicked: 'clicked',
  },
} as const
type Name = keyof (typeof COUNTS)['en']

const SLICES: Record<Language, Record<SliceSums['slice'], string>> = {
  fr: { holdout: 'groupe témoin', uniform: 'au hasard', engine: 'moteur' },
  en: { holdout: 'holdout', uniform: 'uniform', engine: 'engine' },
}
