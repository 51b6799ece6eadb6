import type { Campaign } from '../../schema/event.ts'

/** Names of parameters that carry a person or a click rather than a page. */
const PRIVATE = /clid|^_g|braid|^mc_|mail|phone|token|sess|sid|pass|hash|sign|auth|user/i
const WORDS = /^(q|query|search|s|p|text|wd|keywords?)$/i

/** Path and query of an address of this shop, without what identifies a person. */
export function pathOf(address: string): string {
  return clean(address, name => !PRIVATE.test(name)).replace(/^\w+:\/\/[^/]*/, '')
}

/** The page before, and of its query only the words searched for. */
export function referrerOf(address: string): string | undefined {
  return /^http/.test(address) ? clean(address, name => WORDS.test(name)) : undefined
}

function clean(address: string, keep: (name: string) => boolean): string {
  const url = new URL(address)
  const kept = [...url.searchParams].filter(
    ([name, value]) => keep(name) && value.length < 100 && !value.includes('@'),
  )
  url.search = String(new URLSearchParams(kept))
  url.hash = url.username = url.password = ''
  return url.href
}

/** The search words of a search page's own address. */
export function searchWords(search: string): string | undefined {
  return [...new URLSearchParams(search)].find(([name]) => WORDS.test(name))?.[1]
}

export function campaignOf(search: string): Campaign | undefined {
  const campaign: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    const key = /^utm_(source|medium|campaign|term|content)$/.exec(name)?.[1]
    if (key && !value.includes('@')) campaign[key === 'campaign' ? 'name' : key] = value
  }
  return Object.keys(campaign).length > 0 ? campaign : undefined
}
