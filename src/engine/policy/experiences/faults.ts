import type { ExperienceSetting } from '../../../schema/experience.ts'
import { LIMITS } from '../../../schema/limits.ts'
import { STRATEGIES } from '../../recommend/sources/sources.ts'
import { CONDITIONS } from './conditions.ts'
import type { Experience } from './experience.ts'

/** Why an experience is not taken in: the field, and the way out. */
export interface Fault {
  field: string
  code: 'unknown_name' | 'another_experience' | 'default_experience' | 'too_many'
  reason: string
}

export const FULL: Fault = {
  field: 'id',
  code: 'too_many',
  reason: `A placement holds ${LIMITS.experiences} experiences: more starve each other.`,
}

/** A name of a strategy or a condition that there is not. */
export function unknownName({ strategy, when }: ExperienceSetting): Fault | undefined {
  const code = 'unknown_name'
  if (!(STRATEGIES as readonly string[]).includes(strategy)) {
    const reason = `There is no strategy of that name: ${STRATEGIES.join(', ')}.`
    return { field: 'strategy', code, reason }
  }
  if (when === undefined || when.every(name => Object.hasOwn(CONDITIONS, name))) return undefined
  const reason = `There is no condition of that name: ${Object.keys(CONDITIONS).join(', ')}.`
  return { field: 'when', code, reason }
}

/** What an experience does stays: only its words, when it makes sense and its switch may change. */
const FIXED = ['strategy', 'count', 'depth', 'nudge', 'within'] as const

export function forbiddenChange(told: ExperienceSetting, known: Experience): Fault | undefined {
  const field = FIXED.find(one => told[one] !== known[one])
  if (field !== undefined) {
    const reason = 'What was learnt would no longer hold: give it an id of its own.'
    return { field, code: 'another_experience', reason }
  }
  if (!known.isDefault || !(told.off || told.when?.length)) return undefined
  const reason = 'The others are compared with this one: it is always there.'
  return { field: told.off ? 'off' : 'when', code: 'default_experience', reason }
}
