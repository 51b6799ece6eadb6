import { minorDigits } from '../ingest/index.ts'
import type { HistoryMonth, Report, ReportingMonths } from '../schema/report.ts'
import { grouped } from './progress.ts'

const CAMPAIGNS_TOLD = 20

/** Imported orders, month by month; nothing where there are none. */
export function tellHistory({ history }: Report): string[] {
  if (history.months.length === 0) return []
  const { customers, orders, refunds, months } = history
  return [
    '',
    `imported, apart from the experiment: ${grouped(customers)} customers, ${grouped(orders)} orders, ${grouped(refunds)} refunds`,
    `  ${'month'.padEnd(12)}${['orders', 'refunds', 'sold', 'refunded'].map(cell).join('')}`,
    ...months.map(tellMonth),
    ...tellReporting(history.reporting, new Set(months.map(month => month.currency)).size),
  ]
}

/** Where there is more than one currency, or none that is the shop's own. */
function tellReporting({ months, withoutRate }: ReportingMonths, currencies: number): string[] {
  const missing =
    withoutRate.length === 0
      ? []
      : [`  no rate is known for ${withoutRate.join(', ')}: vitrine import FILE --kind rates`]
  if (currencies < 2 && withoutRate.length === 0) return []
  return ['  all in the reporting currency', ...months.map(tellMonth), ...missing]
}

/** The dearest campaigns; nothing where no costs were told. */
export function tellCampaigns({ campaigns }: Report): string[] {
  if (campaigns.length === 0) return []
  const told = campaigns.slice(0, CAMPAIGNS_TOLD).map(({ days, cost, currency, ...name }) => {
    const words = `${name.source} / ${name.medium} / ${name.campaign}`
    return `  ${words.padEnd(48)} ${inMajor(cost, currency)} ${currency}, ${grouped(days)} days`
  })
  const more = campaigns.length - told.length
  return ['', 'campaign costs', ...told, ...(more > 0 ? [`  and ${grouped(more)} more`] : [])]
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
