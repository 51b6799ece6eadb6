import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { CurrencyRate } from '../../schema/currency-rate.ts'
import { monthsBetween } from './month.ts'

/** Thirty currencies, every day of ten years. */
const MOST = 100_000

/** What currencies are worth in the reporting one, day by day: the last word on a day counts. */
export class Rates {
  readonly #byCurrency = new Map<string, Map<string, number>>()
  #count = 0

  set({ currency, day, rate }: CurrencyRate): void {
    const days = this.#byCurrency.get(currency) ?? new Map<string, number>()
    if (!days.has(day)) {
      if (this.#count >= MOST) return
      this.#count++
    }
    days.set(day, rate)
    this.#byCurrency.set(currency, days)
  }

  /**
   * Of a month, `2011-12`: the mean of its days, else the last day before it.
   * @returns undefined when no day up to its end is known
   */
  of(currency: string, month: string): number | undefined {
    const days = [...(this.#byCurrency.get(currency) ?? [])]
    const within = days.filter(([day]) => day.startsWith(month))
    if (within.length > 0) return meanOf(within)
    let last: [string, number] | undefined
    for (const each of days) if (each[0] < month && each[0] > (last?.[0] ?? '')) last = each
    return last?.[1]
  }

  /** The same of each currency, month by month from the first that is known. */
  *monthly(until: string): Generator<[currency: string, month: string, rate: number]> {
    for (const [currency, days] of this.#byCurrency) {
      const told = Map.groupBy(days, ([day]) => day.slice(0, 7))
      const [first] = [...told.keys()].sort()
      let last = Number.NaN
      for (const month of monthsBetween(first, until)) {
        const within = told.get(month)
        if (within) last = newestOf(within)
        yield [currency, month, within ? meanOf(within) : last]
      }
    }
  }

  save(writer: ByteWriter): void {
    const all = [...this.#byCurrency].map(([currency, days]) => [currency, [...days]])
    writer.text(JSON.stringify(all))
  }

  static load(reader: ByteReader): Rates {
    const rates = new Rates()
    for (const [currency, days] of JSON.parse(reader.text()) as [string, [string, number][]][]) {
      for (const [day, rate] of days) rates.set({ currency, day, rate })
    }
    return rates
  }
}

type Days = readonly (readonly [day: string, rate: number])[]

function meanOf(days: Days): number {
  return days.reduce((sum, [, rate]) => sum + rate, 0) / days.length
}

function newestOf(days: Days): number {
  return days.reduce((newest, each) => (each[0] > newest[0] ? each : newest))[1]
}
