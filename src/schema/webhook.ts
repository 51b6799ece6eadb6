import { type Static, Type } from 'typebox'
import { ProblemParamsTold } from './problem.ts'

const closed = { additionalProperties: false }
const Time = Type.Integer({ description: 'ms' })
const Name = Type.String()

/** What a shop's other systems may be told of. */
export const WEBHOOK_EVENTS = ['wish.back_in_stock', 'segment.entered', 'segment.left'] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Somebody of a segment, as a CRM is told: with consent, and known by an account. */
export const Member = Type.Object(
  {
    /** The visitor's key: `GET /v1/visitors/NAME?by=own` says whose it is. */
    visitor: Name,
    /** Every key they were known by. */
    keys: Type.Array(Name),
    /** Nobody who took it back is told of, until a page finds them with it again. */
    consent: Type.Literal('personal'),
    /** Their newest act, ms. */
    lastSeen: Time,
    visit: Name,
    traits: Type.Array(
      Type.Object(
        {
          name: Name,
          about: Type.Optional(Name),
          score: Type.Number(),
          confidence: Type.Number(),
        },
        closed,
      ),
    ),
    /** What they asked to be told of, without the address. */
    wishes: Type.Array(
      Type.Object(
        { item: Name, sku: Type.Optional(Name), market: Name, confirmed: Type.Boolean() },
        closed,
      ),
    ),
  },
  closed,
)
export type Member = Static<typeof Member>

const OfSegment = Type.Object({ id: Name, name: Name }, closed)

/** What is sent, by type; `timestamp` is when it happened. */
const sent = <T extends string, D extends object>(type: T, data: D) =>
  Type.Object({ type: Type.Literal(type), timestamp: Name, data: data as never }, closed)

export const WebhookBody = Type.Union([
  sent(
    'wish.back_in_stock',
    Type.Object({ wish: Name, item: Name, sku: Type.Optional(Name), market: Name }, closed),
  ),
  sent('segment.entered', Type.Object({ segment: OfSegment, member: Member }, closed)),
  sent(
    'segment.left',
    Type.Object({ segment: OfSegment, visitor: Name, keys: Type.Array(Name) }, closed),
  ),
  sent('webhook.test', Type.Object({ shop: Name }, closed)),
])

export const HookWanted = Type.Object(
  {
    /** `https://`, of a machine on the public internet; nothing secret before the path. */
    url: Type.String({ maxLength: 512, pattern: '^https?://[^\\s@]+$' }),
    events: Type.Array(Type.Enum([...WEBHOOK_EVENTS]), { minItems: 1, uniqueItems: true }),
  },
  closed,
)
export type HookWanted = Static<typeof HookWanted>

const Delivery = Type.Object(
  {
    id: Name,
    type: Name,
    time: Time,
    attempt: Type.Integer(),
    /** Absent where nobody answered. */
    status: Type.Optional(Type.Integer()),
    isHeard: Type.Boolean(),
    /** What is wrong, in a sentence. */
    says: Type.Optional(Name),
    /** Where nobody answered: why, and what the sentence is made of. */
    code: Type.Optional(Name),
    params: Type.Optional(ProblemParamsTold),
  },
  closed,
)
export type Delivery = Static<typeof Delivery>

export const HookTold = Type.Object(
  {
    id: Name,
    url: Name,
    events: Type.Array(Name),
    made: Time,
    /** Named with `serve --webhook`: changed where the server is started. */
    isFixed: Type.Boolean(),
    /** An old secret signs beside the new one until then. */
    oldSecretEnds: Type.Optional(Time),
    /** Since when nothing was heard; absent while all is well. */
    failingSince: Type.Optional(Time),
    /** Nothing is sent any more, since then. */
    offSince: Type.Optional(Time),
    /** What waits to be sent. */
    waiting: Type.Integer(),
    deliveries: Type.Array(Delivery),
  },
  closed,
)
export type HookTold = Static<typeof HookTold>

export const HooksTold = Type.Object({ hooks: Type.Array(HookTold), now: Time }, closed)
export type HooksTold = Static<typeof HooksTold>

/** The secret itself, this once. */
export const HookSecret = Type.Object({ id: Name, secret: Name }, closed)
export type HookSecret = Static<typeof HookSecret>
