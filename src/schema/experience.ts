import { type Static, Type } from 'typebox'
import { PLACEMENTS } from './decision.ts'
import { LIMITS } from './limits.ts'
import { NUDGES } from './nudge.ts'

const closed = { additionalProperties: false }
const words = (most: number) => {
  const text = Type.String({ minLength: 1, maxLength: most, pattern: '\\S' })
  return Type.Object({ fr: text, en: text }, closed)
}

/** How much is said of each item: its name alone, why it is here, or what sets it apart. */
export const DEPTHS = ['short', 'usual', 'full'] as const

/**
 * What a placement can become, as a merchant writes it and a record keeps it. The names of
 * strategies and conditions are the engine's: it refuses those it does not know.
 */
export const ExperienceSetting = Type.Object(
  {
    /** Its placement and a name, `home/winter`. It never comes to mean something else. */
    id: Type.String({ pattern: `^(${PLACEMENTS.join('|')})/[a-z0-9][a-z0-9-]{0,30}$` }),
    /** Name of a strategy: `bestsellers`, `interests` and so on. */
    strategy: Type.String({ maxLength: 32 }),
    /** At most so many items; absent: as many as there is room for. */
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.placementItems })),
    depth: Type.Optional(Type.Enum([...DEPTHS])),
    title: words(120),
    text: Type.Optional(words(300)),
    nudge: Type.Optional(Type.Enum([...NUDGES])),
    /** `budget`: nothing is shown that would leave what a visitor means to spend. */
    within: Type.Optional(Type.Enum(['budget'])),
    /** Conditions that must all hold: `returns`, `left-cart` and so on. */
    when: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { maxItems: 6 })),
    /** Switched off: it keeps its place, and is shown to nobody. */
    off: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type ExperienceSetting = Static<typeof ExperienceSetting>

/** The body of an `experience_changed` record: the whole experience as it is from now on. */
export interface ExperienceChanged {
  experience: ExperienceSetting
  /** As it was; null when it is new. */
  before: ExperienceSetting | null
  /** Name of the key that asked: a hash, not the key. */
  by: string
  why?: string
  /** ms */
  time: number
}

/** The body of `PUT /v1/experiences`. */
export const ExperienceWritten = Type.Object(
  {
    ...ExperienceSetting.properties,
    /** Kept with the change, for whoever reads the log. */
    why: Type.Optional(Type.String({ minLength: 1, maxLength: LIMITS.text })),
  },
  closed,
)

export const ExperienceTold = Type.Object({
  ...ExperienceSetting.properties,
  /** The others of its placement are compared with it. */
  isDefault: Type.Boolean(),
  /** The merchant's own, or one of ours. */
  own: Type.Boolean(),
})
export type ExperienceTold = Static<typeof ExperienceTold>

const Named = Type.Record(Type.String(), Type.Object({ fr: Type.String(), en: Type.String() }))

/** What `GET /v1/experiences` answers: what there is, and the names there are to make more of. */
export const ExperiencesTold = Type.Object({
  placements: Type.Array(
    Type.Object({
      placement: Type.String(),
      /** A page of the shop where it may stand, as far as the feed tells. */
      address: Type.Optional(Type.String()),
      experiences: Type.Array(ExperienceTold),
    }),
  ),
  strategies: Type.Array(Type.String()),
  conditions: Type.Array(Type.String()),
  nudges: Type.Array(Type.String()),
  /** These names in words. */
  words: Type.Object({ strategies: Named, nudges: Named, conditions: Named }),
})
export type ExperiencesTold = Static<typeof ExperiencesTold>
