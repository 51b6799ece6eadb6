import { hash32 } from '../../core/hash.ts'
import type { Campaign, Context } from '../../schema/event.ts'

/** Ways to come to a shop. Written as an index: only ever add at the end. */
export const SOURCES = [
  'direct',
  'search',
  'social',
  'email',
  'ad',
  'affiliate',
  'referral',
  'campaign',
] as const
export type Source = (typeof SOURCES)[number]

export interface Arrival {
  source: Source
  /** Words of the search, else the name of the campaign, lower case; the host of a referral; empty when nobody tells. */
  term: string
  /** The same campaign has the same number; 0 for what nobody launched (a search, a link). */
  campaign: number
}

/**
 * How a page view came to the shop, or undefined when it did not come from outside. The
 * door has read address and referrer into the campaign already, engines and their words included.
 */
export function arrivalOf(context: Context | undefined): Arrival | undefined {
  const told = context?.campaign
  if (told === undefined || (!told.source && !told.medium && !told.name)) return undefined
  const source = sourceOf(told)
  const host = source === 'referral' ? told.source : undefined
  const term = tidy(told.term ?? '') || tidy(told.name ?? '') || tidy(host ?? '')
  return { source, term, campaign: numberOf(told) }
}

/** Medium first, as GA4's default channel groups do; then the source's own name. */
function sourceOf({ source = '', medium = '' }: Campaign): Source {
  const by = medium.toLowerCase()
  const from = source.toLowerCase()
  if (/^e?-?mail|newsletter/.test(by) || /^e?-?mail|newsletter/.test(from)) return 'email'
  if (/^(cpc|ppc|cpm|cpv|paid.*|display|banner|retargeting|shopping|ads?)$/.test(by)) return 'ad'
  if (/affiliat/.test(by)) return 'affiliate'
  if (/^(social.*|sm)$/.test(by)) return 'social'
  if (/^(organic|search|seo)$/.test(by)) return 'search'
  return by === 'referral' ? 'referral' : 'campaign'
}

/** A page found is no campaign, however it was found: coming back through it is the same visit. */
function numberOf({ source = '', medium = '', name, term = '', content = '' }: Campaign): number {
  if (name === undefined && /^(organic|referral|social)$/i.test(medium)) return 0
  return hash32([source, medium, name ?? '', term, content].join('\u0000')) || 1
}

/** Lower case, single spaces, no marks around. */
export function tidy(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%.'’-]+/gu, ' ')
    .trim()
}
