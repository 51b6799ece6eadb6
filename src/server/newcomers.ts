import { SECOND } from '../core/clock.ts'
import type { Env } from '../store/ports.ts'

/** A page that was left before any answer came is followed by the next one. */
const KEPT_MS = 600 * SECOND
/** Once the cookie came back, what left beside its first answer arrives soon. */
const SETTLED_MS = 10 * SECOND
/** Some ten megabytes, whoever makes up how many words. */
const MOST = 32_768

interface Named {
  word: string
  secret: string
  until: number
}

/**
 * What browsers were called that said a word of their own before they had a name.
 *
 * The first requests of a browser leave side by side, each without a cookie, and a page may be left
 * before any answer has brought one. Named each by itself, one person would be several. So all of
 * them carry one word, a UUID that the page made up, and whoever says it again is called as before.
 * A script of the page may read the word, and never the cookie: so it is worth something for
 * minutes, in memory, and for seconds once the browser has shown its cookie.
 */
export class Newcomers {
  /** In the order they came, so that the first are the oldest. */
  readonly #byWord = new Map<string, Named>()
  readonly #bySecret = new Map<string, Named>()
  readonly #env: Pick<Env, 'now' | 'random'>

  constructor(env: Pick<Env, 'now' | 'random'>) {
    this.#env = env
  }

  /** The cookie of this browser, and whether it was made just now. */
  nameOf(word: string | undefined, mayBe: (secret: string) => boolean): [string, boolean] {
    this.#forgetOld()
    const known = word === undefined ? undefined : this.#byWord.get(word)
    const isGood = known !== undefined && known.until > this.#env.now() && mayBe(known.secret)
    if (isGood) return [known.secret, false]
    if (known !== undefined) this.#forget(known)
    const secret = Buffer.from(this.#env.random(32)).toString('base64url')
    if (word !== undefined) this.#keep({ word, secret, until: this.#env.now() + KEPT_MS })
    return [secret, true]
  }

  /** This browser has its cookie. */
  settle(secret: string): void {
    const named = this.#bySecret.get(secret)
    if (named === undefined) return
    this.#bySecret.delete(secret)
    named.until = Math.min(named.until, this.#env.now() + SETTLED_MS)
  }

  #keep(named: Named): void {
    this.#byWord.set(named.word, named)
    this.#bySecret.set(named.secret, named)
  }

  #forget({ word, secret }: Named): void {
    this.#byWord.delete(word)
    this.#bySecret.delete(secret)
  }

  #forgetOld(): void {
    const now = this.#env.now()
    for (const named of this.#byWord.values()) {
      if (named.until > now && this.#byWord.size < MOST) return
      this.#forget(named)
    }
  }
}
