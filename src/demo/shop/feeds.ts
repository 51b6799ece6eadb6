import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { attributesOf, describe } from '../catalogue/describe.ts'
import type { Item, Language, Sku } from '../catalogue/shape.ts'
import { LEVEL_NAMES, SEASON_NAMES } from '../catalogue/words.ts'
import { FACTS_FEED } from './facts.ts'
import { GUIDES } from './guides.ts'
import { escaped } from './html.ts'
import { href, imageHref, productHref } from './routes.ts'
import { SEASON_WINDOWS } from './seasons.ts'
import type { Shelves } from './shelves.ts'
import { sizeText } from './sizes.ts'

export interface FeedFile {
  type: string
  body: Buffer
  etag: string
}

/**
 * What the shop tells anybody who asks: products in two markets, guides, promises;
 * and, with the key, what things cost. Written once, the catalogue does not change.
 */
export class Feeds {
  readonly #files = new Map<string, FeedFile>()
  readonly #writers: Record<string, () => { type: string; text: string }>

  /** Items entered the shop so many days before the month began: a feed changes once a month. */
  constructor(shelves: Shelves, origin: () => string, now: number) {
    const since = Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth())
    this.#writers = {
      'products-fr.xml': () => ({
        type: 'application/rss+xml; charset=utf-8',
        text: rss(rows(shelves, 'fr', origin(), since), origin()),
      }),
      'products-en.tsv': () => ({
        type: 'text/tab-separated-values; charset=utf-8',
        text: tsv(rows(shelves, 'en', origin(), since)),
      }),
      'content.json': () => json(content(shelves, origin())),
      'facts.json': () => json(FACTS_FEED),
      'costs.csv': () => ({
        type: 'text/csv; charset=utf-8',
        text: costs(shelves.catalogue.items),
      }),
    }
  }

  /** The file of that name, or of that name and `.gz`. */
  get(name: string): FeedFile | undefined {
    const kept = this.#files.get(name)
    if (kept) return kept
    const zipped = name.endsWith('.gz')
    const plain = zipped ? name.slice(0, -3) : name
    if (!Object.hasOwn(this.#writers, plain)) return undefined
    const { type, text } = this.#writers[plain]()
    const body = zipped ? gzipSync(text) : Buffer.from(text)
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const file = { type: zipped ? 'application/gzip' : type, body, etag }
    this.#files.set(name, file)
    return file
  }
}

const json = (value: unknown) => ({
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(value),
})

/** One row a SKU, by the names of Google's Merchant attributes, and three columns of our own. */
interface Row {
  id: string
  item_group_id: string
  title: string
  description: string
  link: string
  image_link: string
  availability: string
  price: string
  sale_price: string
  lowest_price_30_days: string
  brand: string
  product_type: string
  gtin: string
  size: string
  color: string
  gender: string
  product_detail: [string, string][]
  average_rating: string
  review_count: string
  quantity: string
  date_added: string
}

function rows(shelves: Shelves, language: Language, origin: string, since: number): Row[] {
  return shelves.catalogue.items.flatMap(item =>
    item.skus.map(sku => row(item, sku, language, origin, since)),
  )
}

const DAY = 86_400_000

function row(item: Item, sku: Sku, language: Language, origin: string, since: number): Row {
  return {
    id: sku.id,
    item_group_id: item.id,
    title: item.title[language],
    description: describe(item, language),
    link: origin + productHref(language, item),
    image_link: origin + imageHref(item, sku.colour),
    availability: sku.stock > 0 ? 'in_stock' : 'out_of_stock',
    price: euros(item.listPrice ?? item.price),
    sale_price: item.listPrice ? euros(item.price) : '',
    // What stood before a reduction is the lowest of its 30 days: the shop's pages say so too.
    lowest_price_30_days: euros(item.listPrice ?? item.price),
    brand: item.brand.name,
    product_type: item.leaf.path.map(name => name[language]).join(' > '),
    gtin: gtin(sku.id),
    size: sku.size ? sizeText(sku.size, language) : '',
    color: sku.colour.name[language],
    gender: GENDERS[item.gender],
    product_detail: attributesOf(item, language).filter(([name]) => name !== 'gender'),
    average_rating: item.reviews ? item.rating.toFixed(1) : '',
    review_count: String(item.reviews),
    quantity: String(sku.stock),
    date_added: new Date(since - item.age * DAY).toISOString().slice(0, 10),
  }
}

/** Merchant's own words, whatever the language. */
const GENDERS = { men: 'male', women: 'female', unisex: 'unisex', kids: 'unisex' }

const euros = (minor: number) => `${(minor / 100).toFixed(2)} EUR`

/** Thirteen digits in the range GS1 keeps for use inside a shop, with their check digit. */
function gtin(sku: string): string {
  const digest = createHash('sha256').update(sku).digest()
  const body = `20${(digest.readUIntBE(0, 6) % 1e10).toString().padStart(10, '0')}`
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0)
  return body + ((10 - (sum % 10)) % 10)
}

