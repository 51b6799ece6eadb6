import { minorDigits } from '../ingest/index.ts'
import type { HistoryMonth, Report, ReportingMonths } from '../schema/report.ts'
import { grouped } from './progress.ts'
import type { Language } from './report-words.ts'

const CAMPAIGNS_TOLD = 20

const WORDS = {
  fr: {
    imported: (customers: string, orders: string, refunds: string) =>
      `importé, à part de l’expérience : ${customers} clients, ${orders} commandes, ${refunds} remboursements`,
    month: 'mois',
    columns: ['commandes', 'rembours.', 'vendu', 'remboursé'],
    noRate: (currencies: string) =>
      `  aucun taux connu pour ${currencies} : npm exec --no vitrine -- import FICHIER --kind rates`,
    inReporting: '  tout dans la devise du rapport',
    campaigns: 'coûts des campagnes',
    days: 'jours',
    more: (count: string) => `  et ${count} de plus`,
  },
  en: {
    imported: (customers: string, orders: string, refunds: string) =>
      `imported, apart from the experiment: ${customers} customers, ${orders} orders, ${refunds} refunds`,
    month: 'month',
    columns: ['orders', 'refunds', 'sold', 'refunded'],
    noRate: (currencies: string) =>
      `  no rate is known for ${currencies}: npm exec --no vitrine -- import FILE --kind rates`,
    inReporting: '  all in the reporting currency',
    campaigns: 'campaign costs',
    days: 'days',
    more: (count: string) => `  and ${count} more`,
  },
} as const

/** Imported orders, month by month; nothing where there are none. */
export function tellHistory({ history }: Report, language: Language): string[] {
  if (history.months.length === 0) return []
  const { customers, orders, refunds, months } = history
  return [
    '',
    WORDS[language].imported(grouped(customers), grouped(orders), grouped(refunds)),
    `  ${WORDS[language].month.padEnd(12)}${WORDS[language].columns.map(cell).join('')}`,
    ...months.map(tellMonth),
    ...tellReporting(history.reporting, months, language),
  ]
}

/** Where there is more than one currency, or none that is the shop's own. */
function tellReporting(
  { months, withoutRate }: ReportingMonths,
  told: readonly HistoryMonth[],
  language: Language,
): string[] {
  const currencies = new Set(told.map(month => month.currency)).size
  if (currencies < 2 && withoutRate.length === 0) return []
  const { noRate, inReporting } = WORDS[language]
  const missing = withoutRate.length === 0 ? [] : [noRate(withoutRate.join(', '))]
  return [inReporting, ...months.map(tellMonth), ...missing]
}

/** The dearest campaigns; nothing where no costs were told. */
export function tellCampaigns({ campaigns }: Report, language: Language): string[] {
  if (campaigns.length === 0) return []
  const words = WORDS[language]
  const told = campaigns.slice(0, CAMPAIGNS_TOLD).map(({ days, cost, currency, ...name }) => {
    const called = `${name.source} / ${name.medium} / ${name.campaign}`
    return `  ${called.padEnd(48)} ${inMajor(cost, currency)} ${currency}, ${grouped(days)} ${words.days}`
  })
  const more = campaigns.length - told.length
  return ['', words.campaigns, ...told, ...(more > 0 ? [words.more(grouped(more))] : [])]
}

function tellMonth({ month, currency, orders, refunds, sold, refunded }: HistoryMonth): string {
  const counts = [orders, refunds].map(count => cell(grouped(count)))
  const sums = [sold, refunded].map(sum => cell(inMajor(sum, currency)))
  return `  ${month} ${currency.padEnd(4)}${[...counts, ...sums].join('')}`
}

function cell(text: string): string {
  return text.padStart(15)
}

/** Minor units as people write them. */
export function inMajor(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  return (minor / 10 ** digits).toFixed(digits)
}
