import type { HistoryMonth, ReportingMonths } from '../../schema/report.ts'
import type { Rates } from './rates.ts'

/**
 * Months of several currencies as one, in the reporting currency. What has no rate is left out,
 * and its currency is named.
 */
export function inReporting(
  months: readonly HistoryMonth[],
  currency: string,
  rates: Rates,
): ReportingMonths {
  const byMonth = new Map<string, HistoryMonth>()
  const withoutRate = new Set<string>()
  for (const each of months) {
    const rate = each.currency === currency ? 1 : rates.of(each.currency, each.month)
    if (rate === undefined) {
      withoutRate.add(each.currency)
      continue
    }
    const sum = byMonth.get(each.month) ?? emptyMonth(each.month, currency)
    sum.orders += each.orders
    sum.refunds += each.refunds
    sum.sold += Math.round(each.sold * rate)
    sum.refunded += Math.round(each.refunded * rate)
    byMonth.set(each.month, sum)
  }
  return { months: [...byMonth.values()], withoutRate: [...withoutRate] }
}

function emptyMonth(month: string, currency: string): HistoryMonth {
  return { month, currency, orders: 0, refunds: 0, sold: 0, refunded: 0 }
}