function rss(rows: readonly Row[], origin: string): string {
  const items = rows.map(one => {
    const fields = Object.entries(one).map(([name, value]) => {
      if (Array.isArray(value)) return value.map(([key, text]) => detail(key, text)).join('')
      if (value === '') return ''
      return `<g:${name}>${escaped(value)}</g:${name}>`
    })
    return `<item>${fields.join('')}</item>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Cimes</title><link>${escaped(origin)}</link><description>Matériel de montagne et de course</description>
${items.join('')}</channel></rss>
`
}

const detail = (name: string, value: string) =>
  `<g:product_detail><g:section_name>General</g:section_name><g:attribute_name>${name}</g:attribute_name><g:attribute_value>${escaped(value)}</g:attribute_value></g:product_detail>`

function tsv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0]) as (keyof Row)[]
  const lines = rows.map(one =>
    names
      .map(name => {
        const value = one[name]
        const text = Array.isArray(value)
          ? value.map(([key, said]) => `General:${key}:${said}`).join(',')
          : value
        return text.replace(/[\t\r\n]+/g, ' ')
      })
      .join('\t'),
  )
  return `${names.join('\t')}\n${lines.join('\n')}\n`
}

/** What each SKU cost, without VAT. */
function costs(items: readonly Item[]): string {
  const lines = items.flatMap(item =>
    item.skus.map(sku => `${sku.id},${(item.cost / 100).toFixed(2)},EUR`),
  )
  return `id,cost,currency\n${lines.join('\n')}\n`
}

function content(shelves: Shelves, origin: string) {
  const languages: Language[] = ['fr', 'en']
  const leafName = (code: string, language: Language) =>
    shelves.catalogue.leaves.find(leaf => leaf.code === code)?.path.at(-1)?.[language] ?? ''
  return languages.flatMap(language => [
    ...GUIDES.map(guide => ({
      id: `guide-${guide.slug}-${language}`,
      type: 'guide',
      title: guide.title[language],
      text: guide.lead[language],
      url: origin + href(language, 'guides', guide.slug),
      language,
      categories: guide.shelves.map(code => leafName(code, language)),
      season: SEASON_NAMES[guide.season][language],
      ...(guide.level ? { level: LEVEL_NAMES[guide.level][language] } : {}),
    })),
    ...SEASON_WINDOWS.map(window => {
      const root = shelves.roots.find(one => one.name.fr === window.target)!
      return {
        id: `hero-${window.scene}-${language}`,
        type: 'hero',
        title: window.title[language],
        text: window.text[language],
        image: `${origin}/images/scene-${window.scene}.svg`,
        url: origin + href(language, 'category', root.slug[language]),
        language,
        categories: [root.name[language]],
        season: window.scene,
      }
    }),
  ])
}
