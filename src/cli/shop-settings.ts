import { isZone } from '../ingest/index.ts'
import type { Settings } from '../schema/record.ts'
import { Complaint } from './flags.ts'

export const SETTING_FLAGS = {
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
} as const

/** What a shop is opened with: its sums are kept in this currency, by the days of this zone. */
export type FirstSettings = Partial<Pick<Settings, 'currency' | 'timeZone'>>

export function firstSettings(flags: { currency?: string; 'time-zone'?: string }): FirstSettings {
  const currency = flags.currency ?? process.env.VITRINE_CURRENCY
  const timeZone = flags['time-zone'] ?? process.env.VITRINE_TIME_ZONE
  if (currency !== undefined && !Intl.supportedValuesOf('currency').includes(currency)) {
    throw new Complaint(`--currency needs a code of ISO 4217, as in GBP, not "${currency}".`)
  }
  if (timeZone !== undefined && !isZone(timeZone)) {
    throw new Complaint(`--time-zone needs a name as Europe/London, not "${timeZone}".`)
  }
  return { ...(currency && { currency }), ...(timeZone && { timeZone }) }
}

/** @throws Complaint for a shop that was opened with others: its sums would mix. */
export function checkSettings(told: FirstSettings, kept: Readonly<Settings>): void {
  for (const [name, flag] of [
    ['currency', '--currency'],
    ['timeZone', '--time-zone'],
  ] as const) {
    if (told[name] === undefined || told[name] === kept[name]) continue
    throw new Complaint(
      `This shop was opened with ${flag} ${kept[name]} and keeps its sums so; leave ${flag} out, or open another with --shop NAME.`,
    )
  }
}
