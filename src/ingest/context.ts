import type { Campaign, Context } from '../schema/event.ts'
import { readCampaign } from './campaign.ts'
import { Hearing, isObject, type Loose } from './hearing.ts'
import type { Refused } from './refusals.ts'
import { readUserAgent } from './user-agent.ts'

/** What a request itself tells, as its headers are (lower-case names). */
export type Headers = Record<string, string | string[] | undefined>

/** Headers by which the common edges tell the country, two letters. */
const COUNTRY = [
  'cf-ipcountry',
  'x-vercel-ip-country',
  'cloudfront-viewer-country',
  'fastly-geo-country',
  'x-country-code',
]

/** Device, language and country of a request. Never the address of the visitor. */
export function readHeaders(headers: Headers): Context {
  const context: Context = { ...readUserAgent(one(headers['user-agent']) ?? '') }
  const language = readAcceptLanguage(one(headers['accept-language']))
  if (language) context.language = language
  if (!context.device && one(headers['sec-ch-ua-mobile']) === '?1') context.device = 'mobile'
  for (const name of COUNTRY) {
    const country = one(headers[name])?.toUpperCase()
    if (country && /^[A-Z]{2}$/.test(country) && country !== 'XX') {
      context.country = country
      break
    }
  }
  return context
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** The language most wanted: `fr-FR` of `en;q=.5, fr-FR`. */
export function readAcceptLanguage(header: string | undefined): string | undefined {
  let best: string | undefined
  let most = 0
  for (const part of (header ?? '').slice(0, 512).split(',')) {
    const match = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part)
    if (!match) continue
    const weight = match[2] === undefined ? 1 : Number(match[2])
    if (weight > most) {
      most = weight
      best = match[1]
    }
  }
  return best
}

/**
 * A context as the tag or a server sent it. An unusable field is left out and
 * noted: what surrounds an event must not cost the event.
 */
export function readContext(value: unknown, hearing: Hearing): Context | undefined {
  if (value === undefined || value === null) return undefined
  hearing.inside = '/context'
  const context: Context = {}
  if (isObject(value)) fill(context, value, hearing)
  else hearing.repair('context_dropped', '', typeof value)
  hearing.inside = ''
  return context
}

function fill(context: Context, raw: Loose, hearing: Hearing): void {
  const agent = attempt(hearing, 'userAgent', () => hearing.text(raw.userAgent, 'userAgent', 1024))
  if (agent) Object.assign(context, readUserAgent(agent))
  const device = attempt(hearing, 'device', () => hearing.text(raw.device, 'device', 32))
  if (device === 'mobile' || device === 'tablet' || device === 'desktop') context.device = device
  for (const [field, max] of [
    ['os', 32],
    ['browser', 32],
    ['language', 35],
    ['country', 2],
    ['region', 64],
  ] as const) {
    const text = attempt(hearing, field, () => hearing.text(raw[field], field, max))
    if (text) context[field] = text
  }
  const width = attempt(hearing, 'width', () => hearing.whole(raw.width, 'width', 0, 100_000))
  if (width !== undefined) context.width = width
  if (isObject(raw.campaign)) {
    const campaign = fillCampaign(raw.campaign, hearing)
    if (Object.keys(campaign).length > 0) context.campaign = campaign
  }
}

function fillCampaign(raw: Loose, hearing: Hearing): Campaign {
  const campaign: Campaign = {}
  for (const field of ['source', 'medium', 'name', 'term', 'content'] as const) {
    const text = attempt(hearing, field, () => hearing.text(raw[field], field))
    if (text) campaign[field] = text
  }
  return campaign
}

function attempt<T>(hearing: Hearing, field: string, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    hearing.repair('context_dropped', field, (error as Refused).code)
    return undefined
  }
}

/**
 * Everything known of the request of a page: its headers, what the tag adds, and
 * where the visitor came from. For decisions, where there may be no event.
 */
export function contextOf(request: {
  headers?: Headers
  told?: unknown
  /** Address of the page as it came, with its query. */
  url?: string
  referrer?: string
  ownHost?: string
}): Context {
  const context = request.headers ? readHeaders(request.headers) : {}
  Object.assign(context, readContext(request.told, new Hearing()))
  const campaign = context.campaign ?? readCampaign(request.url, request.referrer, request.ownHost)
  if (campaign) context.campaign = campaign
  return context
}
