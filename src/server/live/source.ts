import type { ShopEvent } from '../../schema/event.ts'
import type { Say } from '../../schema/live.ts'
import { both, quote } from './words.ts'

/** Hosts one names aloud, by the end of their name. Others are not guessed at: they may be the shop itself. */
const KNOWN: [host: RegExp, name: string][] = [
  [/(^|\.)google\.[a-z.]+$/, 'Google'],
  [/(^|\.)bing\.com$/, 'Bing'],
  [/(^|\.)duckduckgo\.com$/, 'DuckDuckGo'],
  [/(^|\.)qwant\.com$/, 'Qwant'],
  [/(^|\.)ecosia\.org$/, 'Ecosia'],
  [/(^|\.)search\.yahoo\.com$/, 'Yahoo'],
  [/(^|\.)instagram\.com$/, 'Instagram'],
  [/(^|\.)facebook\.com$/, 'Facebook'],
  [/(^|\.)pinterest\.[a-z.]+$/, 'Pinterest'],
  [/(^|\.)youtube\.com$/, 'YouTube'],
  [/(^|\.)tiktok\.com$/, 'TikTok'],
  [/(^|\.)reddit\.com$/, 'Reddit'],
]

/** Where a visit came from, as a verb: `arrive de Google avec « ski »`. Undefined when nothing tells. */
export function sourceOf(event: ShopEvent): Say | undefined {
  const campaign = event.context?.campaign
  const site = siteOf(event.page?.referrer, campaign?.source)
  const words = campaign?.term ?? wordsOf(event.page?.referrer)
  if (event.channel === 'email' || /e-?mail|newsletter/i.test(campaign?.medium ?? '')) {
    const name = campaign?.name
    return both(l => {
      if (name === undefined) return l === 'fr' ? 'entre par un e-mail' : 'comes in from an e-mail'
      return l === 'fr'
        ? `entre par l’e-mail ${quote(name, l)}`
        : `comes in from the e-mail ${quote(name, l)}`
    })
  }
  if (site !== undefined) {
    const of = /^[AEIOUY]/.test(site) ? 'd’' : 'de '
    return both(l => {
      const from = l === 'fr' ? `arrive ${of}${site}` : `arrives from ${site}`
      if (words === undefined) return from
      return `${from} ${l === 'fr' ? 'avec' : 'with'} ${quote(words, l)}`
    })
  }
  if (campaign?.name !== undefined) {
    const name = campaign.name
    return {
      fr: `arrive par la campagne ${quote(name, 'fr')}`,
      en: `arrives through the campaign ${quote(name, 'en')}`,
    }
  }
  return undefined
}

function siteOf(referrer: string | undefined, source: string | undefined): string | undefined {
  const host = referrer && URL.canParse(referrer) ? new URL(referrer).hostname : undefined
  const byHost = KNOWN.find(([pattern]) => host !== undefined && pattern.test(host))
  if (byHost) return byHost[1]
  return KNOWN.find(([, name]) => name.toLowerCase() === source?.toLowerCase())?.[1]
}

function wordsOf(referrer: string | undefined): string | undefined {
  if (referrer === undefined || !URL.canParse(referrer)) return undefined
  const words = new URL(referrer).searchParams.get('q')?.trim()
  return words ? words.slice(0, 80) : undefined
}
