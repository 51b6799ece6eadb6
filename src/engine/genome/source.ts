import { hash32 } from '../../core/hash.ts'
import type { Campaign, Context, Page } from '../../schema/event.ts'

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
  /** Search or campaign words, lower case; empty when the engine keeps them to itself. */
  term: string
  /** Host of a referral, empty otherwise. */
  host: string
  /** The same campaign has the same number; 0 without one. */
  campaign: number
}

const SEARCH =
  /(^|\.)(google|bing|ecosia|qwant|yandex|baidu|startpage|lilo|search\.yahoo|search\.brave|naver)\.[a-z.]+$|(^|\.)duckduckgo\.com$|google\.android\.googlequicksearchbox$/
const SOCIAL =
  /(^|\.)(facebook|instagram|pinterest|tiktok|twitter|x|t|linkedin|lnkd|reddit|youtube|youtu|snapchat|threads|bsky)\.(com|co|be|net|app|in|fr)$/
const MAIL =
  /(^|\.)(mail\.google|mail\.yahoo|outlook\.live|outlook\.office|webmail|mail)\.[a-z.]+$|android\.gm$/
/** Parameters in which search engines, where they tell, carry the words. */
const WORDS = ['q', 'query', 'p', 'text', 'wd', 'k']

/**
 * How this page view came to the shop, or undefined when neither campaign nor
 * referrer says it came from outside. A referrer of the shop itself must not get here:
 * the tag and `ingest` leave it out.
 */
export function arrivalOf(page?: Page, context?: Context): Arrival | undefined {
  const host = hostOf(page?.referrer)
  const campaign = context?.campaign
  if (campaign && Object.keys(campaign).length > 0) {
    const term = tidy(campaign.term ?? '') || wordsOf(page?.referrer)
    return { source: sourceOf(campaign, host), term, host: '', campaign: numberOf(campaign) }
  }
  if (host === '') return undefined
  if (MAIL.test(host)) return { source: 'email', term: '', host: '', campaign: 0 }
  if (SEARCH.test(host)) {
    return { source: 'search', term: wordsOf(page?.referrer), host: '', campaign: 0 }
  }
  if (SOCIAL.test(host)) return { source: 'social', term: '', host: '', campaign: 0 }
  return { source: 'referral', term: '', host, campaign: 0 }
}

/** Medium first, as GA4's default channel groups do; then the source's own name. */
function sourceOf(campaign: Campaign, host: string): Source {
  const medium = campaign.medium?.toLowerCase() ?? ''
  const source = campaign.source?.toLowerCase() ?? ''
  if (/e-?mail|newsletter/.test(medium) || /e-?mail|newsletter/.test(source)) return 'email'
  if (/^(cpc|ppc|paid.*|display|banner|cpm|retargeting|shopping|ads?)$/.test(medium)) return 'ad'
  if (/affiliat/.test(medium)) return 'affiliate'
  if (/social|sm$/.test(medium) || SOCIAL.test(`${source}.com`)) return 'social'
  if (/organic|search/.test(medium) || SEARCH.test(`${source}.com`) || SEARCH.test(host)) {
    return 'search'
  }
  if (medium === 'referral') return 'referral'
  return 'campaign'
}

function numberOf({ source = '', medium = '', name = '', term = '', content = '' }: Campaign) {
  return hash32([source, medium, name, term, content].join('\u0000')) || 1
}

/** Host of an address without `www.`; empty when it is none. */
export function hostOf(address?: string): string {
  const host = address?.match(/^[a-z-]+:\/\/([^/?#:@]+)/i)?.[1] ?? ''
  return host.toLowerCase().replace(/^www\./, '')
}

function wordsOf(address?: string): string {
  const query = address?.split('#')[0].split('?')[1]
  if (!query) return ''
  const parameters = new URLSearchParams(query)
  for (const name of WORDS) {
    const words = parameters.get(name)
    if (words) return tidy(words)
  }
  return ''
}

/** Lower case, single spaces, no marks around. */
export function tidy(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%.'’-]+/gu, ' ')
    .trim()
}
