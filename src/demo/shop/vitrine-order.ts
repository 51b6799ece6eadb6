import type { IncomingMessage } from 'node:http'
import { headersFor } from './forward.ts'

/** A page does not wait longer: the shop's own order is as good as any. */
const WAIT_MS = 250
/** How long somebody pages through a category without coming to its first page again. */
const KEPT_MS = 1_800_000
const MOST_KEPT = 5_000

interface Kept {
  ids: readonly string[]
  at: number
}

/** What the shop tells of the list it asks about. */
export interface List {
  category: string
  market: string
  ids: readonly string[]
  /** The bare category: a fresh look, not a page or a filter of one under way. */
  isFirst: boolean
}

/**
 * A category in the order of who looks at it, from Vitrine. It is asked for whole when the
 * category is opened, and kept while they turn pages and set filters: nothing is met twice on
 * the way, and nothing missed.
 */
export class PersonalOrder {
  readonly #options: { vitrineUrl: string; publicKey: string }
  readonly #clock: () => number
  readonly #kept = new Map<string, Kept>()

  constructor(options: { vitrineUrl: string; publicKey: string }, clock: () => number) {
    this.#options = options
    this.#clock = clock
  }

  /** Undefined where the order is everybody's. */
  async of(request: IncomingMessage, list: List): Promise<readonly string[] | undefined> {
    const { host } = new URL(this.#options.vitrineUrl)
    const headers = headersFor(request, host)
    if (headers.cookie === undefined) return undefined
    const key = `${headers.cookie} ${list.market} ${list.category}`
    const kept = this.#kept.get(key)
    if (!list.isFirst && kept && this.#clock() - kept.at < KEPT_MS) return kept.ids
    const ids = await this.#ask(headers, list).catch(() => undefined)
    this.#keep(key, ids)
    return ids
  }

  async #ask(headers: IncomingMessage['headers'], { ids, category, market }: List) {
    const { vitrineUrl, publicKey } = this.#options
    const answer = await fetch(`${vitrineUrl}/v1/arrange`, {
      method: 'POST',
      headers: { ...passedOn(headers), authorization: `Bearer ${publicKey}` },
      body: JSON.stringify({ items: ids, category, market, consent: 'personal' }),
      signal: AbortSignal.timeout(WAIT_MS),
    })
    if (!answer.ok) return undefined
    const { order, items } = (await answer.json()) as { order: string; items: string[] }
    return order === 'person' ? items : undefined
  }

  #keep(key: string, ids: readonly string[] | undefined): void {
    this.#kept.delete(key)
    if (ids) this.#kept.set(key, { ids, at: this.#clock() })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(oldest)
    }
  }
}

/** Who asks: their cookie of Vitrine's, their address and what their browser is. */
function passedOn(headers: IncomingMessage['headers']): Record<string, string> {
  const names = ['cookie', 'user-agent', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host']
  const passed = names.flatMap(name => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  return { ...Object.fromEntries(passed), 'content-type': 'application/json' }
}
