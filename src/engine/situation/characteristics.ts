import { DAY, HOUR } from '../../core/clock.ts'
import type { Consent, Context, Page } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { Shopper } from '../genome/shape.ts'
import { arrivalOf } from '../genome/source.ts'
import { shopHour } from './shop-hours.ts'
import { slug, termFamily } from './words.ts'

/** What is known at the moment of a decision. */
export interface Circumstances {
  /** ms */
  time: number
  page: Page
  context: Context
  consent?: Consent
  robot: boolean
  shopper: Shopper
  catalogue: CatalogueView
  timeZone: string
}

export const MOST_CHARACTERISTICS = 20
/** Bytes of a decision record that they may take, as JSON. */
const MOST_BYTES = 500

/**
 * The moment as small discrete values, the material of situations: what the first hit
 * tells by itself, then what the genome has understood, in bins. What is not known is absent, never a
 * value. Should the record be full, the last ones stay out.
 */
export function characteristics(moment: Circumstances): Record<string, string> {
  const kept = new Kept()
  arrival(moment, kept)
  subject(moment, kept)
  person(moment, kept)
  device(moment, kept)
  when(moment, kept)
  return kept.values
}

/** How this visit began. */
function arrival({ time, page, context, shopper, catalogue }: Circumstances, kept: Kept): void {
  const now = arrivalOf(context)
  const known = shopper.arrival
  kept.add('source', now?.source ?? known?.source ?? 'direct')
  kept.add('term', termFamily(now?.term || known?.term || page.search || '', catalogue))
  kept.add('visit', shopper.visitType)
  kept.add('since', shopper.lastSeen ? sinceOf(time - shopper.lastSeen) : '')
  kept.add('landing', known?.page || page.type)
}

/** What it is about: the page's own category, else the one they care for most. */
function subject({ page, shopper, catalogue }: Circumstances, kept: Kept): void {
  const item = page.item === undefined ? -1 : catalogue.find(page.item)
  const top = shopper.categories[0]
  const named = item >= 0 ? catalogue.categoryOf(item) : categoryOf(page.category, catalogue)
  const category = named < 0 && top && top.weight >= CARES ? top.category : named
  const band = category < 0 ? undefined : shopper.budget(category)
  const hasPrice = item >= 0 && catalogue.has(item)
  kept.add('category', category < 0 ? '' : slug(catalogue.categoryName(category, 'en')))
  kept.add('price', hasPrice ? priceLevel(catalogue.priceQuantile(item)) : '')
  kept.add('budget', band && band.confidence >= SURE ? priceLevel((band.low + band.high) / 2) : '')
}

/** What the genome has understood of the person, where it is at least half sure. */
function person({ shopper }: Circumstances, kept: Kept): void {
  kept.add('mind', mindOf(shopper))
  kept.add('reviews', habit(shopper, 'reviews'))
  kept.add('promotion', habit(shopper, 'promotion'))
}

function device({ context, page, consent, robot }: Circumstances, kept: Kept): void {
  kept.add('device', context.device ?? '')
  kept.add('screen', context.width === undefined ? '' : screenOf(context.width))
  kept.add('os', slug(context.os ?? ''))
  kept.add('browser', slug(context.browser ?? ''))
  kept.add('language', slug((page.locale ?? context.language ?? '').slice(0, 2)))
  kept.add('country', slug(context.country ?? ''))
  if (robot) kept.add('robot', 'declared')
  else kept.add('consent', consent ?? '')
}

function when({ time, timeZone }: Circumstances, kept: Kept): void {
  const { daypart, weekday } = shopHour(time, timeZone)
  kept.add('daypart', daypart)
  kept.add('weekday', weekday)
}

/** Confidence from which a trait is a characteristic. */
const SURE = 0.5
/** Share of their interest from which a category is what a visitor is about. */
const CARES = 0.3

/** Which fifth or so of a category's prices. */
export function priceLevel(quantile: number): string {
  if (quantile < 0.25) return 'entry'
  if (quantile < 0.5) return 'low-mid'
  return quantile < 0.75 ? 'high-mid' : 'top'
}

/** A habit beside the shop's: ½ is like others. */
function habit(shopper: Shopper, name: string): string {
  const trait = shopper.trait(name)
  if (trait === undefined || trait.confidence < SURE) return ''
  if (trait.score < 0.4) return 'little'
  return trait.score > 0.6 ? 'a-lot' : 'some'
}

function mindOf(shopper: Shopper): string {
  if (shopper.hesitation.score >= 0.5) return 'hesitates'
  const trait = shopper.trait('decided')
  if (trait === undefined || trait.confidence < SURE) return ''
  if (trait.score < -0.25) return 'strolls'
  return trait.score > 0.25 ? 'decided' : 'between'
}

function screenOf(width: number): string {
  if (width < 380) return 'narrow'
  if (width < 600) return 'phone'
  if (width < 1024) return 'tablet'
  return width < 1600 ? 'laptop' : 'wide'
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
