/** One field that differs; undefined where it was not, or is not. */
export interface FieldChange {
  name: string
  was?: string
  is?: string
}

const MOST = 12
const LONGEST = 160

/** What differs between two values, field by field; nothing inside a field is taken apart. */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return names
    .map(name => ({ name, was: textOf(was[name]), is: textOf(is[name]) }))
    .filter(change => change.was !== change.is)
    .slice(0, MOST)
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object' || Array.isArray(value)) return { '': value }
  return value as Record<string, unknown>
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
