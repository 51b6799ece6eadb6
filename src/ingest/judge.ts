import { isUuid } from '../core/ids.ts'
import { namedKey, uuidV5 } from '../core/visitor-key.ts'
import {
  CHANNELS,
  type Channel,
  type Context,
  type EventName,
  type ShopEvent,
} from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { readCampaign } from './campaign.ts'
import { canonical, survey } from './canonical.ts'
import { readCurrencyOf, readTotals } from './commerce.ts'
import { readContext } from './context.ts'
import { readDetail } from './detail.ts'
import { Hearing, isObject, type Loose } from './hearing.ts'
import { readItems } from './items.ts'
import { exactName, looseName } from './names.ts'
import { readPage } from './page.ts'
import { sampleOf, withoutPersonal } from './personal.ts'
import { asRefused, Refused } from './refusals.ts'
import type { Repair } from './repairs.ts'
import { requireFields } from './required.ts'
import { type Door, type EventBatch, meetSender, type Sender } from './sender.ts'
import { readTime } from './time.ts'

export interface KeptEvent {
  /** Place in the batch. */
  index: number
  /** UUID for the record. */
  id: string
  event: ShopEvent
  repairs: Repair[]
}

export interface RefusedEvent {
  index: number
  /** JSON pointer into the event, `/params/items/0/price`. */
  field: string
  code: string
  reason: string
  name?: string
  /** The event as it came, cut at 2 kB, personal data blanked. */
  sample: string
}

export interface Judgement {
  kept: KeptEvent[]
  refused: RefusedEvent[]
}

/**
 * Judge each event alone: the good are kept, repaired where needed, and the bad
 * are set aside with the field, the reason and the way out. Never throws,
 * whatever was sent. `kept` and `refused` together are the batch.
 */
export function judgeEvents(batch: EventBatch, door: Door): Judgement {
  const judgement: Judgement = { kept: [], refused: [] }
  const events = Array.isArray(batch?.events) ? batch.events : []
  const sender = meetSender(batch, door)
  for (let index = 0; index < events.length; index++) {
    try {
      if (index >= LIMITS.events) throw tooMany(events.length)
      judgement.kept.push(judgeEvent(events[index], index, sender))
    } catch (error) {
      judgement.refused.push(refusalOf(asRefused(error), events[index], index))
    }
  }
  return judgement
}

function judgeEvent(raw: unknown, index: number, sender: Sender): KeptEvent {
  if (!isObject(raw)) throw new Refused('', 'wrong_type', 'An event is a JSON object.')
  const hearing = new Hearing()
  for (const repair of sender.repairs) hearing.repairs.push({ ...repair })
  const personal = survey(raw)
  if (personal !== undefined) hearing.repair('personal_removed', personal)

  const name = readName(raw, hearing)
  const time = readTime(raw, sender.times, hearing)
  const event: ShopEvent = {
    name,
    time,
    channel: readChannel(raw, sender.door, hearing),
    verified: sender.door.verified,
  }
  const visitor = readVisitor(raw, sender, hearing)
  if (visitor !== undefined) event.visitor = visitor
  if (sender.consent !== undefined) event.consent = sender.consent
  if (sender.robot) event.robot = 'declared'

  const { params, inside } = paramsOf(raw, hearing)
  readWhereabouts(raw, params, inside, event, sender, hearing)
  readAnswer(raw, event, hearing)
  hearing.inside = inside
  readDeal(raw, params, event, sender.door, hearing)
  requireFields(event, hearing)
  hearing.inside = ''

  const id = readId(raw, params, event, hearing)
  if (hearing.repairs.length > 0) event.repairs = hearing.repairs.map(repair => repair.code)
  return { index, id, event, repairs: hearing.repairs }
}

function readName(raw: Loose, hearing: Hearing): EventName {
  const field = raw.name === undefined && raw.event !== undefined ? 'event' : 'name'
  const value = raw[field]
  if (typeof value !== 'string' || value === '') {
    return hearing.refuse('name', 'missing', 'An event needs a name, view_item for example.')
  }
  const exact = exactName(value)
  if (exact) return exact
  const meant = looseName(value)
  if (meant) {
    hearing.repair('name_alias', field, value, meant)
    return meant
  }
  const reason = 'Use a GA4 e-commerce name (view_item, add_to_cart, purchase…) or one of ours.'
  return hearing.refuse(field, 'unknown_name', reason)
}

const KNOWN_CHANNELS = new Set<string>(CHANNELS)

/** A server may speak for the counter, the telephone or a chat; a browser only for itself. */
function readChannel(raw: Loose, door: Door, hearing: Hearing): Channel {
  const told = raw.channel
  if (told === undefined || !door.verified) return door.channel
  if (typeof told === 'string' && KNOWN_CHANNELS.has(told)) return told as Channel
  const reason = `Send one of ${CHANNELS.join(', ')}.`
  return hearing.refuse('channel', 'unknown_value', reason)
}

