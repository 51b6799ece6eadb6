import { plainText } from '../core/words.ts'

/** Names and values by which products are told apart, as dense numbers. Case and accents do not matter. */
export class Tags {
  readonly #numbers = new Map<string, number>()
  readonly #facets: string[] = []
  readonly #values: string[] = []

  get count(): number {
    return this.#values.length
  }

  find(facet: string, value: string): number | undefined {
    return this.#numbers.get(keyOf(facet, value))
  }

  intern(facet: string, value: string): number {
    const key = keyOf(facet, value)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.count)
    this.#facets.push(facet)
    return this.#values.push(value) - 1
  }

  facetOf(tag: number): string {
    return this.#facets[tag]
  }

  /** As it was first written. */
  valueOf(tag: number): string {
    return this.#values[tag]
  }
}

function keyOf(facet: string, value: string): string {
  return `${facet}\u0000${plainText(value).trim()}`
}
