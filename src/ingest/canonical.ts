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
  const state: Survey = { size: 0, personal: undefined }
  measureObject(event, 1, state)
  return state.personal
}

interface Survey {
  size: number
  personal: string | undefined
}

function measureObject(value: object, depth: number, state: Survey): void {
  for (const key in value) {
    const inside = (value as Record<string, unknown>)[key]
    state.size += key.length + 4
    if (inside !== null && isPersonalName(key)) state.personal ??= key
    else measure(inside, depth, state)
  }
}

function measure(value: unknown, depth: number, state: Survey): void {
  if (typeof value === 'string') state.size += value.length + 2
  else if (typeof value !== 'object' || value === null) state.size += 4
  else if (depth === LIMITS.bodyDepth) throw tooDeep()
  else if (!Array.isArray(value)) measureObject(value, depth + 1, state)
  else for (let i = 0; i < value.length; i++) measure(value[i], depth + 1, state)
  if (state.size > LIMITS.eventBytes) {
    throw new Refused('', 'too_large', `One event has at most ${LIMITS.eventBytes} bytes.`)
  }
}

function tooDeep(): Refused {
  return new Refused('', 'too_deep', `Nest at most ${LIMITS.bodyDepth} levels.`)
}

/** JSON with sorted names and without persons: the same content, the same text. For what passed `survey`. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const object = value as Record<string, unknown>
  const pairs = Object.keys(object)
    .sort()
    .filter(key => object[key] !== undefined && !isPersonalName(key))
    .map(key => `${JSON.stringify(key)}:${canonical(object[key])}`)
  return `{${pairs.join()}}`
}