/** Without the consent to a profile nobody is named, whatever was sent. */
function readVisitor(raw: Loose, sender: Sender, hearing: Hearing): string | undefined {
  if (sender.consent === 'measure' || sender.consent === 'page') return undefined
  if (!sender.door.verified || raw.visitor === undefined) return sender.door.visitor
  const own = raw.visitor
  if (typeof own === 'string' && own !== '' && own.length <= LIMITS.id) {
    return namedKey(own, sender.door.nameSecret)
  }
  return hearing.refuse('visitor', 'wrong_type', `Send an id of 1 to ${LIMITS.id} characters.`)
}

/** GA4 parameters: nested in `params` or `ecommerce`, or flat on the event. */
function paramsOf(raw: Loose, hearing: Hearing): { params: Loose; inside: string } {
  if (raw.params !== undefined && raw.params !== null) {
    if (isObject(raw.params)) return { params: raw.params, inside: '/params' }
    return hearing.refuse('params', 'wrong_type', 'Send params as an object.')
  }
  if (isObject(raw.ecommerce)) return { params: raw.ecommerce, inside: '/ecommerce' }
  return { params: raw, inside: '' }
}

/** Page, device and origin. */
function readWhereabouts(
  raw: Loose,
  params: Loose,
  inside: string,
  event: ShopEvent,
  sender: Sender,
  hearing: Hearing,
): void {
  const own = raw.context === undefined ? undefined : readContext(raw.context, hearing)
  hearing.inside = inside
  const page = readPage(raw, params, event.name, hearing)
  hearing.inside = ''
  if (page) event.page = page
  const context: Context = own ? { ...sender.context, ...own } : sender.context
  const campaign = page && !context.campaign ? readOrigin(raw, params, sender.door) : undefined
  if (campaign) event.context = { ...context, campaign }
  else if (hasAny(context)) event.context = context
}

function readOrigin(raw: Loose, params: Loose, door: Door) {
  const page = isObject(raw.page) ? raw.page : params
  const url = page.url ?? page.page_location
  const referrer = page.referrer ?? page.page_referrer
  return readCampaign(shortText(url), shortText(referrer), door.ownHost)
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 4 * LIMITS.url ? value : undefined
}

function hasAny(object: object): boolean {
  for (const _ in object) return true
  return false
}

/** Items, money, order and the one detail of the act. */
function readDeal(raw: Loose, params: Loose, event: ShopEvent, door: Door, hearing: Hearing): void {
  const told = readCurrencyOf(params, hearing)
  const used = told ?? door.defaultCurrency
  const items = readItems(params.items, event.name, used, hearing)
  if (items) event.items = items
  readTotals(params, event, { told, used }, hearing)
  readDetail(raw, params, event, hearing)
}

/** Which decision of ours this answers. */
function readAnswer(raw: Loose, event: ShopEvent, hearing: Hearing): void {
  const decision = hearing.text(raw.decision, 'decision', 64)
  if (decision !== undefined) event.decision = decision
  const placement = hearing.text(raw.placement, 'placement', LIMITS.id)
  if (placement !== undefined) event.placement = placement
}

/**
 * The record's id: the sender's UUID, or one made of what they sent, so that a repetition
 * is known. Those that can be guessed (`order-1001`) are another's for a public key, or
 * anybody could send first what the shop's server will send, and have that thrown away.
 */
function readId(raw: Loose, params: Loose, event: ShopEvent, hearing: Hearing): string {
  const space = event.verified ? 'event' : 'public event'
  const value = raw.id ?? raw.event_id ?? raw.messageId
  if (typeof value === 'string' && value.length === 36 && isUuid(value)) {
    const id = value.toLowerCase()
    return event.verified || !isMade(id) ? id : uuidV5(space, id)
  }
  const text = hearing.text(value, 'id', LIMITS.text)
  if (text !== undefined) {
    const id = uuidV5(space, text)
    hearing.repair('id_text', 'id', text, id)
    return id
  }
  const content = `${event.visitor ?? ''}|${event.name}|${event.time}|${canonical(params)}`
  const id = uuidV5(space, content)
  hearing.repair('id_made', 'id', undefined, id)
  return id
}

/** A UUID of a name (versions 3, 5 and 8) can be computed by whoever knows the name. */
function isMade(uuid: string): boolean {
  return '358'.includes(uuid[14])
}

function tooMany(count: number): Refused {
  return new Refused('', 'too_many', `Send at most ${LIMITS.events} events at once, not ${count}.`)
}

function refusalOf(refused: Refused, raw: unknown, index: number): RefusedEvent {
  const { field, code, reason } = refused
  const sample = sampleOf(raw)
  const told = isObject(raw) ? (raw.name ?? raw.event) : undefined
  const name = typeof told === 'string' ? withoutPersonal(told.slice(0, 64)) : undefined
  return { index, field, code, reason, ...(name && { name }), sample }
}
