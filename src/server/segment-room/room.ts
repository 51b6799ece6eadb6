import type { Language } from '../../core/typography.ts'
import type { RuleTold } from '../../schema/rule-told.ts'
import type { Segment } from '../../schema/segment.ts'
import type { SegmentRoom } from '../../schema/segment-told.ts'
import { inSlices } from '../in-slices.ts'
import type { RuleShelf } from '../rules/shelf.ts'
import type { Services } from '../services.ts'
import { alertsOf } from './alerts.ts'
import { peopleHere } from './people.ts'
import { coverageOf, daysOf, hoursOf, tellSegment } from './tell.ts'

const MOST_RULES = 8

/** The room of one segment: who is here, what they want, what was shown, what is to be done. */
export async function tellRoom(
  segment: Segment,
  shelf: RuleShelf,
  { shop, env }: Pick<Services, 'shop' | 'env'>,
  language: Language,
): Promise<SegmentRoom> {
  const { engine } = shop
  const now = env.now()
  const place = engine.segments.held.placeOf(segment.id)
  const here = await inSlices(peopleHere(place, engine, now), env)
  const { rules } = await shelf.page({ language, limit: 200 })
  const seen = {
    ...tellSegment(segment, engine, now),
    ...here,
    hours: hoursOf(segment, engine, now),
    days: daysOf(segment, engine, now),
    coverage: coverageOf(segment, engine, now),
    rules: rules.filter(rule => isAbout(rule, segment)).slice(0, MOST_RULES),
    notes: engine.segments.held.notesOf(segment.id).toReversed(),
  }
  return { ...seen, alerts: alertsOf(seen, now) }
}

/** It speaks of somebody in the segment: of everybody, or of a value that all of them have. */
function isAbout({ when, status, action }: RuleTold, segment: Segment): boolean {
  if (status !== 'proven' && status !== 'used' && action === undefined) return false
  const names = Object.keys(when)
  const isApart = names.some(
    name => segment.when[name] !== undefined && segment.when[name] !== when[name],
  )
  return !isApart && (names.length === 0 || names.some(name => segment.when[name] === when[name]))
}
