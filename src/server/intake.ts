import { partitionOf } from '../core/partition.ts'
import { namedKey, uuidV5 } from '../core/visitor-key.ts'
import {
  type Door,
  type EventBatch,
  type Judgement,
  judgeEvents,
  judgeSegment,
  type KeptEvent,
  type RefusedEvent,
  type RobotWatch,
  type SegmentCall,
  type SegmentJudgement,
  sampleOf,
} from '../ingest/index.ts'
import type { Channel, Context } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { type NewRecord, RECORD_VERSIONS, SHOP_PARTITION } from '../schema/record.ts'
import { BROWSER_OF_ANOTHER, Joins, mergeRecords } from './join.ts'
import type { Arrival } from './live/options.ts'
import { priceRefunds, unpriced } from './refunds.ts'
import type { Services } from './services.ts'
import type { Strangers } from './strangers.ts'
import type { Who } from './who.ts'

/** The fate of a batch, as `POST /v1/events` answers it. */
export interface Fate {
  accepted: number
  repaired: number
  repeated: number
  refused: Remark[]
  /** What was kept and may be meant otherwise. */
  warnings?: Remark[]
}

interface Remark {
  index: number
  field: string
  code: string
  reason: string
}

/** A judged batch on its way into the log: kept events first, then the refused, each a record. */
export interface Intake {
  judged: Judgement
  records: NewRecord[]
  /** What was sent and put right, record by record, for the console's debugger. */
  told: Arrival[]
}

/** What the request tells of its sender, beside who it is. */
export interface Surroundings {
  channel: Channel
  context?: Context
  userAgent?: string
  ownHost?: string
}

export function judge(
  batch: EventBatch,
  who: Who,
  around: Surroundings,
  services: Services,
): Intake {
  const door = doorOf(who, around, services)
  const judged = judgeEvents({ ...batch, consent: who.consent }, door)
  markStaff(judged, who)
  return intakeOf(judged, batch.events, door, services)
}

export function judgeSegmentCall(
  call: SegmentCall,
  body: unknown,
  who: Who,
  around: Surroundings,
  services: Services,
): Intake & { merged: number } {
  const door = doorOf(who, around, services)
  const judged = judgeSegment(call, { ...(body as object), consent: who.consent }, door)
  markStaff(judged, who)
  const sent = (call === 'batch' ? (body as { batch?: unknown[] }).batch : [body]) ?? []
  const merges = admitted(judged, sent, services)
  const intake = intakeOf(judged, sent, door, services)
  for (const { from, into, time } of merges) {
    intake.records.push(...mergeRecords({ from, into, time }, door.now))
  }
  return { ...intake, merged: merges.length }
}

function admitted(judged: SegmentJudgement, sent: readonly unknown[], { shop }: Services) {
  const joins = new Joins(shop.engine)
  return judged.merges.filter(merge => {
    if (joins.admits(merge)) return true
    const { index, field } = merge
    judged.refused.push({ index, field, ...BROWSER_OF_ANOTHER, sample: sampleOf(sent[index]) })
    return false
  })
}

/** @param repeated indexes into the intake's records that the log had already */
export function fateOf({ judged }: Intake, repeated: readonly number[]): Fate {
  const again = new Set(repeated)
  const fresh = again.size === 0 ? judged.kept : judged.kept.filter((_, i) => !again.has(i))
  return {
    accepted: fresh.length,
    repaired: fresh.filter(kept => kept.repairs.length > 0).length,
    repeated: judged.kept.length - fresh.length,
    ...unpriced(fresh),
    refused: judged.refused.map(({ index, field, code, reason }) => {
      return { index, field, code, reason }
    }),
  }
}

function doorOf(who: Who, around: Surroundings, { env, keys, shop }: Services): Door {
  return {
    now: env.now(),
    visitor: who.visitor,
    verified: who.verified,
    nameSecret: keys.nameSecret,
    defaultCurrency: shop.currency,
    imported: around.channel === 'import',
    ...around,
  }
}

function intakeOf(
  judged: Judgement,
  sent: readonly unknown[],
  door: Door,
  { robots, shop }: Services,
): Intake {
  if (!door.verified) turnAway(judged, sent, shop.strangers, door.now)
  priceRefunds(judged.kept, shop.engine)
  const records: NewRecord[] = []
  const told: Arrival[] = []
  for (const kept of judged.kept) {
    if (!door.imported) markRobot(kept, robots)
    records.push(eventRecord(kept, door.now))
    told.push({ arrived: sent[kept.index], repairs: kept.repairs })
  }
  for (const refused of judged.refused) {
    records.push(refusedRecord(refused, sent[refused.index], door))
    told.push({ arrived: sent[refused.index] })
  }
  return { judged, records, told }
}

/** Events that name too many items nobody has heard of are set aside: each stays in memory for good. */
function turnAway(judged: Judgement, sent: readonly unknown[], strangers: Strangers, now: number) {
  judged.kept = judged.kept.filter(({ index, event }) => {
    const id = strangers.tooMany(event, now)
    if (id === undefined) return true
    const refused = { index, field: '', code: 'too_many_ids', reason: TOO_MANY_IDS }
    judged.refused.push({ ...refused, name: event.name, sample: sampleOf(sent[index]) })
    return false
  })
}
const TOO_MANY_IDS =
  'Too many new item ids for one day: send the product feed, then its ids are known.'

/** Who reads faster than anybody could is marked, and left out of learning. */
function markRobot({ event }: KeptEvent, robots: RobotWatch): void {
  if (event.robot !== undefined || event.visitor === undefined) return
  if (robots.see(event.visitor, event.name, event.time)) event.robot = 'behaviour'
}

function markStaff({ kept }: Judgement, { staff }: Who): void {
  if (staff) for (const { event } of kept) event.staff = true
}

function eventRecord(kept: KeptEvent, receivedAt: number): NewRecord {
  return {
    id: kept.id,
    partition: partitionOf(kept.event.visitor ?? kept.id),
    type: 'event',
    version: RECORD_VERSIONS.event,
    receivedAt,
    body: kept.event,
  }
}

/** A server may name the visitor in the event itself, or as Segment's libraries do. */
function whoseRefused(sent: unknown, { verified, visitor, nameSecret }: Door): string | undefined {
  const { visitor: own, userId, anonymousId } = (verified && sent ? sent : {}) as Loose
  const name = own ?? userId ?? anonymousId
  const isName = typeof name === 'string' && name !== '' && name.length <= LIMITS.id
  return isName ? namedKey(name, nameSecret) : visitor
}
type Loose = Record<string, unknown>

/** The same bad event sent again gets the same id: a retry is not a second mistake. */
function refusedRecord(refused: RefusedEvent, sent: unknown, door: Door): NewRecord {
  const visitor = whoseRefused(sent, door)
  const { index, field, code, reason, name, sample } = refused
  return {
    id: uuidV5('refused', [door.visitor, field, code, sample].join('\u0000')),
    partition: SHOP_PARTITION,
    type: 'event_refused',
    version: RECORD_VERSIONS.event_refused,
    receivedAt: door.now,
    body: {
      index,
      field,
      code,
      reason,
      ...(name === undefined ? {} : { name }),
      channel: door.channel,
      sample,
      time: door.now,
      ...(visitor === undefined ? {} : { visitor }),
    },
  }
}
