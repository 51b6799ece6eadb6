import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { Market } from '../../schema/product.ts'
import { ShopWindow } from './shop-window.ts'

/** The shop's markets, in the order they were first seen: the first is the default. */
export class Markets {
  readonly #windows: ShopWindow[] = []

  /** Windows by index, an item's home being one. */
  get all(): readonly ShopWindow[] {
    return this.#windows
  }

  get first(): ShopWindow | undefined {
    return this.#windows[0]
  }

  /** Index of the market's window, opened where there is none. */
  open(market: Market): number {
    const key = `${market.country}-${market.language}`
    const known = this.#windows.findIndex(window => window.key === key)
    if (known < 0) return this.#windows.push(new ShopWindow(market)) - 1
    const window = this.#windows[known]
    if (window.currency !== market.currency) window.changeCurrency(market.currency)
    return known
  }

  /** The market of this very key. */
  at(key: string): ShopWindow | undefined {
    return this.#windows.find(window => window.key === key)
  }

  /** The market asked for, else one of its language, else the first. */
  answering(market: string | undefined): ShopWindow | undefined {
    if (market === undefined) return this.#windows[0]
    for (const window of this.#windows) if (window.key === market) return window
    const key = marketKey(market)
    for (const window of this.#windows) if (window.key === key) return window
    for (const window of this.#windows) if (key.endsWith(`-${window.language}`)) return window
    return this.#windows[0]
  }

  /** Where the item's texts are best read: in the language, of the market if it speaks it. */
  textsOf(item: number, language: string, market: string | undefined): ShopWindow | undefined {
    const own = this.answering(market)
    if (own?.language === language && own.describes(item)) return own
    const written = this.#windows.filter(window => window.describes(item))
    return written.find(window => window.language === language) ?? written[0]
  }

  /** Index of a market that offers the item, `preferred` if it does; −1. */
  offering(item: number, preferred: number): number {
    if (this.#windows[preferred]?.offers(item)) return preferred
    return this.#windows.findIndex(window => window.offers(item))
  }

  offersSku(sku: number): boolean {
    return this.#windows.some(window => window.offersSku(sku))
  }

  refresh(item: number, skus: readonly number[]): void {
    for (const window of this.#windows) window.refresh(item, skus)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#windows.length)
    for (const window of this.#windows) window.save(writer)
  }

  static load(reader: ByteReader): Markets {
    const markets = new Markets()
    for (let left = reader.count(); left > 0; left--) markets.#windows.push(ShopWindow.load(reader))
    return markets
  }
}

/** `FR-fr` of `FR-fr-EUR`: a feed is told the currency with its market, so pages are told it too. */
export function marketKey(asked: string): string {
  return asked.replace(/^([A-Z]{2}-[a-z]{2})-[A-Z]{3}$/, '$1')
}
