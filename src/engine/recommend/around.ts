import { Candidates } from './candidates.ts'
import type { Moment } from './moment.ts'
import { reasonOf, sentence } from './reasons.ts'
import { alternatives } from './sources/alternatives.ts'
import { complements, substitutes } from './sources/complements.ts'

/** An item beside another, and why it stands there. */
export interface Beside {
  item: number
  reason: string
}

/** What would be shown in place of the product of this page, and what beside it. */
export function around(
  moment: Moment,
  most: number,
  language: 'fr' | 'en',
): { instead: Beside[]; alongside: Beside[] } {
  const found = new Candidates()
  alternatives(moment, found)
  const instead = best(moment, found, most, language, () => true)
  found.clear()
  const same = substitutes(moment)
  complements(moment, found)
  const goesWith = (item: number) => !same.has(moment.catalogue.categoryOf(item))
  return { instead, alongside: best(moment, found, most, language, goesWith) }
}

function best(
  { catalogue, pageItem }: Moment,
  found: Candidates,
  most: number,
  language: 'fr' | 'en',
  isMeant: (item: number) => boolean,
): Beside[] {
  const taken = new Map<number, Beside>()
  for (let at = found.takeBest(); at >= 0 && taken.size < most; at = found.takeBest()) {
    const item = found.items[at]
    if (item === pageItem || taken.has(item) || !catalogue.has(item) || !isMeant(item)) continue
    const why = reasonOf(found.codes[at], found.abouts[at])
    taken.set(item, { item, reason: sentence(why, language, catalogue) })
  }
  return [...taken.values()]
}
