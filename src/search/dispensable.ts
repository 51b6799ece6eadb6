import type { Filter } from '../schema/search.ts'

/**
 * What a person does without first, and last. Attributes of the shop's own stand where the
 * first one does.
 */
const LAST: readonly string[] = [
  'level',
  'terrain',
  'colour',
  'rating',
  'brand',
  'price',
  'size',
  'gender',
  'category',
  'stock',
]

/**
 * The filter to let go of: the easiest done without. Where somebody chose them, and one alone
 * keeps something out, it is that one: the others were worth their word.
 */
export function dispensable(
  filters: readonly Filter[],
  keptOutBy?: ReadonlyMap<string, number>,
): string | undefined {
  const names = [...new Set(filters.map(({ name }) => name))]
  names.sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b))
  return names.find(name => keptOutBy?.has(name)) ?? names[0]
}
