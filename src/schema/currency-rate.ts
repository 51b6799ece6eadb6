import { type Static, Type } from 'typebox'

/** What a currency is worth in the shop's reporting currency from a day on. */
export const CurrencyRate = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    /** `2026-11-22`. Currency and day are its key: the last word counts. */
    day: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    /** Minor units of the reporting currency for one minor unit of this one. */
    rate: Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }),
  },
  { additionalProperties: false },
)
export type CurrencyRate = Static<typeof CurrencyRate>
