import type { CampaignCost } from '../../schema/campaign-cost.ts'
import type { Hearing, Loose } from '../hearing.ts'
import { readDay } from './day.ts'
import { type RowReading, readEntries } from './keyed-rows.ts'

/** The keyed feed of campaign costs: CSV `source,medium,campaign,day,cost,currency` (or JSON). */
export function readCampaignCosts(
  source: AsyncIterable<Uint8Array>,
  shop: { currency: string },
): AsyncGenerator<RowReading<CampaignCost>> {
  return readEntries(source, (entry, hearing) => readEntry(entry, shop.currency, hearing))
}

function readEntry(entry: Loose, defaultCurrency: string, hearing: Hearing): CampaignCost {
  const currency = hearing.currency(entry.currency, 'currency') ?? defaultCurrency
  return {
    source: word(entry.source, 'source', hearing),
    medium: word(entry.medium, 'medium', hearing),
    campaign: word(entry.campaign ?? entry.campaign_name, 'campaign', hearing),
    day: readDay(entry.day ?? entry.date, hearing),
    cost: readCost(entry.cost ?? entry.spend, currency, hearing),
    currency,
  }
}

/** As UTM parameters name it; nothing told is `(none)`, as in the tools that such files come from. */
function word(value: unknown, field: string, hearing: Hearing): string {
  return hearing.text(value, field) ?? '(none)'
}

function readCost(value: unknown, currency: string, hearing: Hearing): number {
  const plain = typeof value === 'string' && /^\d{1,12}(\.\d{1,9})?$/.test(value)
  const cost = hearing.money(plain ? Number(value) : value, 'cost', currency)
  if (cost === undefined) return hearing.refuse('cost', 'missing', 'Say what the day cost.')
  if (cost < 0) return hearing.refuse('cost', 'negative', 'A cost may not be negative.')
  return cost
}
