import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { LIMITS } from './limits.ts'

/**
 * A rule: to whom, on which placement, which experience, and what the merchandiser said of it.
 * Who writes, and what is answered; the records that keep it are built of the same shapes.
 */
const closed = { additionalProperties: false }
const Placement = Type.Enum([...PLACEMENTS])
const Time = Type.Integer({ minimum: 0, maximum: 8.64e15 })

/** Of the words a merchandiser has: shown to all, to some at most, to nobody, or left to the engine. */
export const ACTIONS = ['pin', 'limit', 'forbid', 'approve'] as const
export type Action = (typeof ACTIONS)[number]

/** Characteristic → value; no condition is everybody. */
export const Conditions = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_-]{0,31}$' }),
  Type.String({ minLength: 1, maxLength: LIMITS.condition }),
  { ...closed, maxProperties: LIMITS.conditions },
)
export type Conditions = Static<typeof Conditions>

const Note = Type.String({ minLength: 1, maxLength: LIMITS.note })
/** Of the engine's visitors in that situation, at most this part. */
const Share = Type.Number({ minimum: 0.001, maximum: 0.999 })
const Experience = Type.String({ minLength: 1, maxLength: 48 })

/** A rule that the merchandiser has spoken of, as the log keeps it. */
export const HeldRule = Type.Object(
  {
    /** Follows from placement, conditions and experience: the same rule has the same id everywhere. */
    id: Type.String({ maxLength: 16 }),
    /** `found`: the engine proposed it. `written`: somebody thought of it. */
    kind: Type.Enum(['found', 'written']),
    placement: Placement,
    when: Conditions,
    experience: Experience,
    action: Type.Enum([...ACTIONS]),
    share: Type.Optional(Share),
    /** ms; from then on it is as if the action had not been said. */
    until: Type.Optional(Time),
    note: Type.Optional(Note),
  },
  closed,
)
export type HeldRule = Static<typeof HeldRule>

/** Who changed what, when and why. */
interface Change {
  /** Name of the key that asked: a hash, not the key. */
  by: string
  why?: string
  /** ms */
  time: number
}

/** The whole rule after a change and before it; null where there is none. */
export interface RuleChanged extends Change {
  id: string
  rule: HeldRule | null
  before: HeldRule | null
}

/** Placements where an experience must be approved before the engine may choose it, all of them. */
export interface ApprovalChanged extends Change {
  placements: (typeof PLACEMENTS)[number][]
  before: (typeof PLACEMENTS)[number][]
}

/** A rule that was proven for the first time, and what was known of it then. */
export interface ProvenRule {
  id: string
  placement: (typeof PLACEMENTS)[number]
  when: Conditions
  experience: string
  /** Which outcome it was proven for: a click on the placement, or an order in the days after. */
  outcome: 'click' | 'order'
  /** Difference of the rate beside the default's, with its interval. */
  effect: number
  low: number
  high: number
  visits: number
}
/** At most 100 of them. */
export interface RulesProven {
  rules: ProvenRule[]
  time: number
}
