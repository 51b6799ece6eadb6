import type { Engine } from '../../engine/engine.ts'
import { PHRASES } from '../../engine/situation/phrases.ts'
import { nameOf, wordsOf } from '../../engine/situation/wording.ts'
import { slug } from '../../engine/situation/words.ts'
import type { SegmentChoice } from '../../schema/segment-told.ts'
import { both } from '../live/words.ts'

const MOST_VALUES = 60

/** What a segment or a rule can be made of: our characteristics, the shop's own categories and brands, and what was met. */
export function choicesOf(engine: Engine): SegmentChoice[] {
  const { catalogue } = engine
  return [...PHRASES].flatMap(([name, phrases]) => {
    const own = phrases.any ? openValues(phrases.any.kind, engine) : []
    const met = phrases.any ? engine.minds.characters.valuesOf(name).sort() : []
    const values = [...new Set([...Object.keys(phrases.values), ...own, ...met])].slice(
      0,
      MOST_VALUES,
    )
    if (values.length === 0) return []
    return {
      name,
      label: both(l => nameOf(name, l)),
      values: values.map(value => ({
        value,
        label: both(l => wordsOf(name, value, l, catalogue)),
      })),
    }
  })
}

function openValues(kind: string, { catalogue }: Engine): string[] {
  const count = kind === 'category' ? catalogue.categoryCount : catalogue.brandCount
  if (kind !== 'category' && kind !== 'brand') return []
  const nameAt = (n: number) =>
    kind === 'category' ? catalogue.categoryName(n, 'en') : catalogue.brandName(n)
  const slugs = Array.from({ length: Math.min(count, MOST_VALUES) }, (_, n) => slug(nameAt(n)))
  return [...new Set(slugs)].filter(value => value !== '')
}
