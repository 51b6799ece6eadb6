import { type Static, Type } from 'typebox'

/** What `/v1/health` answers: figures that each have a state, so that a reader knows which to look at. */
const closed = { additionalProperties: false }

export const FIGURES = [
  'log_lag', // records accepted and not yet on disk
  'queue', // bytes of them
  'loop', // how late the loop is, p99 ms
  'pressure', // how much is put off, 0 to 4
  'put_off', // requests put off since the start
  'in_flight', // requests under way
  'room', // whether anything can be kept
  'disk', // free bytes where the data is
  'snapshot', // records since the last one
  'snapshot_pause', // how long the last one held the turn, ms
  'damaged', // stretches of the log
  'quarantined', // records that could not be taken in
  'backup', // age of the newest whole one, ms
  'memory', // of the process, bytes
  'heap', // share of what the heap may take
  'profiles', // visitors in memory
  'search', // places of the log the index is behind
  'feeds', // age of the newest reading of a feed, ms
] as const
export const STATES = ['good', 'watch', 'bad'] as const

export const Figure = Type.Object(
  {
    name: Type.Enum([...FIGURES]),
    /** Absent where there is none: no back-up was ever made, the index does not answer. */
    value: Type.Optional(Type.Number()),
    unit: Type.Enum(['records', 'bytes', 'ms', 'share', 'count', 'level']),
    state: Type.Enum([...STATES]),
    /** From where on somebody should look. */
    limit: Type.Optional(Type.Number()),
  },
  closed,
)
export type Figure = Static<typeof Figure>

export const HealthTold = Type.Object(
  {
    now: Type.Integer(),
    state: Type.Enum([...STATES]),
    figures: Type.Array(Figure),
    versions: Type.Object(
      {
        vitrine: Type.String(),
        engine: Type.Integer(),
        node: Type.String(),
        /** Place of the last record taken in. */
        position: Type.Integer(),
        /** Of this process, ms. */
        startedAt: Type.Integer(),
      },
      closed,
    ),
  },
  closed,
)
export type HealthTold = Static<typeof HealthTold>
