import type { MetricResult } from '../../../schema/results.ts'
import { minorDigits, money, number } from '../format.ts'
import type { Language } from '../settings.ts'

type Metric = MetricResult['metric']

/** Less of these is better. */
const BETTER_LOW: readonly Metric[] = ['bounced']
const MINUS = '−'

/** A figure as it stands in a column: money a visitor, a share, or days. */
export function figure(
  value: number,
  metric: Metric,
  currency: string,
  language: Language,
): string {
  if (isMoney(metric)) return money(value, currency, language, minorDigits(currency))
  if (metric === 'days') return number(value, language, 2)
  return percent(value, language, value < 0.1 ? 2 : 1)
}

/** A difference with its sign; shares differ by points. */
export function difference(
  value: number,
  metric: Metric,
  currency: string,
  language: Language,
): string {
  const sign = value < 0 ? MINUS : '+'
  const size = Math.abs(value)
  if (!isShare(metric)) return sign + figure(size, metric, currency, language)
  return `${sign}${number(size * 100, language, size < 0.1 ? 2 : 1)}\u202fpt`
}

export function isGain({ metric, effect = 0 }: MetricResult): boolean {
  return BETTER_LOW.includes(metric) ? effect < 0 : effect > 0
}

/** Whether the interval lies on one side of zero. */
export function isProven({ verdict }: MetricResult): boolean {
  return verdict === 'above' || verdict === 'below'
}

/** A measure's interval as it is drawn; undefined while there is none. */
export function bandOf(result: MetricResult) {
  const { effect, low, high } = result
  if (effect === undefined || low === undefined || high === undefined) return undefined
  const look = isProven(result) ? (isGain(result) ? 'gain' : 'harm') : 'open'
  return { effect, low, high, look } as const
}

export function percent(share: number, language: Language, decimals = 0): string {
  const text = number(share * 100, language, decimals)
  return language === 'fr' ? `${text}\u202f%` : `${text}%`
}

function isMoney(metric: Metric): boolean {
  return metric === 'margin' || metric === 'revenue'
}

function isShare(metric: Metric): boolean {
  return !isMoney(metric) && metric !== 'days'
}
