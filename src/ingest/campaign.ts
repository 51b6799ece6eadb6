import type { Campaign } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { withoutPersonal } from './personal.ts'

/**
 * Where a visitor came from: UTM tags first, then the id an advertiser's click
 * leaves in the address, then the page before. `medium` uses GA4's words:
 * `cpc`, `organic`, `social`, `email`, `referral`.
 */
export function readCampaign(
  url: string | undefined,
  referrer: string | undefined,
  ownHost?: string,
): Campaign | undefined {
  const query = queryOf(url)
  const tagged = query && readUtm(query)
  if (tagged) return tagged
  const from = readReferrer(referrer, ownHost ?? hostOf(url))
  const click = query && readClick(query)
  if (click) return from?.term ? { ...click, term: from.term } : click
  return from
}

function readUtm(query: URLSearchParams): Campaign | undefined {
  const campaign: Campaign = {}
  const fields = ['source', 'medium', 'campaign', 'term', 'content'] as const
  for (const field of fields) {
    const value = tidy(query.get(`utm_${field}`))
    if (value) campaign[field === 'campaign' ? 'name' : field] = value
  }
  return campaign.source || campaign.medium || campaign.name ? campaign : undefined
}

/** Click id → who sold the click. */
const CLICKS: Record<string, Campaign> = {
  gclid: { source: 'google', medium: 'cpc' },
  gbraid: { source: 'google', medium: 'cpc' },
  wbraid: { source: 'google', medium: 'cpc' },
  dclid: { source: 'google', medium: 'display' },
  msclkid: { source: 'bing', medium: 'cpc' },
  fbclid: { source: 'facebook', medium: 'social' },
  ttclid: { source: 'tiktok', medium: 'social' },
  twclid: { source: 'x', medium: 'social' },
  li_fat_id: { source: 'linkedin', medium: 'social' },
  epik: { source: 'pinterest', medium: 'social' },
  mc_eid: { source: 'mailchimp', medium: 'email' },
}

function readClick(query: URLSearchParams): Campaign | undefined {
  for (const id of Object.keys(CLICKS)) if (query.has(id)) return { ...CLICKS[id] }
  return undefined
}

/** Search engines and the parameter that holds the words, where they still send them. */
const ENGINES: [RegExp, string, string][] = [
  [/(^|\.)google\./, 'google', 'q'],
  [/(^|\.)bing\.com$/, 'bing', 'q'],
  [/(^|\.)duckduckgo\.com$/, 'duckduckgo', 'q'],
  [/(^|\.)qwant\.com$/, 'qwant', 'q'],
  [/(^|\.)ecosia\.org$/, 'ecosia', 'q'],
  [/(^|\.)startpage\.com$/, 'startpage', 'query'],
  [/(^|\.)search\.brave\.com$/, 'brave', 'q'],
  [/(^|\.)lilo\.org$/, 'lilo', 'q'],
  [/(^|\.)search\.yahoo\.com$|(^|\.)yahoo\./, 'yahoo', 'p'],
  [/(^|\.)yandex\./, 'yandex', 'text'],
  [/(^|\.)baidu\.com$/, 'baidu', 'wd'],
  [/(^|\.)(naver)\.com$/, 'naver', 'query'],
]

const SOCIAL: [RegExp, string][] = [
  [/(^|\.)(facebook|fb)\.com$/, 'facebook'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)(tiktok)\.com$/, 'tiktok'],
  [/(^|\.)pinterest\./, 'pinterest'],
  [/(^|\.)(twitter|x)\.com$|^t\.co$/, 'x'],
  [/(^|\.)(linkedin\.com|lnkd\.in)$/, 'linkedin'],
  [/(^|\.)(youtube\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)reddit\.com$/, 'reddit'],
  [/(^|\.)snapchat\.com$/, 'snapchat'],
  [/(^|\.)threads\.net$/, 'threads'],
]

const MAIL = /^(mail|outlook|webmail|roundcube|zimbra)\.|(^|\.)(mail\.google|mail\.yahoo)\./

/** What the page before says. Undefined: direct, or from within the shop. */
function readReferrer(referrer: string | undefined, ownHost: string | undefined) {
  const host = hostOf(referrer)
  if (!host || (ownHost && bare(host) === bare(ownHost))) return undefined
  if (MAIL.test(host)) return { source: bare(host), medium: 'email' }
  for (const [pattern, source, words] of ENGINES) {
    if (!pattern.test(host)) continue
    const term = tidy(queryOf(referrer)?.get(words) ?? null)
    return term ? { source, medium: 'organic', term } : { source, medium: 'organic' }
  }
  const social = SOCIAL.find(([pattern]) => pattern.test(host))
  if (social) return { source: social[1], medium: 'social' }
  // Without our own host we cannot tell a neighbour from ourselves.
  return ownHost ? { source: bare(host), medium: 'referral' } : undefined
}

function bare(host: string): string {
  return host.replace(/^(www|m)\./, '')
}

export function hostOf(address: string | undefined): string | undefined {
  const host = address && /^https?:\/\/([^/?#:@]{1,253})(?:[/?#:]|$)/i.exec(address)?.[1]
  return host ? host.toLowerCase() : undefined
}

function queryOf(address: string | undefined): URLSearchParams | undefined {
  const at = address?.indexOf('?') ?? -1
  if (address === undefined || at < 0) return undefined
  return new URLSearchParams(address.slice(at + 1).split('#', 1)[0])
}

function tidy(value: string | null): string | undefined {
  if (value === null || value.length > 4 * LIMITS.text) return undefined
  const text = withoutPersonal(value.replace(/\p{Cc}/gu, ' ').trim()).toWellFormed()
  return text === '' ? undefined : text.slice(0, LIMITS.text)
}
