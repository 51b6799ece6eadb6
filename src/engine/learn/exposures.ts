import { fingerprint } from '../../core/fingerprint.ts'
import type { Choice, DecisionMade, PlacementKind } from '../../schema/decision.ts'
import { KINDS, type Mind, type Minds } from '../policy/minds.ts'
import type { Open } from './situations/waiting.ts'

/**
 * The choices of a decision that something can be learned from: the first of each kind of
 * placement, as those of one kind share one draw, where the engine or chance has chosen.
 *
 * @param first running number of the decision's first choice
 */
export function exposuresOf(made: DecisionMade, first: number, minds: Minds): Open[] {
  if (made.slice === 'holdout' || made.degraded) return []
  const moment = minds.characters.read(made.characteristics)
  const visitor = fingerprint(made.visitor ?? '')
  const seen = new Set<PlacementKind>()
  const open: Open[] = []
  for (const [n, choice] of made.choices.entries()) {
    const kind = choice.placement.split(':')[0] as PlacementKind
    if (seen.has(kind)) continue
    seen.add(kind)
    const mind = minds.of(kind)
    const arm = mind?.armOf(choice.experience) ?? -1
    if (arm < 0) continue
    const chances = chancesOf(choice, mind)
    const number = first + n
    const { time } = made
    open.push({
      number,
      time,
      visitor,
      kind: KINDS.indexOf(kind),
      arm,
      moment,
      chances,
      expected: 0,
    })
  }
  return open
}

/** By the numbers of the arms; empty for an old record, which does not know them over all slices. */
function chancesOf({ arms, overall }: Choice, mind: Mind): Float64Array {
  if (overall === undefined) return NONE
  const chances = new Float64Array(mind.room)
  for (const [i, experience] of arms.entries()) {
    const arm = mind.armOf(experience)
    if (arm >= 0) chances[arm] = overall[i]
  }
  return chances
}

const NONE = new Float64Array(0)
