import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { ExperienceSetting } from './experience.ts'
import { NudgeTerms } from './nudge-terms.ts'
import { OfferTerms } from './offer.ts'
import { Role } from './person.ts'
import { PRIVACY_KINDS } from './privacy-request.ts'
import { ShopFacts } from './product.ts'
import { HeldRule } from './rule.ts'
import { Segment } from './segment.ts'
import { KEY_SCOPES } from './settings-told.ts'
import { FEED_RHYTHMS } from './standing-feed.ts'
import { WEBHOOK_EVENTS } from './webhook.ts'

const closed = { additionalProperties: false }
const Time = Type.Integer({ description: 'ms' })
const Nothing = Type.Null()
const InRole = Type.Object({ role: Role }, closed)
/** Of addresses the host alone: the rest may hold a key, and the log keeps for ever. */
const Host = Type.String()
const Hook = Type.Object({ host: Host, events: Type.Array(Type.Enum([...WEBHOOK_EVENTS])) }, closed)
const Feed = Type.Object(
  {
    /** As its readings are named, `products-FR-fr`. */
    feed: Type.String(),
    host: Host,
    every: Type.Enum([...FEED_RHYTHMS]),
    hour: Type.Optional(Type.Integer()),
  },
  closed,
)

/**
 * What somebody of the console, or a key, changed beside the rules, and what is kept of it before
 * and after: whatever has a field here has its words in the console.
 */
export const AUDITED = {
  signed_in: Nothing,
  signed_out_everywhere: Nothing,
  person_invited: InRole,
  person_joined: InRole,
  person_role: InRole,
  person_removed: InRole,
  link_renewed: Nothing,
  password_changed: Nothing,
  second_factor: Type.Object({ on: Type.Boolean() }, closed),
  key_made: Type.Object(
    {
      /** Names of those that opened already. */
      keys: Type.Optional(Type.Array(Type.String())),
      scopes: Type.Optional(Type.Array(Type.Enum([...KEY_SCOPES]))),
      oldEnds: Type.Optional(Time),
    },
    closed,
  ),
  key_ended: Type.Object({ ends: Type.Union([Time, Type.Null()]) }, closed),
  origins: Type.Array(Type.String()),
  /** Since when marks count. */
  staff_unmarked: Time,
  webhook_added: Hook,
  webhook_secret: Hook,
  webhook_on: Hook,
  webhook_removed: Hook,
  feed_added: Feed,
  feed_changed: Feed,
  feed_paused: Feed,
  feed_on: Feed,
  feed_removed: Feed,
  members_exported: Type.Object({ format: Type.Enum(['json', 'csv']) }, closed),
  split: Type.Object({ holdout: Type.Number() }, closed),
  shop_facts: ShopFacts,
  removal_answered: Type.Object({ removed: Type.Integer(), of: Type.Integer() }, closed),
}
export type AuditedKind = keyof typeof AUDITED

/** The same of everything that the audit tells, changes that are records of their own among it. */
export const CHANGED = {
  ...AUDITED,
  rule_changed: HeldRule,
  approval_changed: Type.Array(Type.Enum([...PLACEMENTS])),
  offer_terms: OfferTerms,
  nudge_terms: NudgeTerms,
  segment_changed: Segment,
  experience_changed: ExperienceSetting,
  privacy_asked: Type.Object({ kind: Type.Enum([...PRIVACY_KINDS]) }, closed),
  visitors_merged: Nothing,
  trait_corrected: Type.Object({ trait: Type.String(), wrong: Type.Boolean() }, closed),
}
export type ChangeKind = keyof typeof CHANGED
export type Changed<K extends ChangeKind> = Static<(typeof CHANGED)[K]>

/** Somebody changed something: what it was before and what it is now. */
export interface ChangeOf<K extends ChangeKind> {
  /** An account's id, the hash of a key, or `console` for who came by the one-time link. */
  by: string
  what: K
  /** What was changed, where there are several: a person's or a key's id. */
  on?: string
  why?: string
  before: Changed<K> | null
  after: Changed<K> | null
  time: number
}

/** Kept for ever in the log: it names people by their id, and holds no secret, name or address. */
export type Audited = { [K in AuditedKind]: ChangeOf<K> }[AuditedKind]
/** Whatever the audit tells. */
export type AnyChange = { [K in ChangeKind]: ChangeOf<K> }[ChangeKind]

const Say = Type.Object({ fr: Type.String(), en: Type.String() })

const AuditEntry = Type.Object({
  /** Place in the log. */
  position: Type.Integer(),
  time: Type.Integer(),
  by: Type.String(),
  /** What this person is called; absent for keys, the link, and people who are gone. */
  name: Type.Optional(Type.String()),
  /** One of `CHANGED`, which says what stands before and after. */
  what: Type.String(),
  on: Type.Optional(Type.String()),
  /** Whom it was about, where it is a visitor: as the log says, and nobody once they are erased. */
  visitor: Type.Optional(Type.Object({ key: Type.String(), nickname: Say })),
  onName: Type.Optional(Type.String()),
  /** What it was about, where its own fields do not tell: whom a rule is for, and what they see. */
  about: Type.Optional(Say),
  why: Type.Optional(Type.String()),
  before: Type.Unknown(),
  after: Type.Unknown(),
})
export type AuditEntry = Static<typeof AuditEntry>

export const AuditPage = Type.Object({
  entries: Type.Array(AuditEntry),
  /** Of amounts that say no other: ISO 4217. */
  currency: Type.String(),
  /** What the engine calls things, by `field=name`: `strategy=interests`, `if.device=mobile`. */
  names: Type.Record(Type.String(), Say),
  /** Ask with this as `before` for what is older; absent at the end of what is remembered. */
  older: Type.Optional(Type.Integer()),
})
export type AuditPage = Static<typeof AuditPage>
