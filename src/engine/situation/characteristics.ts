import { DAY, HOUR } from '../../core/clock.ts'
import type { Context, Page } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { Shopper } from '../genome/shape.ts'
import { arrivalOf } from '../genome/source.ts'
import { MOST_CHARACTERISTICS } from './moments/moment.ts'
import { shopHour } from './shop-hours.ts'
import { slug, termFamily } from './words.ts'

/** What is known at the moment of a decision. */
export interface Circumstances {
  /** ms */
  time: number
  page: Page
  context: Context
  shopper: Shopper
  catalogue: CatalogueView
  timeZone: string
}

/** Bytes of a decision record that they may take, as JSON. */
const MOST_BYTES = 500

/**
 * The moment as small discrete values, the material of situations: what the first hit
 * tells by itself, then what the genome has understood, in bins. What is not known is absent, never a
 * value, and so is what is like everybody's: it would tell nobody apart. Should the record be full, the
 * last ones stay out. Every name here has its words in `phrases.ts`, and there are no more
 * names than a shop can have characteristics (`MOST_NAMES`).
 */
export function characteristics(moment: Circumstances): Record<string, string> {
  const kept = new Kept()
  arrival(moment, kept)
  subject(moment, kept)
  person(moment, kept)
  surroundings(moment, kept)
  return kept.values
}

/** How this visit began, and on what. */
function arrival({ time, page, context, shopper, catalogue }: Circumstances, kept: Kept): void {
  const now = arrivalOf(context)
  const known = shopper.arrival
  const source = now?.source ?? known?.source ?? 'direct'
  // The host of a referral is told on its first page only: it is no word anybody looked for.
  const told = now && now.source !== 'referral' ? now.term : ''
  kept.add('source', source)
  kept.add('term', termFamily(told || known?.term || page.search || '', catalogue))
  kept.add('visit', shopper.visitType)
  kept.add('since', shopper.lastSeen ? sinceOf(time - shopper.lastSeen) : '')
  kept.add('landing', known?.page || page.type)
  kept.add('device', context.device ?? '')
}

/** What it is about: the page's own category, else the one they care for most. */
function subject({ page, shopper, catalogue }: Circumstances, kept: Kept): void {
  const item = page.item === undefined ? -1 : catalogue.find(page.item)
  const top = shopper.categories[0]
  const named = item >= 0 ? catalogue.categoryOf(item) : categoryOf(page.category, catalogue)
  const category = named < 0 && top && top.weight >= CARES ? top.category : named
  const hasPrice = item >= 0 && catalogue.has(item)
  kept.add('category', category < 0 ? '' : slug(catalogue.categoryName(category, 'en')))
  kept.add('price', hasPrice ? priceLevel(catalogue.priceQuantile(item)) : '')
  if (category >= 0) means(category, shopper, kept)
  const brand = shopper.brands[0]
  const isTheirs = brand !== undefined && brand.weight >= FAITHFUL
  kept.add('brand', isTheirs ? slug(catalogue.brandName(brand.brand)) : '')
}

/** What they seek there: at which price, and for which level of practice. */
function means(category: number, shopper: Shopper, kept: Kept): void {
  const band = shopper.budget(category)
  const level = shopper.level?.(category)
  const middle = band && (band.mean ?? (band.low + band.high) / 2)
  kept.add('budget', band && band.confidence >= KNOWN ? priceLevel(middle!) : '')
  kept.add('level', level && level.confidence >= LEVEL_KNOWN ? levelOf(level.score) : '')
}

/** What the genome has understood of the person, and how far they have come. */
function person({ shopper }: Circumstances, kept: Kept): void {
  kept.add('cart', cartOf(shopper.cart.length))
  kept.add('mind', mindOf(shopper))
  for (const { name, trait, sure } of HABITS) kept.add(name, habit(shopper.trait(trait), sure))
  kept.add('pages', pagesOf(shopper.pages ?? 1))
}

