import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

const Text = Type.String({ minLength: 1, maxLength: LIMITS.text })

/** What a campaign cost on one day. Source, medium, campaign and day are its key: the last word counts. */
export const CampaignCost = Type.Object(
  {
    source: Text,
    medium: Text,
    campaign: Text,
    /** Where the shop is, `2026-11-22`. */
    day: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    cost: Type.Integer({ minimum: 0, maximum: 1e12 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { additionalProperties: false },
)
export type CampaignCost = Static<typeof CampaignCost>
