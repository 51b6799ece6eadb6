import type { Moment } from './moment.ts'
import { Likeness } from './sources/likeness.ts'

/** How much of an order by words a person's taste may turn: at 1 a word's fit counts as it is. */
const WORDS = 1.5

export interface Scored {
  item: string
  /** As well as its words fit, above 0; 0 where nothing tells one from another. */
  score: number
}

/**
 * What a search found, in the order of this person: how well the words fit, times what the
 * person's taste and their next steps make of it. What cannot be had stays at the end.
 */
export function orderForPerson(moment: Moment, found: readonly Scored[]): string[] {
  const { catalogue, taste, ranked, market } = moment
  const best = found.reduce((most, { score }) => Math.max(most, score), 0) || 1
  const keyed = found.map(({ item: id, score }, place) => {
    const item = catalogue.find(id)
    const fit = Math.max(score / best, 0.01) ** WORDS
    const wish = item < 0 ? 1 : taste.of(item) * ranked.liftOf(item)
    const isHere = item >= 0 && catalogue.inStock(item, market)
    return { id, place, isHere: Number(isHere), key: fit * wish }
  })
  keyed.sort((a, b) => b.isHere - a.isHere || b.key - a.key || a.place - b.place)
  return keyed.map(({ id }) => id)
}

/** How like an item others are, 0 to 1, by their ids; empty for an item that no feed knows. */
export function likenessTo(moment: Moment, id: string): Record<string, number> {
  const { catalogue } = moment
  const item = catalogue.find(id)
  if (!catalogue.has(item)) return {}
  const likeness = new Likeness(moment, item)
  return Object.fromEntries(
    likeness.items.map(other => [catalogue.idOf(other), likeness.fitOf(other)]),
  )
}
