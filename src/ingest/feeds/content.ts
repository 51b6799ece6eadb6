import { LIMITS } from '../../schema/limits.ts'
import type { Content } from '../../schema/product.ts'
import type { Hearing, Loose } from '../hearing.ts'
import { isLanguage } from '../language.ts'
import { readEnd, readMoment } from '../time.ts'
import { plainText } from './html.ts'
import { type RowReading, readEntries } from './keyed-rows.ts'
import { readLink } from './link.ts'

const TYPES = ['guide', 'hero', 'advice'] as const

/**
 * The content feed: guides, heroes and advice, as JSON or CSV with the columns
 * `id,type,title,text,image,url,language,categories,season,level,from,to`.
 * Categories are parted by `|`. A day without an hour is in UTC; what ends on one is shown on it.
 */
export function readContent(
  source: AsyncIterable<Uint8Array>,
  market: { language: string },
): AsyncGenerator<RowReading<Content>> {
  return readEntries(source, (entry, hearing) => readOne(entry, market.language, hearing))
}

function readOne(entry: Loose, defaultLanguage: string, hearing: Hearing): Content {
  const content: Content = {
    id: required(hearing.id(entry.id, 'id'), 'id', hearing),
    type: readType(entry.type, hearing),
    title: required(readText(entry.title, 'title', LIMITS.text, hearing), 'title', hearing),
    url: required(readLink(entry.url ?? entry.link, 'url', hearing), 'url', hearing),
    language: readLanguage(entry.language ?? defaultLanguage, hearing),
  }
  const text = readText(entry.text, 'text', LIMITS.longText, hearing)
  if (text !== undefined) content.text = text
  const image = readLink(entry.image, 'image', hearing)
  if (image !== undefined) content.image = image
  const categories = readCategories(entry.categories, hearing)
  if (categories.length > 0) content.categories = categories
  for (const field of ['season', 'level'] as const) {
    const word = hearing.text(entry[field], field)
    if (word !== undefined) content[field] = word
  }
  const from = readMoment(entry.from, 'from', hearing)
  if (from !== undefined) content.from = from
  const to = readEnd(entry.to, 'to', hearing)
  if (to !== undefined) content.to = to
  return content
}

function required(value: string | undefined, field: string, hearing: Hearing): string {
  return value ?? hearing.refuse(field, 'missing', `Content needs ${field}.`)
}

function readType(value: unknown, hearing: Hearing): Content['type'] {
  const type = hearing.text(value, 'type')?.toLowerCase()
  const known = TYPES.find(one => one === type)
  return known ?? hearing.refuse('type', 'unknown_value', `Use one of ${TYPES.join(', ')}.`)
}

function readText(value: unknown, field: string, max: number, hearing: Hearing) {
  if (typeof value !== 'string') return hearing.text(value, field, max)
  const text = plainText(value)
  if (text !== value && /<[a-z/]|&\w+;/i.test(value)) hearing.repair('html_removed', field)
  return hearing.text(text, field, max)
}

function readLanguage(value: unknown, hearing: Hearing): string {
  const language = hearing.text(value, 'language')?.slice(0, 2).toLowerCase()
  if (language && /^[a-z]{2}$/.test(language) && isLanguage(language)) return language
  return hearing.refuse('language', 'unknown_value', 'Send a language of two letters, fr.')
}

function readCategories(value: unknown, hearing: Hearing): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split('|') : []
  if (list.length > 16) hearing.refuse('categories', 'too_many', 'Name at most 16 categories.')
  return list
    .map(one => hearing.text(typeof one === 'string' ? one.trim() : one, 'categories'))
    .filter(one => one !== undefined)
}
