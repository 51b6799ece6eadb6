import { type Static, Type } from 'typebox'
import { SLICES } from './decision.ts'
import { LIMITS } from './limits.ts'

/** The rows behind a figure, and how the figure is made of them. */
const closed = { additionalProperties: false }

export const ROWS_OF = ['visitors', 'orders', 'decisions', 'answers'] as const
export type RowsOf = (typeof ROWS_OF)[number]

export const RowsAsked = Type.Object(
  {
    /** What each row is. */
    of: Type.Enum([...ROWS_OF]),
    slice: Type.Optional(Type.Enum([...SLICES])),
    /** A placement, `product:addon`; for decisions and answers. */
    placement: Type.Optional(Type.String({ maxLength: 48 })),
    experience: Type.Optional(Type.String({ maxLength: 48 })),
    /** How a visitor came first, `ad`. */
    source: Type.Optional(Type.String({ maxLength: 32 })),
    /** What the address of their first visit said; an empty text is for those it said nothing of. */
    utmSource: Type.Optional(Type.String({ maxLength: LIMITS.text })),
    medium: Type.Optional(Type.String({ maxLength: LIMITS.text })),
    campaign: Type.Optional(Type.String({ maxLength: LIMITS.text })),
    /** First day, `2026-11-24`: of a visitor the day they came first. */
    since: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    /** `json` is a page of the newest rows; a file has all of them. */
    format: Type.Optional(Type.Enum(['json', 'csv', 'parquet'])),
    /** Rows of a page, 100 where nothing is said. */
    most: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  closed,
)
export type RowsAsked = Static<typeof RowsAsked>

export const RowsTold = Type.Object(
  {
    how: Type.Object({ fr: Type.String(), en: Type.String() }, closed),
    /** All of them, also those beyond this page. */
    count: Type.Integer(),
    columns: Type.Array(Type.String()),
    rows: Type.Array(
      Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
    ),
    isCut: Type.Boolean(),
    /** Place of the log that the rows are true at, and how many records are not in them yet. */
    position: Type.Integer(),
    behind: Type.Integer(),
  },
  closed,
)
export type RowsTold = Static<typeof RowsTold>
