/** A word shorter than this is taken as it is written. */
const SHORTEST = 4
/** From this length on, two slips are forgiven. */
const LONG = 7

/**
 * The terms that products are named by, and the nearest to one that nothing is named by.
 * A slip is a letter too many, too few, wrong, or two that changed places.
 */
export class Spelling {
  /** By length: a term is compared only with those about as long, and of about the same letters. */
  readonly #byLength: Shelf[] = []

  /** Each is told once. */
  add(term: string): void {
    const shelf = (this.#byLength[term.length] ??= { terms: [], letters: [] })
    shelf.terms.push(term)
    shelf.letters.push(lettersOf(term))
  }

  /** Terms with the fewest slips, at most `most`; those that begin alike first. */
  nearest(term: string, most = 6): string[] {
    if (term.length < SHORTEST || /^\d/.test(term)) return []
    for (let slips = 1; slips <= (term.length < LONG ? 1 : 2); slips++) {
      const found = this.#within(term, slips)
      if (found.length > 0)
        return found.sort((a, b) => alike(term, b) - alike(term, a)).slice(0, most)
    }
    return []
  }

  /** Terms that begin so, at most `most`, the shortest first. */
  startingWith(start: string, most = 20): string[] {
    if (start.length < 3) return []
    const found: string[] = []
    for (let length = start.length + 1; length < this.#byLength.length; length++) {
      for (const term of this.#byLength[length]?.terms ?? []) {
        if (term.startsWith(start)) found.push(term)
        if (found.length === most) return found
      }
    }
    return found
  }

  #within(term: string, slips: number): string[] {
    const own = lettersOf(term)
    const found: string[] = []
    for (let length = term.length - slips; length <= term.length + slips; length++) {
      const { terms, letters } = this.#byLength[length] ?? NONE
      for (let i = 0; i < terms.length; i++) {
        // A slip changes two letters at most.
        if (bitsOf(own ^ letters[i]) > 2 * slips) continue
        if (slipsBetween(term, terms[i], slips) <= slips) found.push(terms[i])
      }
    }
    return found
  }
}

interface Shelf {
  terms: string[]
  /** Which letters each has, a bit for each of 32 groups of them. */
  letters: number[]
}

const NONE: Shelf = { terms: [], letters: [] }

function lettersOf(term: string): number {
  let letters = 0
  for (let i = 0; i < term.length; i++) letters |= 1 << (term.charCodeAt(i) & 31)
  return letters
}

/** Bits that are set (Warren, Hacker's Delight). */
function bitsOf(word: number): number {
  word -= (word >>> 1) & 0x55555555
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Letters at the beginning that are the same: people seldom miss the first. */
function alike(a: string, b: string): number {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)]

/**
 * Optimal string alignment (Damerau, 1964), given up as soon as there are more than `most`
 * slips; texts of at most 63 letters.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  let [before, last, now] = rows
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    now[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let slips = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && isSwapped(a, b, i, j)) slips = Math.min(slips, before[j - 2] + 1)
      now[j] = slips
      if (slips < least) least = slips
    }
    if (least > most) return least
    ;[before, last, now] = [last, now, before]
  }
  return last[b.length]
}

function isSwapped(a: string, b: string, i: number, j: number): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
}
