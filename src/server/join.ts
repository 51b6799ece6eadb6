import { partitionOf } from '../core/partition.ts'
import { uuidV5 } from '../core/visitor-key.ts'
import type { Engine } from '../engine/engine.ts'
import { type NewRecord, RECORD_VERSIONS, type VisitorsMerged } from '../schema/record.ts'
import { type Link, Links, refused } from './links.ts'
import { Problem } from './problem.ts'
import type { Services } from './services.ts'

/**
 * One copy for each of the two partitions; said again, they are the same records.
 * @param occasion what makes it once: the two names, or the link that was opened
 */
export function mergeRecords(
  merge: VisitorsMerged,
  receivedAt: number,
  occasion = `${merge.from}\u0000${merge.into}`,
): NewRecord[] {
  return [merge.from, merge.into].map((visitor, n) => ({
    id: uuidV5('merge', `${occasion}\u0000${n}`),
    partition: partitionOf(visitor),
    type: 'visitors_merged' as const,
    version: RECORD_VERSIONS.visitors_merged,
    receivedAt,
    body: merge,
  }))
}

/**
 * Which of these merges may be, one after the other. A browser that is an account's already is
 * not joined to another: two people who sign in on one machine would be one for ever, and each
 * be told the other's orders. Accounts are joined by their own names.
 */
export class Joins {
  readonly #engine: Pick<Engine, 'canonical'>
  /** What those before will have changed. */
  readonly #ahead = new Map<string, string>()

  constructor(engine: Pick<Engine, 'canonical'>) {
    this.#engine = engine
  }

  admits({ from, into }: VisitorsMerged): boolean {
    const owner = this.#canonical(from)
    const account = this.#canonical(into)
    if (owner === account) return true
    if (owner !== from) return false
    this.#ahead.set(owner, account)
    return true
  }

  #canonical(visitor: string): string {
    const known = this.#engine.canonical(visitor)
    const next = this.#ahead.get(known)
    return next === undefined ? known : this.#canonical(next)
  }
}

export const BROWSER_OF_ANOTHER = {
  code: 'browser_of_another',
  reason:
    'This browser is another account’s already: clear its cookie vitrine when somebody signs out, or, where one person has both accounts, join them by their own names.',
} as const

/** What became of the link that a page was opened with. */
export interface LinkFate {
  joined: boolean
  /** Why not, and the field it came in. */
  field?: string
  code?: string
  reason?: string
}

/**
 * A page whose address has a `vt` was opened by a link of a letter. The tag knows nothing of
 * it: the address of the page view tells it, and loses it before it is kept.
 */
export async function openLinkIn(
  events: readonly unknown[],
  browser: string | undefined,
  services: Services,
): Promise<LinkFate | undefined> {
  const found = linkIn(events)
  if (found === undefined || browser === undefined) return undefined
  const { shop, keys, env } = services
  try {
    const link = new Links(shop.name, keys.nameSecret, env).read(found.token, found.field)
    await joinByLink(browser, link, found.field, services)
    return { joined: true }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { joined: false, field: found.field, code: error.code, reason: error.message }
  }
}

function linkIn(events: readonly unknown[]): { token: string; field: string } | undefined {
  for (const [n, event] of events.entries()) {
    const url = (event as { page?: { url?: unknown } } | null)?.page?.url
    const token = typeof url === 'string' ? /[?&]vt=([^&#]{1,128})/.exec(url)?.[1] : undefined
    if (token !== undefined) return { token, field: `/events/${n}/page/url` }
  }
  return undefined
}

/**
 * The browser that opened a link is the account's from now on.
 * @throws Problem 403 when the link served somebody else, or the browser is somebody's already
 */
export async function joinByLink(
  browser: string,
  { visitor, nonce }: Link,
  field: string,
  { shop, env }: Services,
): Promise<void> {
  const account = shop.engine.canonical(visitor)
  if (shop.engine.canonical(browser) === account) return
  if (shop.engine.keysOf(browser).length > 1) {
    const detail = 'This browser belongs to an account already; sign out to open links of another.'
    throw refused('link_of_another', detail, field)
  }
  if (shop.forgotten.has(visitor)) {
    throw refused('link_unknown', 'Whom this link was made for is not known any more.', field)
  }
  const merge = { from: browser, into: visitor, time: env.now() }
  const { repeated } = await shop.take(mergeRecords(merge, env.now(), `link ${nonce}`))
  if (repeated.length === 0) return
  throw refused('link_used', 'This link was opened before; the shop makes a new one.', field)
}
