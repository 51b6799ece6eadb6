import { minorDigits } from '../ingest/index.ts'
import type { Report } from '../schema/report.ts'
import type { Comparison, GroupResult, MetricResult } from '../schema/results.ts'
import { grouped } from './progress.ts'
import { inMajor } from './report-history.ts'
import { type Language, METRICS, SOURCES, WORDS } from './report-words.ts'

/** What the permanent split says, in sentences, and what it does not. */
export function tellResults(
  { results, currency }: Pick<Report, 'results' | 'currency'>,
  language: Language,
): string[] {
  const words = WORDS[language]
  const { sampleRatio, unverifiedOrders, unverifiedRevenue } = results
  const tell = new Teller(language, currency)
  return [
    '',
    words.title,
    ...sampleRatio.counts.map((count, at) => tell.slice(at, count, sampleRatio.expected[at])),
    sampleRatio.alarm ? words.alarm : words.noAlarm,
    ...(results.basis === 'unverified'
      ? [words.onlyUnverified]
      : unverifiedOrders > 0
        ? [words.unverified(grouped(unverifiedOrders), tell.money(unverifiedRevenue))]
        : []),
    ...(sampleRatio.alarm ? [] : results.comparisons.flatMap(each => tell.comparison(each))),
  ]
}

class Teller {
  readonly #language: Language
  readonly #currency: string

  constructor(language: Language, currency: string) {
    this.#language = language
    this.#currency = currency
  }

  slice(at: number, count: number, expected: number): string {
    const words = WORDS[this.#language]
    return `  ${words.slices[at].padEnd(16)} ${grouped(count).padStart(10)} ${words.visitors(this.#percent(expected))}`
  }

  comparison({ against, metrics, sources, campaigns }: Comparison): string[] {
    const words = WORDS[this.#language]
    // Where nothing can be said yet, it is said once.
    const isEarly = metrics.every(({ effect }) => effect === undefined)
    if (isEarly) return ['', words.against[against], `  ${words.tooEarly}`]
    return [
      '',
      words.against[against],
      ...metrics.flatMap(metric => this.#metric(metric)),
      ...this.#groups(words.bySource, sources),
      ...this.#groups(words.byCampaign, campaigns),
    ]
  }

  money(minor: number): string {
    return this.#decimal(`${inMajor(Math.round(minor), this.#currency)} ${this.#currency}`)
  }

  #metric(result: MetricResult): string[] {
    const words = METRICS[this.#language][result.metric]
    const engine = this.#figure(result.engine, result)
    const other = this.#figure(result.other, result)
    return [
      `  ${words} : ${engine} / ${other}`.replace(' :', this.#colon()),
      `    ${this.#verdict(result)}`,
    ]
  }

  #verdict(result: MetricResult): string {
    const words = WORDS[this.#language]
    const { effect, low, high, detectable, other, verdict } = result
    if (effect === undefined || low === undefined || high === undefined) return words.tooEarly
    const interval = `${this.#signed(low, result)} ${words.to} ${this.#signed(high, result)}`
    const share = other === 0 ? '' : `, ${this.#signedPercent(effect / other)}`
    const told = `${this.#signed(effect, result)}${share} (${words.interval} ${interval})`
    const least = words.detectable(this.#difference(detectable ?? 0, result))
    return `${words.verdicts[verdict]} ${told}. ${least}`
  }

  #groups(title: string, groups: readonly GroupResult[]): string[] {
    if (groups.length === 0) return []
    return [`  ${title}`, ...groups.map(group => `    ${this.#group(group)}`)]
  }

  #group({ name, visitors, margin, costs = [] }: GroupResult): string {
    const words = WORDS[this.#language]
    const called = SOURCES[this.#language][name[0]] ?? name.join(' / ')
    const paid = costs.map(({ cost, currency }) => `${inMajor(cost, currency)} ${currency}`)
    const spent = paid.length === 0 ? '' : ` ${words.cost} ${this.#decimal(paid.join(' + '))}.`
    const people = `${grouped(visitors.engine)} / ${grouped(visitors.other)}`
    return `${called} (${people})${this.#colon()} ${this.#verdict(margin)}${spent}`
  }

  #figure(value: number, { metric }: MetricResult): string {
    if (metric === 'margin' || metric === 'revenue') return this.#fineMoney(value)
    return metric === 'days' ? this.#decimal(value.toFixed(3)) : this.#percent(value)
  }

  #signed(value: number, result: MetricResult): string {
    return `${value < 0 ? '−' : '+'}${this.#difference(Math.abs(value), result)}`
  }

  /** Shares differ by points. */
  #difference(value: number, result: MetricResult): string {
    return this.#figure(value, result).replace('%', 'points')
  }

  #signedPercent(share: number): string {
    return `${share < 0 ? '−' : '+'}${this.#percent(Math.abs(share), 1)}`
  }

  /** A mean of a visitor is small: two digits more than a price has. */
  #fineMoney(minor: number): string {
    const digits = minorDigits(this.#currency)
    return this.#decimal(`${(minor / 10 ** digits).toFixed(digits + 1)} ${this.#currency}`)
  }

  #percent(share: number, digits = 2): string {
    return this.#decimal(`${(share * 100).toFixed(digits)} %`)
  }

  #decimal(text: string): string {
    return this.#language === 'fr' ? text.replaceAll('.', ',') : text
  }

  #colon(): string {
    return this.#language === 'fr' ? ' :' : ':'
  }
}
