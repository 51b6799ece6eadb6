import type { Consent } from '../../schema/event.ts'

type Modes = Record<string, unknown>

/**
 * What the visitor allows.
 *
 * Before a choice and after a refusal the level is `page`; the difference is that
 * before a choice events wait in memory, and after a refusal they are forgotten.
 * The shop's own word (`vitrine('consent', …)`) stands above Google's Consent Mode
 * once it was used. Global Privacy Control stands above both.
 */
export class ConsentState {
  level: Consent = 'page'
  /** The visitor said no, or the browser says no for them. */
  refused: boolean
  /** How long Consent Mode asks to wait for a choice kept from an earlier visit, ms. */
  waitMs = 0
  readonly #privacyControl: boolean
  readonly #modes: Modes = {}
  #plain = false
  #updated = false

  constructor(privacyControl: boolean) {
    this.#privacyControl = this.refused = privacyControl
  }

  /** The shop says it in our words: `personal`, `measure` or `refused`. */
  say(answer: unknown): void {
    this.#plain = true
    this.#set(answer)
  }

  /**
   * Consent Mode v2, `gtag('consent', 'default' | 'update', modes)`. A default for
   * some regions only is believed when it denies: we do not know the region.
   */
  hear(command: unknown, said: Modes): void {
    const update = command === 'update'
    this.#updated ||= update
    if (this.#updated && !update) return
    for (const [mode, value] of Object.entries(said)) {
      if (update || !said.region || value === 'denied') this.#modes[mode] = value
    }
    this.waitMs = Math.min(1_000, Number(this.#modes.wait_for_update) || 0)
    const { personalization_storage: personal, analytics_storage: measure } = this.#modes
    const granted = [personal === 'granted' && 'personal', measure === 'granted' && 'measure']
    const denied = this.#updated && (measure ?? personal) === 'denied' && 'refused'
    if (!this.#plain) this.#set(granted[0] || granted[1] || denied)
  }

  #set(answer: unknown): void {
    if (this.#privacyControl) return
    this.refused = answer === 'refused'
    this.level = answer === 'personal' || answer === 'measure' ? answer : 'page'
    if (answer) this.waitMs = 0
  }
}
