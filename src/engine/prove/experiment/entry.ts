import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import { arrivalOf, SOURCES, type Source } from '../../genome/source.ts'

/** Room for ways to come that are not thought of yet. */
export const ENTRIES = 32
/** Campaigns told apart; those met later count together. */
const MOST_CAMPAIGNS = 200
const MOST_LETTERS = 80
const NO_CAMPAIGN = 0
const OTHER_CAMPAIGNS = 1
const FIRST_CAMPAIGN = 2

/** Source, medium and name. */
export type CampaignName = [string, string, string]

/**
 * How somebody came for the first time, as a small number: source, and whether they had bought
 * from the shop before. No choice of ours can have changed it, so results may be compared
 * within it. 0 is for those who have not told yet.
 */
export function entryNumber(source: Source, isCustomer: boolean): number {
  return 1 + SOURCES.indexOf(source) * 2 + (isCustomer ? 1 : 0)
}

/** Had they bought before they came? */
export function isCustomerEntry(entry: number): boolean {
  return entry > 0 && (entry - 1) % 2 === 1
}

/** Source of an entry; undefined for 0 and for what this build does not know. */
export function sourceOfEntry(entry: number): Source | undefined {
  return SOURCES[(entry - 1) >> 1]
}

/** Numbers for campaigns, in the order they are met. */
export class Campaigns {
  readonly #numbers = new Map<string, number>()
  readonly #names: CampaignName[] = []

  /** Of a first page; what nobody launched, a search or a link, has none. */
  numberOf({ context }: ShopEvent): number {
    if (context?.campaign?.name === undefined || !arrivalOf(context)?.campaign) return NO_CAMPAIGN
    const { source = '', medium = '', name } = context.campaign
    const words = [source, medium, name].map(word => word.slice(0, MOST_LETTERS)) as CampaignName
    const key = words.join('\u0000')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    if (this.#names.length === MOST_CAMPAIGNS) return OTHER_CAMPAIGNS
    const number = FIRST_CAMPAIGN + this.#names.push(words) - 1
    this.#numbers.set(key, number)
    return number
  }

  /** Every campaign with its number. */
  *all(): Generator<[number, CampaignName]> {
    for (const [n, name] of this.#names.entries()) yield [FIRST_CAMPAIGN + n, name]
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#names))
  }

  static load(reader: ByteReader): Campaigns {
    const campaigns = new Campaigns()
    for (const name of JSON.parse(reader.text()) as CampaignName[]) {
      campaigns.#numbers.set(name.join('\u0000'), FIRST_CAMPAIGN + campaigns.#names.push(name) - 1)
    }
    return campaigns
  }
}
