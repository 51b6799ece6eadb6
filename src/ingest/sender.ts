import type { Channel, Consent, Context } from '../schema/event.ts'
import { readContext } from './context.ts'
import { Hearing } from './hearing.ts'
import { asRefused } from './refusals.ts'
import type { Repair } from './repairs.ts'
import { isDeclaredRobot } from './robots.ts'
import { readMoment, type Times } from './time.ts'
import { readUserAgent } from './user-agent.ts'

/** A batch as it came: `POST /v1/events`. Nothing in it is trusted. */
export interface EventBatch {
  events: unknown[]
  /** The sender's clock when it sent, ms or ISO 8601. */
  sentAt?: unknown
  consent?: unknown
  context?: unknown
}

/** What the door knows of the sender. */
export interface Door {
  /** Our clock, ms. */
  now: number
  /** Visitor key already, see `core/visitor-key.ts`. */
  visitor?: string
  channel: Channel
  /** A server key vouches: the event may name its own `visitor` (hashed here) and `channel`. */
  verified: boolean
  /** Of the shop: the names it gives its visitors are hashed with it, see `namedKey`. */
  nameSecret: string
  /** Of the visitor's browser; never of a server that relays. */
  userAgent?: string
  /** What the headers tell, see `readHeaders`. */
  context?: Context
  /** Host of the shop, so that its own pages are no referral. */
  ownHost?: string
  defaultCurrency: string
  /** Old times are allowed. */
  imported?: boolean
}

/** What is the same for every event of a batch, read once. */
export interface Sender {
  door: Door
  times: Times
  consent?: Consent
  context: Context
  robot: boolean
  repairs: Repair[]
}

export function meetSender(batch: EventBatch, door: Door): Sender {
  const hearing = new Hearing()
  const told = readContext(batch?.context, hearing)
  const agent = door.userAgent
  const context = { ...(agent && readUserAgent(agent)), ...door.context, ...told }
  const { consent } = batch ?? {}
  return {
    door,
    times: { now: door.now, sentAt: readSentAt(batch?.sentAt), imported: door.imported === true },
    consent:
      consent === 'personal' || consent === 'measure' || consent === 'page' ? consent : undefined,
    context,
    robot: agent !== undefined && isDeclaredRobot(agent),
    repairs: hearing.repairs,
  }
}

/** An unreadable clock corrects nothing. */
function readSentAt(value: unknown): number | undefined {
  try {
    return readMoment(value, 'sentAt', new Hearing())
  } catch (error) {
    asRefused(error)
    return undefined
  }
}
