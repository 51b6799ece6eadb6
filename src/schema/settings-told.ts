import { type Static, Type } from 'typebox'

/** The settings page: keys, other sites that may call, and what was fixed when the shop was opened. */
const closed = { additionalProperties: false }
const Time = Type.Integer({ description: 'ms' })
/** What a server key may open. */
export const KEY_SCOPES = ['events', 'decisions', 'catalogue', 'read', 'rules', 'privacy'] as const

const KeyTold = Type.Object(
  {
    /** Twelve digits of its hash: says which it is, opens nothing. */
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    made: Time,
    ends: Type.Optional(Time),
    /** Since the server started; absent: it was not. */
    used: Type.Optional(Time),
  },
  closed,
)

export const KeysTold = Type.Object(
  { public: Type.String(), server: Type.Array(KeyTold), now: Time },
  closed,
)
export type KeysTold = Static<typeof KeysTold>

export const KeyWanted = Type.Object(
  {
    scopes: Type.Optional(
      Type.Array(Type.Enum([...KEY_SCOPES]), { minItems: 1, uniqueItems: true }),
    ),
    /** How long the one there is goes on opening. */
    oldEndsInHours: Type.Number({ minimum: 0, maximum: 24 * 90 }),
  },
  closed,
)

/** The key itself, this once. */
export const KeyMade = Type.Object({ key: Type.String(), name: Type.String() }, closed)
export type KeyMade = Static<typeof KeyMade>

export const KeyEnd = Type.Object(
  { endsInHours: Type.Number({ minimum: 0, maximum: 24 * 90 }) },
  closed,
)

/** `https://shop.example`, as a browser says it: no path, no slash. */
const Origin = Type.String({
  pattern: '^https?://[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?(:[0-9]{1,5})?$',
  maxLength: 270,
})
export const OriginsWanted = Type.Object(
  { origins: Type.Array(Origin, { maxItems: 20, uniqueItems: true }) },
  closed,
)

export const SettingsTold = Type.Object(
  {
    shop: Type.String(),
    currency: Type.String(),
    timeZone: Type.String(),
    /** Shares of the permanent split. */
    holdout: Type.Number(),
    uniform: Type.Number(),
    /** `FR-fr`, as the feeds name them: each speaks its language. */
    markets: Type.Array(Type.String()),
    /** Added here, and those the process was started with. */
    origins: Type.Array(Type.String()),
    started: Type.Array(Type.String()),
  },
  closed,
)
export type SettingsTold = Static<typeof SettingsTold>