function surroundings({ time, page, context, timeZone }: Circumstances, kept: Kept): void {
  const { daypart, weekday } = shopHour(time, timeZone)
  kept.add('daypart', daypart)
  kept.add('country', slug(context.country ?? ''))
  kept.add('weekday', weekday)
  kept.add('language', slug((page.locale ?? context.language ?? '').slice(0, 2)))
}

/**
 * Share of the differences between people that must be known before a budget is a characteristic.
 * A quarter is a correlation of one half: two choices or three out of lists that agree. A learner
 * can bear doubt; what it cannot use is what nearly nobody has.
 */
const KNOWN = 0.25
/** A level must be known from the category itself: three things taken elsewhere do not do. */
const LEVEL_KNOWN = 0.4
/** Share of their interest from which a category is what a visitor is about. */
const CARES = 0.3
/** Share of their interest from which a brand is theirs. */
const FAITHFUL = 0.5

/**
 * Habits, and from which confidence each counts: after three products for reviews and six chances
 * for offers, four for what is compared. How much so many chances tell differs from habit to habit,
 * so that one number for all would leave out those that show seldom.
 */
const HABITS = [
  { name: 'reviews', trait: 'reviews', sure: 0.4 },
  { name: 'promotion', trait: 'promotion', sure: 0.1 },
  { name: 'delivery', trait: 'delivery', sure: 0.25 },
  { name: 'advice', trait: 'advice', sure: 0.15 },
  { name: 'compares', trait: 'compares_away', sure: 0.5 },
  { name: 'prices', trait: 'price', sure: 0.5 },
] as const

/** Which fourth or so of a category's prices. */
export function priceLevel(quantile: number): string {
  if (quantile < 0.25) return 'entry'
  if (quantile < 0.5) return 'low-mid'
  return quantile < 0.75 ? 'high-mid' : 'top'
}

function levelOf(score: number): string {
  if (score < 0.35) return 'beginner'
  return score > 0.65 ? 'expert' : 'regular'
}

/** A habit beside the shop's: ½ is like others. */
function habit(trait: { score: number; confidence: number } | undefined, sure: number): string {
  if (trait === undefined || trait.confidence < sure) return ''
  if (trait.score < 0.4) return 'little'
  return trait.score > 0.6 ? 'a-lot' : ''
}

function mindOf(shopper: Shopper): string {
  if (shopper.hesitation.score >= 0.5) return 'hesitates'
  const score = shopper.trait('decided')?.score ?? 0
  if (score <= -MINDED) return 'strolls'
  return score >= MINDED ? 'decided' : ''
}

/** One search is no decision, a search and a visit to the cart is; going to compare elsewhere is none. */
const MINDED = 0.4

/** An empty cart is nearly everybody's. */
function cartOf(items: number): string {
  if (items === 0) return ''
  if (items === 1) return 'one'
  return items < 4 ? 'few' : 'many'
}

function pagesOf(pages: number): string {
  if (pages < 2) return 'first'
  if (pages < 5) return 'few'
  return pages < 10 ? 'several' : 'many'
}

function sinceOf(ms: number): string {
  if (ms < 6 * HOUR) return 'hours'
  if (ms < 2 * DAY) return 'day'
  if (ms < 7 * DAY) return 'week'
  return ms < 30 * DAY ? 'month' : 'longer'
}

function categoryOf(path: string | undefined, catalogue: CatalogueView): number {
  return path === undefined ? -1 : catalogue.findCategory(path)
}

/** The known ones, in order, as many as the record has room for. */
class Kept {
  readonly values: Record<string, string> = {}
  #count = 0
  #bytes = 2

  /** Empty for what is not known. */
  add(name: string, value: string): void {
    if (value === '' || this.#count === MOST_CHARACTERISTICS) return
    // Quotes, colon and comma are six; a value has no character that JSON would escape.
    const size = name.length + bytesOf(value) + 6
    if (this.#bytes + size > MOST_BYTES) return
    this.values[name] = value
    this.#count++
    this.#bytes += size
  }
}

/** At most three bytes for a letter outside ASCII. */
function bytesOf(value: string): number {
  let bytes = 0
  for (let i = 0; i < value.length; i++) bytes += value.charCodeAt(i) < 128 ? 1 : 3
  return bytes
}
