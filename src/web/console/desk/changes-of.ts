/** One field that differs; undefined where it was not, or is not. */
export interface FieldChange {
  name: string
  was?: string
  is?: string
}

const MOST = 12
const LONGEST = 160
/** No amount or count of ours is as large as a time of this century, ms. */
const A_TIME = 1e12

/**
 * What differs between two values, field by field; nothing inside a field is taken apart.
 * @param tell how a time is written, ms
 */
export function changesOf(
  before: unknown,
  after: unknown,
  tell: (time: number) => string,
): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names
    .map(name => ({ name, was: textOf(was[name], tell), is: textOf(is[name], tell) }))
    .filter(change => change.was !== change.is)
    .slice(0, MOST)
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) return { '': value }
  return value as Record<string, unknown>
}

function textOf(value: unknown, tell: (time: number) => string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && value > A_TIME) return tell(value)
  if (Array.isArray(value) && value.every(each => typeof each === 'string')) return value.join(', ')
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
