import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'

/**
 * With which shares visitors were drawn: how many under each setting of the split, so that
 * what came can be held against what was to be expected.
 */
export class Shares {
  readonly #drawn = new Map<string, { holdout: number; uniform: number; visitors: number }>()
  #last: { holdout: number; uniform: number; visitors: number } | undefined

  note({ holdout, uniform }: { holdout: number; uniform: number }): void {
    if (this.#last?.holdout !== holdout || this.#last.uniform !== uniform) {
      const key = `${holdout} ${uniform}`
      this.#last = this.#drawn.get(key) ?? { holdout, uniform, visitors: 0 }
      this.#drawn.set(key, this.#last)
    }
    this.#last.visitors++
  }

  /** All settings under which anybody was drawn. */
  all(): Iterable<{ holdout: number; uniform: number }> {
    return this.#drawn.values()
  }

  /** Of holdout, uniform slice and engine, over all who were drawn. */
  expected(): number[] {
    let [holdout, uniform, visitors] = [0, 0, 0]
    for (const drawn of this.#drawn.values()) {
      holdout += drawn.holdout * drawn.visitors
      uniform += drawn.uniform * drawn.visitors
      visitors += drawn.visitors
    }
    if (visitors === 0) return [0, 0, 1]
    return [holdout / visitors, uniform / visitors, 1 - (holdout + uniform) / visitors]
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#drawn.values()]))
  }

  static load(reader: ByteReader): Shares {
    const shares = new Shares()
    for (const drawn of JSON.parse(reader.text())) {
      shares.#drawn.set(`${drawn.holdout} ${drawn.uniform}`, drawn)
    }
    return shares
  }
}
