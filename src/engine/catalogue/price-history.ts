import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { Column } from '../../core/column.ts'

export const REFERENCE_MS = 30 * DAY
/** More changes than this within 30 days are told with less detail, never with a higher price. */
const MOST_STEPS = 64

interface Step {
  from: number
  price: number
}

/**
 * What each SKU cost, as far back as a struck price needs it.
 *
 * The rule is article 6a of Directive 98/6/EC (Omnibus): beside a reduction stands the
 * lowest price of the 30 days before it. Where we have not watched the price for
 * 30 days before the reduction there is nothing to stand there.
 */
export class PriceHistory {
  /** When the price became known without a gap since, ms; 0 when it is not. */
  #since = new Column()
  /** Only SKUs whose price changed: prices in order, the current one last. */
  readonly #steps = new Map<number, Step[]>()

  /** @param before minor units, 0 when the SKU was not offered. */
  note(sku: number, before: number, after: number, time: number): void {
    if (after === 0) this.forget(sku)
    else if (before === 0) this.#since.set(sku, time)
    else if (before !== after) this.#change(sku, before, after, time)
  }

  /**
   * What the shop says of the 30 days before, where we have not watched as long: their lowest
   * price stands for all of them.
   */
  tell(sku: number, lowest: number, price: number, time: number): void {
    const since = this.#since.get(sku)
    const from = Math.max(1, time - REFERENCE_MS)
    if (since <= from) return
    this.#since.set(sku, from)
    const steps = this.#steps.get(sku)
    if (steps !== undefined) steps.unshift({ from, price: lowest })
    else if (lowest !== price) {
      this.#steps.set(sku, [
        { from, price: lowest },
        { from: since, price },
      ])
    }
  }

  forget(sku: number): void {
    if (this.#since.get(sku) !== 0) this.#since.set(sku, 0)
    this.#steps.delete(sku)
  }

  clear(): void {
    this.#since = new Column()
    this.#steps.clear()
  }

  /** The lowest price of the 30 days before the last change, when that was a reduction we may tell; and when. */
  reduction(sku: number): { lowest: number; at: number } | undefined {
    const steps = this.#steps.get(sku)
    if (steps === undefined || steps.length < 2) return undefined
    const now = steps[steps.length - 1]
    if (this.#since.get(sku) > now.from - REFERENCE_MS) return undefined
    let lowest = Infinity
    for (let i = 0; i < steps.length - 1; i++) lowest = Math.min(lowest, steps[i].price)
    return lowest > now.price ? { lowest, at: now.from } : undefined
  }

  /** The lowest price of the last 30 days, today's among them; 0 where it was not watched so long. */
  lowest(sku: number, price: number, now: number): number {
    const since = this.#since.get(sku)
    if (since === 0 || since > now - REFERENCE_MS) return 0
    const steps = this.#steps.get(sku) ?? []
    const isOver = (n: number) => (steps[n + 1]?.from ?? now) <= now - REFERENCE_MS
    return Math.min(price, ...steps.filter((_, n) => !isOver(n)).map(step => step.price))
  }

  save(writer: ByteWriter): void {
    this.#since.save(writer)
    writer.count(this.#steps.size)
    for (const [sku, steps] of this.#steps) {
      writer.count(sku)
      writer.count(steps.length)
      for (const { from, price } of steps) {
        writer.count(from)
        writer.count(price)
      }
    }
  }

  static load(reader: ByteReader): PriceHistory {
    const history = new PriceHistory()
    history.#since = Column.load(reader)
    for (let left = reader.count(); left > 0; left--) {
      const sku = reader.count()
      const steps: Step[] = []
      for (let n = reader.count(); n > 0; n--) {
        steps.push({ from: reader.count(), price: reader.count() })
      }
      history.#steps.set(sku, steps)
    }
    return history
  }

  #change(sku: number, before: number, after: number, time: number): void {
    let steps = this.#steps.get(sku)
    if (steps === undefined) {
      steps = [{ from: this.#since.get(sku), price: before }]
      this.#steps.set(sku, steps)
    }
    const last = steps[steps.length - 1]
    if (steps.length > 1 && last.from >= time) last.price = after
    else steps.push({ from: time, price: after })
    while (steps.length > 2 && steps[1].from <= time - REFERENCE_MS) steps.shift()
    if (steps.length > MOST_STEPS) mergeOldest(steps)
  }
}

/** The two oldest prices become the lower of them, so that a struck price is never overstated. */
function mergeOldest(steps: Step[]): void {
  steps[1] = { from: steps[0].from, price: Math.min(steps[0].price, steps[1].price) }
  steps.shift()
}
