import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { Counts, Evidence, Found, Situation, STATUSES } from './found.ts'
import { LIMITS } from './limits.ts'
import { ACTIONS, Conditions, HeldRule } from './rule.ts'

/** What is sent to `/v1/rules`, `/v1/situations` and `/v1/approval`, and what they answer. */
const closed = { additionalProperties: false }
const Placement = Type.Enum([...PLACEMENTS])
const Language = Type.Enum(['fr', 'en'])
const Text = Type.String({ minLength: 1, maxLength: LIMITS.text })
const { share: Share, until: Until, note: Note, experience: Experience } = HeldRule.properties

/** Why a change is made; it stands in the rule's history. */
const Why = Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.note }))
const Paged = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
}

/** A rule written by hand. */
export const RuleWritten = Type.Object(
  {
    placement: Placement,
    /** Nothing means everybody. */
    when: Type.Optional(Conditions),
    experience: Experience,
    action: Type.Enum([...ACTIONS]),
    share: Share,
    until: Until,
    note: Note,
    why: Why,
  },
  closed,
)
export type RuleWritten = Static<typeof RuleWritten>

/** What is not named stays. `none` takes the action back; null takes an end or a note away. */
export const RulePatch = Type.Object(
  {
    action: Type.Optional(Type.Enum([...ACTIONS, 'none'])),
    share: Share,
    until: Type.Optional(Type.Union([Until, Type.Null()])),
    note: Type.Optional(Type.Union([Note, Type.Null()])),
    why: Why,
  },
  closed,
)
export type RulePatch = Static<typeof RulePatch>

export const RuleTold = Type.Object(
  {
    ...Found.properties,
    kind: HeldRule.properties.kind,
    /** Whom it is about, what they are shown, what that brings and how sure it is. */
    sentence: Type.String(),
    /** When it was proven for the first time, ms. */
    since: Type.Optional(Type.Integer()),
    action: Type.Optional(Type.Enum([...ACTIONS])),
    share: Share,
    until: Until,
    note: Note,
    /** It has an action, and that has not ended. */
    isInForce: Type.Boolean(),
    /** Id of a rule that forbids this experience to everybody this one speaks of. */
    overruledBy: Type.Optional(Type.String()),
    /** When somebody spoke of it last, ms, and the name of their key. */
    changedAt: Type.Optional(Type.Integer()),
    changedBy: Type.Optional(Type.String()),
  },
  closed,
)
export type RuleTold = Static<typeof RuleTold>

const Held = Type.Union([HeldRule, Type.Null()])

export const RuleDetail = Type.Object(
  {
    ...RuleTold.properties,
    /** Newest first. */
    history: Type.Array(
      Type.Object(
        {
          time: Type.Integer(),
          by: Type.String(),
          /** Of the console: as they are called, while they have an account. */
          name: Type.Optional(Type.String()),
          why: Type.Optional(Type.String()),
          before: Held,
          after: Held,
        },
        closed,
      ),
    ),
    /** The same experience in every wider situation around, everybody first. */
    wider: Type.Array(
      Type.Object(
        {
          /** Whom it is about, in words. */
          whom: Type.String(),
          when: Conditions,
          evidence: Type.Array(Evidence),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type RuleDetail = Static<typeof RuleDetail>

export const RulesQuery = Type.Object(
  {
    placement: Type.Optional(Placement),
    status: Type.Optional(Type.Enum([...STATUSES])),
    /** `none`: nobody spoke of it. `any`: somebody did. */
    action: Type.Optional(Type.Enum([...ACTIONS, 'none', 'any'])),
    experience: Type.Optional(Text),
    /** Words that all occur in the rule. */
    text: Type.Optional(Text),
    sort: Type.Optional(Type.Enum(['strength', 'effect', 'visits', 'changed'])),
    language: Type.Optional(Language),
    ...Paged,
  },
  closed,
)
export type RulesQuery = Static<typeof RulesQuery>

export const RulesPage = Type.Object({ total: Type.Integer(), rules: Type.Array(RuleTold) }, closed)
export type RulesPage = Static<typeof RulesPage>

export const RuleQuery = Type.Object({ language: Type.Optional(Language) }, closed)

export const SituationsQuery = Type.Object(
  {
    placement: Type.Optional(Placement),
    status: Type.Optional(Type.Enum(['proven', 'used', 'observed'])),
    text: Type.Optional(Text),
    language: Type.Optional(Language),
    ...Paged,
  },
  closed,
)
export type SituationsQuery = Static<typeof SituationsQuery>

export const SituationsPage = Type.Object(
  {
    /** Over all placements, and on each. */
    counts: Counts,
    placements: Type.Array(Type.Object({ placement: Placement, ...Counts.properties }, closed)),
    /** What the three words mean. */
    definitions: Type.Object(
      { observed: Type.String(), used: Type.String(), proven: Type.String() },
      closed,
    ),
    /** Of those that are listed: the thousand most visited of each placement. */
    total: Type.Integer(),
    situations: Type.Array(Type.Object({ ...Situation.properties, says: Type.String() }, closed)),
  },
  closed,
)
export type SituationsPage = Static<typeof SituationsPage>

/** Placement → whether an experience must be approved there before the engine may choose it. */
export const ApprovalPatch = Type.Object(
  {
    ...Object.fromEntries(PLACEMENTS.map(name => [name, Type.Optional(Type.Boolean())])),
    why: Why,
  },
  { ...closed, minProperties: 1 },
)

export const Approval = Type.Object(
  {
    placements: Type.Record(Type.String(), Type.Boolean()),
    /** Newest first. */
    history: Type.Array(
      Type.Object(
        {
          time: Type.Integer(),
          by: Type.String(),
          why: Type.Optional(Type.String()),
          before: Type.Array(Placement),
          after: Type.Array(Placement),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Approval = Static<typeof Approval>
