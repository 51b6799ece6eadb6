import type { Engine } from '../../engine/engine.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import { traitName } from '../../engine/genome/traits/words.ts'
import type { Say } from '../../schema/live.ts'
import { both } from '../live/words.ts'

/** A trait of somebody at one moment. */
export interface Belief {
  title: Say
  at: number
  confidence: number
}

export interface Moved extends Belief {
  before?: Belief
}

/** Less than this is the rounding of a figure that is shown in percent. */
const LEAST = 0.01

export function beliefsOf(engine: Engine, visitor: string, now: number): Map<string, Belief> {
  const genome = engine.visitors.get(visitor)
  if (!genome) return new Map()
  const each = { fr: genome.traits(now, 'fr'), en: genome.traits(now, 'en') }
  return new Map(
    each.en.map((trait, n) => {
      const title = both(l => traitName(each[l][n], l))
      return [`${trait.name} ${trait.about ?? ''}`, { title, ...placeOf(trait) }]
    }),
  )
}

/** What is believed otherwise than before, surest first. */
export function moved(
  before: ReadonlyMap<string, Belief>,
  after: ReadonlyMap<string, Belief>,
): Moved[] {
  const changes: Moved[] = []
  for (const [key, belief] of after) {
    const known = before.get(key)
    if (known && isClose(known, belief)) continue
    changes.push({ ...belief, ...(known && { before: known }) })
  }
  return changes.sort((a, b) => b.confidence - a.confidence)
}

function isClose(a: Belief, b: Belief): boolean {
  return Math.abs(a.at - b.at) < LEAST && Math.abs(a.confidence - b.confidence) < LEAST
}

/** The one trait with two ends lies between −1 and 1. */
function placeOf({ name, score, confidence }: Trait) {
  return { at: name === 'decided' ? (score + 1) / 2 : score, confidence }
}
