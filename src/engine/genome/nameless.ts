import type { DecisionMade } from '../../schema/decision.ts'
import type { Page, ShopEvent } from '../../schema/event.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { WishMade } from '../../schema/wish.ts'
import { wordsOf } from './acts-of.ts'
import { habitsIn } from './traits/rates.ts'

/**
 * A record as it stands in the log once those in it are forgotten.
 * @param ghostOf the name that stands for a forgotten key; undefined for everybody else
 * @returns the record itself when nobody in it is forgotten
 */
export function nameless(
  record: LogRecord,
  ghostOf: (key: string) => string | undefined,
): LogRecord {
  if (record.type === 'visitors_merged') {
    const { from, into } = record.body
    const ghosts = { from: ghostOf(from) ?? from, into: ghostOf(into) ?? into }
    const isKnown = ghosts.from === from && ghosts.into === into
    return isKnown ? record : { ...record, body: { ...record.body, ...ghosts } }
  }
  const visitor = visitorOf(record)
  const ghost = visitor === undefined ? undefined : ghostOf(visitor)
  if (ghost === undefined) return record
  switch (record.type) {
    case 'event':
      return { ...record, body: namelessEvent(record.body, ghost) }
    case 'decision':
      return { ...record, body: namelessDecision(record.body, ghost) }
    case 'wish_made': {
      // What was wished for stays, for the shop to know; whom to tell goes.
      return { ...record, body: { ...withoutAddress(record.body), visitor: ghost } }
    }
    case 'wish_stepped':
      return { ...record, body: { ...record.body, visitor: ghost } }
    case 'trait_corrected': {
      // What somebody says of themselves is theirs; no sum was taught by it.
      const { subject: _, ...body } = record.body
      return { ...record, body: { ...body, visitor: ghost } }
    }
    case 'offer_reserved':
      return { ...record, body: { ...record.body, visitor: ghost } }
    case 'consent_withdrawn':
      return { ...record, body: { ...record.body, visitor: ghost } }
    case 'nudge_shown':
      return { ...record, body: { ...record.body, visitor: ghost } }
    case 'visitor_erased':
      return { ...record, body: { ...record.body, visitor: ghost } }
    case 'event_refused': {
      const { visitor: _, ...body } = record.body
      return { ...record, body: { ...body, sample: '' } }
    }
    default:
      return record
  }
}

/** The wish of somebody who will not be written to any more. */
export function withoutAddress({ email: _, address: __, ...wish }: WishMade): WishMade {
  return wish
}

function visitorOf({ type, body }: LogRecord): string | undefined {
  const isTheirs = type === 'event' || type === 'decision' || type === 'visitor_erased'
  const isBeside = type === 'event_refused' || type === 'offer_reserved'
  const isWish = type === 'wish_made' || type === 'wish_stepped'
  const isSaid = type === 'trait_corrected' || type === 'consent_withdrawn'
  const isShown = type === 'nudge_shown'
  return isTheirs || isBeside || isWish || isSaid || isShown ? body.visitor : undefined
}

/**
 * What stays in the log of somebody who was forgotten: under a name drawn by lot, what the
 * sums of all were learnt from, and nothing that tells who it was. Words, addresses, titles,
 * devices and coupons go; of a search or a filter stays which habits it spoke of.
 *
 * A test replays histories with both and compares bytes: a sum that is taught by another
 * field of an event has to keep that field here.
 */
function namelessEvent(event: ShopEvent, ghost: string): ShopEvent {
  const { name, time, channel, verified, currency, value, decision, placement } = event
  const { robot, staff, repairs, consent } = event
  const told = { name, time, channel, verified, currency, value, decision, placement }
  return defined({
    ...told,
    visitor: ghost,
    robot,
    staff,
    repairs,
    consent,
    page: event.page && namelessPage(event.page),
    context: event.context && namelessContext(event.context),
    items: event.items?.map(({ id, price, quantity, category }) =>
      defined({ id, price, quantity, category }),
    ),
    transaction: event.transaction && namelessTransaction(event.transaction),
    detail: habitsIn(wordsOf(event)) || undefined,
  })
}

/** The choices and their chances are the proof, and stay; what was shown and why goes. */
function namelessDecision(made: DecisionMade, ghost: string): DecisionMade {
  const choices = made.choices.map(({ reasons, ...choice }) => ({
    ...choice,
    items: [],
    reason: choice.reason.split('|', 1)[0],
  }))
  return { ...made, visitor: ghost, choices }
}

function namelessPage({ type, category, item }: Page): Page {
  return defined({ type, category, item })
}

/** The country decides the VAT; the campaign is the shop's own, and its words may not be. */
function namelessContext({ country, campaign }: NonNullable<ShopEvent['context']>) {
  const { source, medium, name } = campaign ?? {}
  return defined({ country, campaign: campaign && defined({ source, medium, name }) })
}

/** The number is the shop's own bookkeeping; a coupon may be made for one person. */
function namelessTransaction(transaction: NonNullable<ShopEvent['transaction']>) {
  const { coupon, ...rest } = transaction
  return coupon ? { ...rest, coupon: 'coupon' } : rest
}

/** As the log gives it back: what is not there has no name either. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
