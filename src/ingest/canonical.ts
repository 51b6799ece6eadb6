import { LIMITS } from '../schema/limits.ts'
import { isPersonalName } from './personal.ts'
import { Refused } from './refusals.ts'

/**
 * Look once through a whole event before reading any of it: how deep, how large,
 * and whether a field's name says that it holds a person. Size is counted in
 * characters of names and values, a lower bound of the bytes sent.
 * @returns pointer to the first personal field, which will not be read
 * @throws Refused `too_deep`, `too_large`
 */
export function survey(event: object): string | undefined {
  const state = { size: 0, personal: undefined as string | undefined }
  measure(event, 1, state)
  return state.personal
}

interface Survey {
  size: number
  personal: string | undefined
}

function measure(value: object, depth: number, state: Survey): void {
  if (depth > LIMITS.bodyDepth) {
    throw new Refused('', 'too_deep', `Nest at most ${LIMITS.bodyDepth} levels.`)
  }
  const list = Array.isArray(value)
  for (const key in value) {
    const inside = (value as Record<string, unknown>)[key]
    state.size += list ? 1 : key.length + 4
    if (typeof inside === 'string') state.size += inside.length + 2
    else if (typeof inside !== 'object' || inside === null) state.size += 4
    if (state.size > LIMITS.eventBytes) {
      throw new Refused('', 'too_large', `One event has at most ${LIMITS.eventBytes} bytes.`)
    }
    if (!list && inside !== null && isPersonalName(key)) state.personal ??= key
    else if (typeof inside === 'object' && inside !== null) measure(inside, depth + 1, state)
  }
}

/** JSON with sorted names: the same content, the same text. For values that passed `survey`. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const object = value as Record<string, unknown>
  const pairs = Object.keys(object)
    .sort()
    .filter(key => object[key] !== undefined)
    .map(key => `${JSON.stringify(key)}:${canonical(object[key])}`)
  return `{${pairs.join()}}`
}
