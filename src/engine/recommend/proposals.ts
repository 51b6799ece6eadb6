import { Candidates } from './candidates.ts'

/**
 * What strategies proposed for one page. Two placements of a kind choose the same
 * experience, and most strategies fall back on the same ones, so what was gathered for
 * one placement, scores turned by taste, serves the next.
 */
export class Proposals {
  #page: object | undefined
  readonly #lists = new Map<string, Candidates>()
  readonly #gathered: string[] = []

  /** Proposals of a strategy for a page; `gather` fills an empty list where there is none yet. */
  of(page: object, strategy: string, gather: (found: Candidates) => void): Candidates {
    if (page !== this.#page) this.#gathered.length = 0
    this.#page = page
    let found = this.#lists.get(strategy)
    if (found === undefined) this.#lists.set(strategy, (found = new Candidates()))
    if (this.#gathered.includes(strategy)) found.restore()
    else {
      found.clear()
      gather(found)
      this.#gathered.push(strategy)
    }
    return found
  }
}
