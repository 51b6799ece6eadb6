import type { Outcome } from '../../../schema/found.ts'
import type { Discovery } from '../ledger/discoveries.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** What is proven on one placement now, by the values of its situation. */
export class Proofs {
  readonly #all = new Set<string>()
  readonly #armsIn = new Map<string, Set<number>>()

  add(outcome: Outcome, ledger: Ledger, proven: readonly Discovery[]): void {
    for (const { row, arm } of proven) {
      const values = ledger.valuesOf(row).join()
      this.#all.add(`${outcome} ${values} ${arm}`)
      const arms = this.#armsIn.get(values) ?? new Set()
      this.#armsIn.set(values, arms.add(arm))
    }
  }

  has(outcome: Outcome, values: readonly number[], arm: number): boolean {
    return this.#all.has(`${outcome} ${values.join()} ${arm}`)
  }

  /** Experiences that are proven to do better or worse where these values meet. */
  in(values: readonly number[]): number[] {
    return [...(this.#armsIn.get(values.join()) ?? [])]
  }

  /** Situations in which something is proven. */
  get situations(): number {
    return this.#armsIn.size
  }
}
