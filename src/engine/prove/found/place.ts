import type { PlacementKind } from '../../../schema/decision.ts'
import type { Outcome } from '../../../schema/found.ts'
import type { Conditions } from '../../../schema/rule.ts'
import type { Minds } from '../../policy/minds.ts'
import type { Characters } from '../../situation/moments/characters.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Ledgers } from '../ledger/ledgers.ts'

/** Of one placement: what is told there, and who knows. */
export interface Place {
  placement: PlacementKind
  /** Experiences by number. */
  arms: readonly string[]
  /** Number of the default. */
  standard: number
  ledgers: Record<Outcome, Ledger>
  characters: Characters
  /** Pairs of values that the model decides by. */
  used: number
  /** Whether it decides by these, and which experience it takes then; undefined when not. */
  choiceIn(values: readonly number[]): number | undefined
}

export function placeOf(minds: Minds, ledgers: Ledgers, placement: PlacementKind): Place {
  const { arms, standard, heads, uses } = minds.of(placement)
  const choiceIn = (values: readonly number[]): number | undefined => {
    if (values.length !== 2) return undefined
    const row = heads.conjunctions.findPair(values[0], values[1])
    if (row < 0 || !uses.isUsed(row)) return undefined
    const means = new Float64Array(heads.arms)
    heads.judge(Uint16Array.from(values), means, new Float64Array(heads.arms))
    const known = means.subarray(0, arms.length)
    return known.indexOf(Math.max(...known))
  }
  const { characters } = minds
  const own = { placement, arms, standard, characters, used: uses.size }
  return { ...own, ledgers: { ...ledgers.of(placement) }, choiceIn }
}

/** What was ordered speaks louder than what was clicked. */
export const OUTCOMES: readonly Outcome[] = ['order', 'click']

/** Conditions in the shop's words. */
export function whenOf(values: readonly number[], characters: Characters): Conditions {
  const when: Conditions = {}
  for (const number of values) {
    const { name, value } = characters.tell(number)
    when[name] = value
  }
  return when
}

/** Numbers of the conditions, rising; undefined while one of the values has none of its own. */
export function valuesIn(when: Conditions, characters: Characters): number[] | undefined {
  const isKnown = Object.entries(when).every(([name, one]) => characters.told(name, one) === one)
  return isKnown ? Array.from(characters.read(when)) : undefined
}

export function visitsOf({ ledgers }: Place, values: readonly number[]): number {
  const row = ledgers.click.rowOf(values)
  return row < 0 ? 0 : ledgers.click.visitsOf(row)
}
