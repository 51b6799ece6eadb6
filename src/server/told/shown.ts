import type { Act } from '../../engine/genome/act.ts'
import { CLICKED, DISMISSED, SEEN, type Shown } from '../../engine/genome/shown.ts'
import type { Experiences } from '../../engine/policy/experiences.ts'
import type { ShownTold } from '../../schema/visitor-told.ts'
import { placementName } from '../live/decided.ts'
import { both, colon, quote } from '../live/words.ts'

interface Journey {
  shown: readonly Shown[]
  acts: readonly Act[]
}

/**
 * What a visitor was shown and how they answered, newest first.
 * @param windowMs how long after it was shown an order still counts for what was clicked
 */
export function tellShown(
  { shown, acts }: Journey,
  experiences: Experiences,
  windowMs: number,
): ShownTold[] {
  return shown.toReversed().map(one => ({
    time: one.time,
    say: sayShown(one, experiences),
    decision: `${one.position}.${one.index}`,
    answer: answerOf(one, acts, windowMs),
  }))
}

function sayShown({ experience }: Shown, experiences: Experiences): ShownTold['say'] {
  const [placement] = experience.split('/')
  const title = experiences.find(experience)?.title
  return both(l => {
    const name = title === undefined ? experience : quote(title[l], l)
    return `${placementName(placement)[l]}${colon(l)}${name}`
  })
}

function answerOf(one: Shown, acts: readonly Act[], windowMs: number): ShownTold['answer'] {
  if ((one.answers & CLICKED) !== 0) return ledToOrder(one, acts, windowMs) ? 'bought' : 'clicked'
  if ((one.answers & DISMISSED) !== 0) return 'dismissed'
  return (one.answers & SEEN) !== 0 ? 'seen' : 'none'
}

/** As the results count it: an order after the click, within the window from when it was shown. */
function ledToOrder({ ref, time }: Shown, acts: readonly Act[], windowMs: number): boolean {
  const click = acts.find(act => act.kind === 'click' && act.ref === ref)
  const from = click?.time ?? time
  return acts.some(act => act.kind === 'buy' && act.time >= from && act.time - time <= windowMs)
}
