/**
 * Hits, reciprocal ranks and times of one method, over every target asked for. Where others
 * use the machine too, the processor's own time says more than the clock's.
 */
export class ScoreCard {
  readonly method: string
  readonly #ranks: number[] = []
  readonly #tookUs: number[] = []
  readonly #begun = process.cpuUsage()

  constructor(method: string) {
    this.method = method
  }

  add(list: ArrayLike<number>, target: number, tookUs: number): void {
    let rank = 0
    for (let i = 0; i < Math.min(20, list.length) && rank === 0; i++) {
      if (list[i] === target) rank = i + 1
    }
    this.#ranks.push(rank)
    this.#tookUs.push(tookUs)
  }

  row() {
    const hits = this.#ranks.map(rank => (rank > 0 ? 1 : 0))
    const reciprocal = this.#ranks.map(rank => (rank > 0 ? 1 / rank : 0))
    const times = this.#tookUs.toSorted((a, b) => a - b)
    return {
      method: this.method,
      n: hits.length,
      hr20: round(mean(hits)),
      mrr20: round(mean(reciprocal)),
      se_hr20: round(standardError(hits)),
      se_mrr20: round(standardError(reciprocal)),
      p50_us: Math.round(times[Math.floor(times.length * 0.5)] ?? 0),
      p99_us: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
      mean_us: Math.round(mean(times)),
      cpu_us: Math.round(process.cpuUsage(this.#begun).user / Math.max(1, times.length)),
    }
  }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function standardError(values: number[]): number {
  const center = mean(values)
  const square = mean(values.map(value => (value - center) ** 2))
  return Math.sqrt(square / Math.max(1, values.length - 1))
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
