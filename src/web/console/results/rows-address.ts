import type { RowsAsked, RowsOf } from '../../../schema/rows-told.ts'

// The schema gives the console its types alone: these are checked against them.
export const KINDS = ['visitors', 'orders', 'decisions', 'answers'] as const satisfies RowsOf[]
const NARROWED_BY = [
  'slice',
  'placement',
  'experience',
  'source',
  'utmSource',
  'medium',
  'campaign',
  'since',
] as const satisfies (keyof RowsAsked)[]

/** Where the rows behind a figure are shown: `#/results/orders?slice=engine`. */
export function rowsAt({ of, most: _, format: __, ...by }: RowsAsked): string {
  const query = new URLSearchParams(by).toString()
  return `#/results/${of}${query && `?${query}`}`
}

/** The rows that an address of the results asks for; undefined for none. */
export function rowsIn(id: string | undefined, query = ''): RowsAsked | undefined {
  const of = KINDS.find(kind => kind === id)
  if (of === undefined) return undefined
  const told = new URLSearchParams(query)
  const by = NARROWED_BY.filter(name => told.has(name)).map(name => [name, told.get(name)])
  return { of, ...Object.fromEntries(by) }
}

/** What they are narrowed by, as it is called in the figures: `engine · product`. */
export function narrowedBy(asked: RowsAsked): string[] {
  return NARROWED_BY.flatMap(name => asked[name] || [])
}
