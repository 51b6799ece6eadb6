import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { CampaignCost } from '../../schema/campaign-cost.ts'
import type { CampaignSums } from '../../schema/report.ts'

/** Days of campaigns: five hundred campaigns for more than a year. */
const MOST_DAYS = 200_000
const MOST_TOLD = 500

/**
 * What each campaign cost, day by day: the last word on a day counts. The days told longest
 * ago leave when there are too many.
 */
export class CampaignCosts {
  readonly #days = new Map<string, CampaignCost>()
  readonly #sums = new Map<string, CampaignSums>()

  set(cost: CampaignCost): void {
    const key = [cost.source, cost.medium, cost.campaign, cost.day].join('\u0000')
    this.#drop(key)
    this.#days.set(key, cost)
    this.#add(cost, 1)
    if (this.#days.size > MOST_DAYS) this.#drop(this.#days.keys().next().value!)
  }

  /** The dearest first, by campaign and currency. */
  sums(): CampaignSums[] {
    const all = [...this.#sums.values()].sort(
      (a, b) => b.cost - a.cost || (nameOf(a) < nameOf(b) ? -1 : 1),
    )
    return all.slice(0, MOST_TOLD).map(sums => ({ ...sums }))
  }

  save(writer: ByteWriter): void {
    writer.count(this.#days.size)
    for (const cost of this.#days.values()) writer.text(JSON.stringify(cost))
  }

  static load(reader: ByteReader): CampaignCosts {
    const costs = new CampaignCosts()
    for (let left = reader.count(); left > 0; left--) costs.set(JSON.parse(reader.text()))
    return costs
  }

  #drop(key: string): void {
    const cost = this.#days.get(key)
    if (cost === undefined) return
    this.#days.delete(key)
    this.#add(cost, -1)
  }

  #add({ source, medium, campaign, cost, currency }: CampaignCost, sign: 1 | -1): void {
    const key = nameOf({ source, medium, campaign, currency })
    const sums = this.#sums.get(key) ?? { source, medium, campaign, currency, days: 0, cost: 0 }
    sums.days += sign
    sums.cost += sign * cost
    if (sums.days === 0) this.#sums.delete(key)
    else this.#sums.set(key, sums)
  }
}

function nameOf({
  source,
  medium,
  campaign,
  currency,
}: Omit<CampaignSums, 'days' | 'cost'>): string {
  return [source, medium, campaign, currency].join('\u0000')
}
