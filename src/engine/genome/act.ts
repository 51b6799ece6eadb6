import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { PageType } from '../../schema/event.ts'
import type { Source } from './source.ts'
import { SOURCES } from './source.ts'
import type { TextReader, TextWriter } from './texts.ts'

/**
 * One thing a visitor did, small enough that eighty of them fit in a kilobyte.
 * The journal keeps the newest; every trait points back at them as its evidence.
 */
export interface Act {
  kind: ActKind
  /** The event's own time, ms. */
  time: number
  /** Where its record lies in the log. */
  position: number
  /** Which line of an event with several items, 0 for the first. */
  line: number
  /** Item index, −1 for none. */
  item: number
  /** Category index told by the page or the event where no item tells it, −1 for none. */
  category: number
  page: PageType | ''
  /** How they came, on a page view that came from outside; empty otherwise. */
  source: Source | ''
  /** Minor units: of this line for `buy`, `past_buy` and `refund`, of one unit for `cart`. 1 for a `view` at a reduced price. */
  value: number
  /** Hash of the campaign on a page view, of the order of `buy`, of the placement answered elsewhere; 0 for none. */
  ref: number
  /** Search words, filter, sort or size chosen, words of a campaign, host of a referral. */
  detail: string
}

/** Written as an index: only ever add at the end. */
export const ACTS = [
  'page',
  'view',
  'wish',
  'cart',
  'uncart',
  'view_cart',
  'checkout',
  'buy',
  'refund',
  'search',
  'promo',
  'content',
  'login',
  'scroll',
  'hide',
  'show',
  'size',
  'filter',
  'sort',
  'reviews',
  'delivery',
  'click',
  'dismiss',
  'store_visit',
  'email',
  'call',
  'chat',
  'past_buy',
] as const
export type ActKind = (typeof ACTS)[number]

/** Written as an index: only ever add at the end. */
export const PAGES: readonly PageType[] = [
  'home',
  'category',
  'product',
  'search',
  'cart',
  'checkout',
  'confirmation',
  'content',
  'account',
  'other',
]

export const DETAIL_CHARACTERS = 32

/** By time, then by place in the log: the one order of a journal. */
export function compareActs(a: Act, b: Act): number {
  return a.time - b.time || a.position - b.position || a.line - b.line
}

/** About what an act costs in bytes, its text counted as if it were new. */
export function weightOf(act: Act): number {
  let bytes = 14
  if (act.ref !== 0) bytes += 5
  for (let i = 0; i < act.detail.length; i++) bytes += act.detail.charCodeAt(i) < 128 ? 1 : 3
  return bytes
}

const ACT_INDEX = new Map<string, number>(ACTS.map((name, index) => [name, index]))
const PAGE_INDEX = new Map<string, number>(PAGES.map((name, index) => [name, index]))
const SOURCE_INDEX = new Map<string, number>(SOURCES.map((name, index) => [name, index]))

const HAS_LINE = 1
const HAS_ITEM = 2
const HAS_CATEGORY = 4
const HAS_PAGE = 8
const HAS_SOURCE = 16
const HAS_VALUE = 32
const HAS_REF = 64
const HAS_DETAIL = 128

/** Times are differences from the act before, positions signed ones; what is absent costs nothing. */
export function writeActs(out: ByteWriter, texts: TextWriter, acts: readonly Act[]): void {
  out.count(acts.length)
  let time = 0
  let position = 0
  for (const act of acts) {
    out.u8(ACT_INDEX.get(act.kind)!)
    out.u8(fieldsOf(act))
    out.count(act.time - time)
    writeSigned(out, act.position - position)
    if (act.line > 0) out.u8(act.line)
    if (act.item >= 0) out.count(act.item)
    if (act.category >= 0) out.count(act.category)
    if (act.page !== '') out.u8(PAGE_INDEX.get(act.page)!)
    if (act.source !== '') out.u8(SOURCE_INDEX.get(act.source)!)
    if (act.value !== 0) writeSigned(out, act.value)
    if (act.ref !== 0) out.u32(act.ref)
    if (act.detail !== '') texts.write(out, act.detail)
    time = act.time
    position = act.position
  }
}

/** @throws RangeError when the bytes are not those of a journal. */
export function readActs(from: ByteReader, texts: TextReader): Act[] {
  const acts: Act[] = []
  let time = 0
  let position = 0
  for (let left = from.count(); left > 0; left--) {
    const kind = named(ACTS, from.u8())
    const has = from.u8()
    time += from.count()
    position += readSigned(from)
    acts.push({
      kind,
      time,
      position,
      line: has & HAS_LINE ? from.u8() : 0,
      item: has & HAS_ITEM ? from.count() : -1,
      category: has & HAS_CATEGORY ? from.count() : -1,
      page: has & HAS_PAGE ? named(PAGES, from.u8()) : '',
      source: has & HAS_SOURCE ? named(SOURCES, from.u8()) : '',
      value: has & HAS_VALUE ? readSigned(from) : 0,
      ref: has & HAS_REF ? from.u32() : 0,
      detail: has & HAS_DETAIL ? texts.read(from) : '',
    })
  }
  return acts
}

function fieldsOf(act: Act): number {
  return (
    (act.line > 0 ? HAS_LINE : 0) |
    (act.item >= 0 ? HAS_ITEM : 0) |
    (act.category >= 0 ? HAS_CATEGORY : 0) |
    (act.page !== '' ? HAS_PAGE : 0) |
    (act.source !== '' ? HAS_SOURCE : 0) |
    (act.value !== 0 ? HAS_VALUE : 0) |
    (act.ref !== 0 ? HAS_REF : 0) |
    (act.detail !== '' ? HAS_DETAIL : 0)
  )
}

/** Zigzag: the sign in the last bit, so that small numbers of either sign stay small. */
export function writeSigned(out: ByteWriter, value: number): void {
  out.count(value < 0 ? -value * 2 - 1 : value * 2)
}

export function readSigned(from: ByteReader): number {
  const value = from.count()
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2
}

function named<T>(names: readonly T[], index: number): T {
  const name = names[index]
  if (name === undefined) throw new RangeError(`a genome names something unknown (${index})`)
  return name
}
