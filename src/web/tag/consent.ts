import type { Consent } from '../../schema/event.ts'

type Modes = Record<string, unknown>
type Answer = 'refused' | 'measure' | 'personal'

/** From the least to the most that is allowed. */
const ANSWERS: readonly unknown[] = ['refused', 'measure', 'personal']

/**
 * What the visitor allows.
 *
 * Before a choice and after a refusal the level is `page`; the difference is that
 * before a choice events wait in memory, and after a refusal they are forgotten.
 *
 *     the shop's own word ─▶ else what Consent Mode and the TCF say; where both speak,
 *                            the more careful of the two
 *     Global Privacy Control ─▶ refused, unless the shop says that the visitor chose
 *                               otherwise knowing of it
 */
export class ConsentState {
  level: Consent = 'page'
  /** The visitor said no, or the browser says no for them. */
  refused = false
  /** The visitor chose personal service in spite of the browser's signal; the server hears that signal too. */
  chosen = false
  /** How long to wait for a choice kept from an earlier visit, ms. */
  waitMs: number
  readonly #privacyControl: boolean
  readonly #modes: Modes = {}
  #isUpdated = false
  #plain: unknown
  #google?: Answer
  #framework?: Answer

  constructor(privacyControl: boolean, waitMs = 0) {
    this.#privacyControl = privacyControl
    this.waitMs = waitMs
    this.#settle()
  }

  /**
   * The shop says it in our words: `personal`, `measure` or `refused`.
   * @param how `chosen`: the visitor was told of the browser's signal, and chose this
   */
  say(answer: unknown, how?: unknown): void {
    this.#plain = answer ?? 'unsaid'
    this.chosen = how === 'chosen'
    this.#settle()
  }

  /**
   * Consent Mode v2, `gtag('consent', 'default' | 'update', modes)`. A default for
   * some regions only is believed when it denies: we do not know the region.
   */
  hear(command: unknown, said: Modes): void {
    const update = command === 'update'
    this.#isUpdated ||= update
    if (this.#isUpdated && !update) return
    for (const [mode, value] of Object.entries(said)) {
      if (update || !said.region || value === 'denied') this.#modes[mode] = value
    }
    this.waitMs = Math.min(1_000, Number(this.#modes.wait_for_update) || 0) || this.waitMs
    const { personalization_storage: personal, analytics_storage: measure } = this.#modes
    const isDenied = this.#isUpdated && (measure ?? personal) === 'denied'
    this.#google = isDenied ? 'refused' : undefined
    if (measure === 'granted') this.#google = 'measure'
    if (personal === 'granted') this.#google = 'personal'
    this.#settle()
  }

  /** The Transparency and Consent Framework, as `tcf.ts` understood it. */
  hearFramework(answer: unknown): void {
    this.#framework = answer as Answer
    this.#settle()
  }

  /** In another tab of this shop it was taken back: so it is here, until this page is told anew. */
  withdraw(): void {
    this.level = 'page'
    this.refused = true
  }

  #settle(): void {
    const heard = [this.#google, this.#framework].filter(Boolean)
    const least = ANSWERS.find(one => heard.includes(one as Answer))
    const isBarred = this.#privacyControl && !this.chosen
    const answer = isBarred ? 'refused' : (this.#plain ?? least)
    this.refused = answer === 'refused'
    this.level = answer === 'personal' || answer === 'measure' ? answer : 'page'
    if (answer) this.waitMs = 0
  }
}
