import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import { arrivalOf } from '../../genome/source.ts'

/** Campaigns told apart: the heaviest. All others count together. */
const MOST_CAMPAIGNS = 200
const MOST_LETTERS = 80
const NO_CAMPAIGN = 0
const OTHER_CAMPAIGNS = 1
const FIRST_CAMPAIGN = 2
/** Numbers are never given twice: a visitor's row keeps its own in sixteen bits. */
const LAST_NUMBER = 2 ** 16 - 1
/** Of campaigns that are not told apart, so many are counted. */
const MOST_WAITING = 200

/** Source, medium and name. */
export type CampaignName = [string, string, string]

interface Told {
  number: number
  name: CampaignName
  /** Visitors who came by it. */
  weight: number
}

/**
 * Numbers for campaigns. When there are more than can be told apart, one by which more people
 * come than by the lightest takes its place: whoever makes up names has to bring a crowd for
 * each. Those that wait are counted as in Misra & Gries (1982): none by which one in two hundred
 * of them comes is missed.
 */
export class Campaigns {
  /** By place. */
  readonly #told: Told[] = []
  readonly #placeOfKey = new Map<string, number>()
  readonly #placeOfNumber = new Map<number, number>()
  readonly #waiting = new Map<string, number>()
  #nextNumber = FIRST_CAMPAIGN

  /**
   * Number of the campaign of a first page; what nobody launched, a search or a link, has none.
   * @param makeRoom called with a place whose sums now belong to all others
   */
  numberOf({ context }: ShopEvent, makeRoom: (place: number, others: number) => void): number {
    if (context?.campaign?.name === undefined || !arrivalOf(context)?.campaign) return NO_CAMPAIGN
    const { source = '', medium = '', name } = context.campaign
    const words = [source, medium, name].map(word => word.slice(0, MOST_LETTERS)) as CampaignName
    const key = words.join('\u0000')
    const at = this.#placeOfKey.get(key) ?? this.#placeFor(key, words, makeRoom)
    if (at === OTHER_CAMPAIGNS) return OTHER_CAMPAIGNS
    const told = this.#told[at - FIRST_CAMPAIGN]
    told.weight++
    return told.number
  }

  /** Where the sums of a visitor's campaign stand; 0 for none. */
  placeOf(number: number): number {
    if (number === NO_CAMPAIGN) return NO_CAMPAIGN
    return this.#placeOfNumber.get(number) ?? OTHER_CAMPAIGNS
  }

  /** Every campaign that is told apart, with the place of its sums. */
  *all(): Generator<[number, CampaignName]> {
    for (const [n, { name }] of this.#told.entries()) yield [FIRST_CAMPAIGN + n, name]
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([this.#nextNumber, this.#told, [...this.#waiting]]))
  }

  static load(reader: ByteReader): Campaigns {
    const campaigns = new Campaigns()
    const [next, told, waiting] = JSON.parse(reader.text())
    campaigns.#nextNumber = next
    for (const [n, one] of (told as Told[]).entries()) campaigns.#put(FIRST_CAMPAIGN + n, one)
    for (const [key, count] of waiting) campaigns.#waiting.set(key, count)
    return campaigns
  }

  #placeFor(
    key: string,
    name: CampaignName,
    makeRoom: (place: number, others: number) => void,
  ): number {
    const isFull = this.#told.length === MOST_CAMPAIGNS
    if (this.#nextNumber > LAST_NUMBER) return OTHER_CAMPAIGNS
    if (!isFull) return this.#give(FIRST_CAMPAIGN + this.#told.length, name, 0)
    const weight = this.#wait(key)
    const lightest = this.#lightest()
    if (weight <= this.#told[lightest].weight) return OTHER_CAMPAIGNS
    this.#waiting.delete(key)
    this.#takeOut(lightest)
    makeRoom(FIRST_CAMPAIGN + lightest, OTHER_CAMPAIGNS)
    // This visitor is counted when the number is given.
    return this.#give(FIRST_CAMPAIGN + lightest, name, weight - 1)
  }

  #give(place: number, name: CampaignName, weight: number): number {
    this.#put(place, { number: this.#nextNumber++, name, weight })
    return place
  }

  #put(place: number, told: Told): void {
    this.#told[place - FIRST_CAMPAIGN] = told
    this.#placeOfKey.set(told.name.join('\u0000'), place)
    this.#placeOfNumber.set(told.number, place)
  }

  #takeOut(at: number): void {
    const { name, number } = this.#told[at]
    this.#placeOfKey.delete(name.join('\u0000'))
    this.#placeOfNumber.delete(number)
  }

  /** One more came by a campaign that is not told apart; how many did, at least. */
  #wait(key: string): number {
    const count = (this.#waiting.get(key) ?? 0) + 1
    if (count > 1 || this.#waiting.size < MOST_WAITING) {
      this.#waiting.set(key, count)
      return count
    }
    for (const [other, left] of this.#waiting) {
      if (left === 1) this.#waiting.delete(other)
      else this.#waiting.set(other, left - 1)
    }
    return 0
  }

  #lightest(): number {
    let lightest = 0
    for (let at = 1; at < this.#told.length; at++) {
      if (this.#told[at].weight < this.#told[lightest].weight) lightest = at
    }
    return lightest
  }
}
