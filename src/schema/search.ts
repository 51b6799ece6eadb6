import { type Static, Type } from 'typebox'
import { ShownItem } from './decision.ts'
import { LIMITS } from './limits.ts'

/** Asking the catalogue and its answer, as they cross the door. */
export const SORTS = ['best', 'cheap', 'dear', 'rated', 'new'] as const
export type Sort = (typeof SORTS)[number]

/** Facets that every shop has; the others are the attributes of its feed. */
export const OWN_FACETS = [
  'category',
  'brand',
  'price',
  'size',
  'colour',
  'rating',
  'stock',
] as const

/** `brand:Skarn`, `price:14000-22000` (minor units), `rating:4`, `stock:yes`, `terrain:trail`. */
export const Filter = Type.Object({
  name: Type.String({ maxLength: 64 }),
  value: Type.String({ maxLength: LIMITS.text }),
})
export type Filter = Static<typeof Filter>

export const FilterShown = Type.Object({
  ...Filter.properties,
  /** In words of the page's language. */
  label: Type.String(),
})
export type FilterShown = Static<typeof FilterShown>

export const Facet = Type.Object({
  name: Type.String(),
  label: Type.String(),
  values: Type.Array(
    Type.Object({
      value: Type.String(),
      label: Type.String(),
      count: Type.Integer(),
      chosen: Type.Boolean(),
    }),
  ),
})
export type Facet = Static<typeof Facet>

/** A word as it was asked; `meant` where it was taken for another one. */
export const AskedWord = Type.Object({
  word: Type.String(),
  meant: Type.Optional(Type.String()),
})
export type AskedWord = Static<typeof AskedWord>

/** What was left out because nothing, or too little, fitted it. */
export const Loosened = Type.Object({
  kind: Type.Enum(['word', 'filter']),
  name: Type.String(),
  value: Type.String(),
  label: Type.String(),
  why: Type.Optional(
    Type.Enum(['common'], {
      description: 'A word of so many products that it was not looked for beside rarer ones',
    }),
  ),
})
export type Loosened = Static<typeof Loosened>

/** The product that others are to be like, told apart because it cannot be had. */
export const Missing = Type.Object({
  item: ShownItem,
  sku: Type.Optional(Type.String()),
  size: Type.Optional(Type.String()),
  /** Of a SKU without a size, where there are others in other colours. */
  colour: Type.Optional(Type.String()),
  inStock: Type.Boolean(),
})
export type Missing = Static<typeof Missing>

/** Not everything could be looked through. */
export const PartOnly = Type.Object({
  code: Type.Enum(['indexing'], {
    description: 'The newest of the catalogue is not in the index yet; ask again in a moment',
  }),
  reason: Type.String(),
})
export type PartOnly = Static<typeof PartOnly>

export const SearchAnswer = Type.Object({
  total: Type.Integer(),
  page: Type.Integer(),
  pages: Type.Integer(),
  /** In whose order: `person` is this visitor's, `words` everybody's. */
  order: Type.Enum(['person', 'words']),
  slice: Type.Enum(['holdout', 'uniform', 'engine', 'none']),
  words: Type.Array(AskedWord),
  filters: Type.Array(FilterShown),
  loosened: Type.Array(Loosened),
  facets: Type.Array(Facet),
  /** Facets by name, in words of the page's language: of the filters and of what was let go. */
  names: Type.Record(Type.String({ maxLength: 64 }), Type.String()),
  items: Type.Array(ShownItem),
  missing: Type.Optional(Missing),
  partial: Type.Optional(PartOnly),
  /** How long a page may wait before it goes on by itself, s; 0 for never. */
  jumpSeconds: Type.Integer(),
})
export type SearchAnswer = Static<typeof SearchAnswer>
