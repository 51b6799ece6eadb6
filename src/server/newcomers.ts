import type { Env } from '../store/ports.ts'

/** A page's first requests are seconds apart; one that was left early is followed by the next page. */
const KEPT_MS = 10 * 60_000
/** Some seven megabytes, whoever makes up how many words. */
const MOST = 32_768

interface Named {
  secret: string
  until: number
}

/**
 * What browsers were called that said a word of their own before they had a name.
 *
 * The first requests of a browser leave side by side, each without a cookie, and a page may be left
 * before any answer has brought one. Named each by itself, one person would be several. So all of
 * them carry one word, a UUID that the page made up, and whoever says it again is called as before.
 * It is known for minutes, in memory: later it is worth nothing to anybody who found it.
 */
export class Newcomers {
  /** In the order they came, so that the first are the oldest. */
  readonly #named = new Map<string, Named>()
  readonly #env: Pick<Env, 'now' | 'random'>

  constructor(env: Pick<Env, 'now' | 'random'>) {
    this.#env = env
  }

  /** The cookie of this browser, and whether it was made just now. */
  nameOf(word: string | undefined, mayBe: (secret: string) => boolean): [string, boolean] {
    this.#forgetOld()
    const known = word === undefined ? undefined : this.#named.get(word)?.secret
    if (known !== undefined && mayBe(known)) return [known, false]
    const secret = Buffer.from(this.#env.random(32)).toString('base64url')
    if (word !== undefined) this.#keep(word, secret)
    return [secret, true]
  }

  #keep(word: string, secret: string): void {
    this.#named.delete(word)
    this.#named.set(word, { secret, until: this.#env.now() + KEPT_MS })
  }

  #forgetOld(): void {
    const now = this.#env.now()
    for (const [word, { until }] of this.#named) {
      if (until > now && this.#named.size < MOST) return
      this.#named.delete(word)
    }
  }
}
