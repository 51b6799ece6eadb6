import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'
import { Content, ShopFacts } from './product.ts'

/** What the shop promises, what it has to say, and what begins or ends when. */
const closed = { additionalProperties: false }
const Say = Type.Object({ fr: Type.String(), en: Type.String() }, closed)

export const CALENDAR_KINDS = ['content_begins', 'content_ends', 'rule_ends'] as const

export const PromisesTold = Type.Object(
  {
    facts: Type.Array(ShopFacts),
    contents: Type.Array(Type.Pick(Content, ['id', 'type', 'title', 'language', 'from', 'to'])),
    /** Contents there are; `contents` holds the first of them. */
    total: Type.Integer(),
    /** What is still to come, soonest first. */
    calendar: Type.Array(
      Type.Object(
        {
          time: Type.Integer(),
          kind: Type.Enum([...CALENDAR_KINDS]),
          says: Say,
          /** Id of the rule that ends. */
          rule: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type PromisesTold = Static<typeof PromisesTold>

/** `PUT /v1/promises/:country`: the whole of what is promised there. */
export const PromisesWritten = Type.Object(
  {
    ...Type.Omit(ShopFacts, ['country']).properties,
    why: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.text })),
  },
  closed,
)
export type PromisesWritten = Static<typeof PromisesWritten>
