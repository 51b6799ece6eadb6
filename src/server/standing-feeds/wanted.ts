import type { FeedWanted } from '../../schema/standing-feed.ts'
import { Problem } from '../problem.ts'
import { requireRealMarket } from '../real-market.ts'

/** As the catalogue's runs name it, `products-FR-fr`. */
export function nameOfFeed({ kind, country, language }: FeedWanted): string {
  if (kind === 'products') return `products-${country}-${language}`
  if (kind === 'content') return `content-${language}`
  if (kind === 'rates') return 'currency-rates'
  return kind
}

/** What a feed of this kind is told with, and nothing else. @throws Problem that names the field */
export function settled(wanted: FeedWanted): FeedWanted {
  const { kind, every, country, language, currency, hour } = wanted
  const feed = { url: addressIn(wanted.url), kind, every }
  requireRealMarket({ country, language, currency })
  const when = every === 'day' ? { hour: hour ?? NIGHT } : {}
  if (kind === 'products') {
    const market = {
      country: told(country, 'country', 'FR'),
      language: told(language, 'language', 'fr'),
      currency: told(currency, 'currency', 'EUR'),
    }
    return { ...feed, ...when, ...market }
  }
  if (kind === 'content') return { ...feed, ...when, language: told(language, 'language', 'fr') }
  return { ...feed, ...when }
}

const NIGHT = 4

function told(value: string | undefined, field: string, example: string): string {
  if (value !== undefined) return value
  const detail = `A feed of this kind needs its ${field}, such as ${example}.`
  throw new Problem(400, 'missing', detail, { field: `/${field}` })
}

/** The machine that it names is judged when it is asked. */
function addressIn(text: string): string {
  const url = text.trim()
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url
  const detail = 'A feed address begins with https:// or http://.'
  throw new Problem(400, 'bad_url', detail, { field: '/url', params: { why: 'scheme' } })
}
