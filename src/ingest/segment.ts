import { namedKey } from '../core/visitor-key.ts'
import { LIMITS } from '../schema/limits.ts'
import type { VisitorsMerged } from '../schema/record.ts'
import { isObject, type Loose } from './hearing.ts'
import { type Judgement, judgeEvents, type RefusedEvent } from './judge.ts'
import { sampleOf } from './personal.ts'
import type { RefusalCode } from './refusals.ts'
import { contextOf, eventOf } from './segment-event.ts'
import { placeInMessage } from './segment-names.ts'
import type { Door } from './sender.ts'

/** The calls of Segment's spec, one route each. */
export const SEGMENT_CALLS = [
  'identify',
  'track',
  'page',
  'screen',
  'group',
  'alias',
  'batch',
] as const
export type SegmentCall = (typeof SEGMENT_CALLS)[number]

export interface SegmentJudgement extends Judgement {
  /**
   * Two names of one person, as keys. Only a server key can say so: a browser that
   * could would read a stranger's profile.
   */
  merges: SegmentMerge[]
  /** Calls that say nothing we keep: `group`, an `identify` without two names. */
  noted: number
}

export interface SegmentMerge extends VisitorsMerged {
  /** Place in the batch, and the field that names `from`. */
  index: number
  field: string
}

/**
 * Judge the body of `POST /v1/{call}`. `messageId` makes the record's id; of a server
 * key `userId`, or else `anonymousId`, names the visitor, of a public key nothing does.
 * Each message may ask for less than the body's consent, never for more. Traits are
 * dropped. Pointers of refusals lead into the message as it was sent.
 */
export function judgeSegment(call: SegmentCall, body: unknown, door: Door): SegmentJudgement {
  const judgement: SegmentJudgement = { kept: [], refused: [], merges: [], noted: 0 }
  const messages = messagesOf(call, body)
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index]
    if (index >= LIMITS.events) {
      setAside(judgement, index, message, '', 'too_many', `Send at most ${LIMITS.events} calls.`)
    } else if (!isObject(message)) {
      setAside(judgement, index, message, '', 'wrong_type', 'A call is a JSON object.')
    } else {
      judgeMessage(message, index, isObject(body) ? body : {}, door, judgement)
    }
  }
  return judgement
}

function messagesOf(call: SegmentCall, body: unknown): unknown[] {
  if (call !== 'batch') return [isObject(body) ? { ...body, type: call } : body]
  return isObject(body) && Array.isArray(body.batch) ? body.batch : []
}

function judgeMessage(
  message: Loose,
  index: number,
  body: Loose,
  door: Door,
  judgement: SegmentJudgement,
): void {
  const visitor = visitorOf(message, door)
  const { type } = message
  const consent = strictest(message.consent, body.consent)
  if (consent === 'page') {
    const reason = 'This visitor wants nothing kept.'
    judgement.refused.push({ index, field: '/consent', code: 'no_consent', reason, sample: '' })
  } else if (type === 'track' || type === 'page' || type === 'screen') {
    judgeAct(message, index, body, { ...door, visitor }, judgement)
  } else if (consent === 'measure' && (type === 'identify' || type === 'alias')) {
    judgement.noted++
  } else if (type === 'identify' || type === 'alias') {
    judgeNames(message, index, door, judgement)
  } else if (type === 'group') {
    judgement.noted++
  } else {
    const reason = 'Set type to track, page, screen, identify, alias or group.'
    setAside(judgement, index, message, '/type', 'unknown_value', reason)
  }
}

/** A public key speaks only for the browser it came from. */
function visitorOf(message: Loose, door: Door): string | undefined {
  if (!door.verified) return door.visitor
  const own = nameOf(message.userId) ?? nameOf(message.anonymousId)
  return own === undefined ? door.visitor : namedKey(own, door.nameSecret)
}

function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' && value.length <= LIMITS.id ? value : undefined
}

/** `identify`: the anonymous one is this user. `alias`: the previous one is this user. */
function judgeNames(message: Loose, index: number, door: Door, judgement: SegmentJudgement): void {
  const into = nameOf(message.userId)
  const previous = message.type === 'alias' ? 'previousId' : 'anonymousId'
  const from = nameOf(message[previous])
  if (message.type === 'alias' && (from === undefined || into === undefined)) {
    const field = into === undefined ? '/userId' : '/previousId'
    setAside(judgement, index, message, field, 'missing', 'An alias names userId and previousId.')
  } else if (from === undefined || into === undefined || from === into || !door.verified) {
    judgement.noted++
  } else {
    const [one, other] = [from, into].map(name => namedKey(name, door.nameSecret))
    const merge = { from: one, into: other, time: door.now }
    judgement.merges.push({ ...merge, index, field: `/${previous}` })
  }
}

function judgeAct(
  message: Loose,
  index: number,
  body: Loose,
  door: Door,
  judgement: SegmentJudgement,
): void {
  const context = contextOf(message, body)
  const consent = strictest(message.consent, body.consent)
  const batch = {
    events: [eventOf(message)],
    sentAt: body.sentAt ?? message.sentAt,
    consent,
    context,
  }
  const { kept, refused } = judgeEvents(batch, door)
  for (const event of kept) {
    const repairs = event.repairs.map(r => ({ ...r, field: placeInMessage(r.field) }))
    judgement.kept.push({ ...event, index, repairs })
  }
  for (const { field, code, reason } of refused) {
    setAside(judgement, index, message, placeInMessage(field), code as RefusalCode, reason)
  }
}

/** From the one who allows least; a word we do not know allows nothing. */
const CONSENTS: readonly unknown[] = ['page', 'measure', 'personal', undefined]

function strictest(told: unknown, around: unknown): unknown {
  const least = Math.min(CONSENTS.indexOf(told ?? undefined), CONSENTS.indexOf(around ?? undefined))
  return CONSENTS[Math.max(0, least)]
}

function setAside(
  judgement: SegmentJudgement,
  index: number,
  message: unknown,
  field: string,
  code: RefusalCode,
  reason: string,
): void {
  const told = isObject(message) ? message.event : undefined
  const name = typeof told === 'string' ? told.slice(0, 64) : undefined
  const refused: RefusedEvent = { index, field, code, reason, sample: sampleOf(message) }
  judgement.refused.push(name === undefined ? refused : { ...refused, name })
}
