/**
 * A set of whole numbers read as an ascending list. Changes are gathered and
 * settled when the list is next read, so that a feed of thousands costs one pass.
 */
export class SortedSet {
  #list: number[] = []
  readonly #pending = new Map<number, boolean>()

  add(value: number): void {
    const last = this.#list.length - 1
    if (this.#pending.size === 0 && (last < 0 || value > this.#list[last])) this.#list.push(value)
    else this.#pending.set(value, true)
  }

  remove(value: number): void {
    this.#pending.set(value, false)
  }

  /** Ascending. Valid until the next change; not to be changed. */
  get list(): readonly number[] {
    if (this.#pending.size > 0) this.#settle()
    return this.#list
  }

  #settle(): void {
    const kept = this.#list.filter(value => !this.#pending.has(value))
    const added = [...this.#pending.keys()].filter(value => this.#pending.get(value))
    this.#list = mergeAscending(
      kept,
      added.sort((a, b) => a - b),
    )
    this.#pending.clear()
  }
}

function mergeAscending(a: number[], b: number[]): number[] {
  if (b.length === 0) return a
  const merged: number[] = []
  let j = 0
  for (const value of a) {
    while (j < b.length && b[j] < value) merged.push(b[j++])
    merged.push(value)
  }
  while (j < b.length) merged.push(b[j++])
  return merged
}
