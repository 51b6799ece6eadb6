import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { CurrencyRate } from '../../schema/currency-rate.ts'

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

  /** Those that were told of. */
  get currencies(): string[] {
    return [...this.#byCurrency.keys()]
  }

  /**
   * Of a month, `2011-12`: the mean of its days, else the last day before it.
   * @returns undefined when no day up to its end is known
   */
  of(currency: string, month: string): number | undefined {
    const days = [...(this.#byCurrency.get(currency) ?? [])]
    const within = days.filter(([day]) => day.startsWith(month))
    if (within.length > 0) return within.reduce((sum, [, rate]) => sum + rate, 0) / within.length
    let last: [string, number] | undefined
    for (const each of days) if (each[0] < month && each[0] > (last?.[0] ?? '')) last = each
    return last?.[1]
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
