/**
 * The tables that a question may ask. Money is minor units of `currency`, `time` and
 * `first_time` are ms since 1970, `day` is a day where the shop is and `log_day` the UTC day
 * the record was received. A visitor is a number, a fingerprint of their key; visitors who
 * turned out to be one have one number, and whoever was forgotten keeps a number and no key.
 * What people type, and addresses, are not here. `live` is false for those whom only a file of
 * the shop's past tells of: they are in no slice.
 *
 *     events          one row an event, all names
 *     decisions       one row a placement of a page view; `id` and `choice` make `<id>.<n>`
 *     visitors        one row a visitor: slice, and how they came first
 *     campaign_costs  one row a campaign and day: the shop's last word
 *     orders          one row an order number: the telling that stands, and what was refunded
 *     counted         those of the visitors whom the results count
 *     outcomes        one row an event that answers a decision, with what was decided
 *
 * `source` is one of the engine's words (`engine/genome/source.ts`), absent where a page was
 * not the first of a visit; `utm_source`, `medium` and `campaign` are the campaign's own.
 */
export const TABLES = {
  events: {
    position: 'BIGINT',
    visitor: 'UBIGINT',
    time: 'BIGINT',
    day: 'DATE',
    log_day: 'DATE',
    name: 'VARCHAR',
    channel: 'VARCHAR',
    page: 'VARCHAR',
    device: 'VARCHAR',
    country: 'VARCHAR',
    source: 'VARCHAR',
    utm_source: 'VARCHAR',
    medium: 'VARCHAR',
    campaign: 'VARCHAR',
    item: 'VARCHAR',
    decision: 'UUID',
    choice: 'UTINYINT',
    placement: 'VARCHAR',
    value: 'BIGINT',
    currency: 'VARCHAR',
    robot: 'BOOLEAN',
    staff: 'BOOLEAN',
    verified: 'BOOLEAN',
  },
  decisions: {
    position: 'BIGINT',
    id: 'UUID',
    choice: 'UTINYINT',
    visitor: 'UBIGINT',
    time: 'BIGINT',
    day: 'DATE',
    log_day: 'DATE',
    slice: 'VARCHAR',
    visit: 'UINTEGER',
    page: 'VARCHAR',
    placement: 'VARCHAR',
    experience: 'VARCHAR',
    strategy: 'VARCHAR',
    chance: 'DOUBLE',
    items: 'UTINYINT',
    nudge: 'VARCHAR',
    ordered: 'BOOLEAN',
    robot: 'BOOLEAN',
    staff: 'BOOLEAN',
    degraded: 'BOOLEAN',
  },
  visitors: {
    visitor: 'UBIGINT',
    key: 'VARCHAR',
    slice: 'VARCHAR',
    /** Place of the first record that has them take part: the slice is of then. */
    met: 'BIGINT',
    first_time: 'BIGINT',
    first_day: 'DATE',
    source: 'VARCHAR',
    utm_source: 'VARCHAR',
    medium: 'VARCHAR',
    campaign: 'VARCHAR',
    device: 'VARCHAR',
    country: 'VARCHAR',
    live: 'BOOLEAN',
    robot: 'BOOLEAN',
    staff: 'BOOLEAN',
  },
  /** Behind `orders`: each purchase and refund as it was told. */
  tellings: {
    position: 'BIGINT',
    visitor: 'UBIGINT',
    time: 'BIGINT',
    day: 'DATE',
    log_day: 'DATE',
    kind: 'VARCHAR',
    number: 'VARCHAR',
    telling: 'VARCHAR',
    channel: 'VARCHAR',
    value: 'BIGINT',
    currency: 'VARCHAR',
    robot: 'BOOLEAN',
    staff: 'BOOLEAN',
    verified: 'BOOLEAN',
  },
  campaign_costs: {
    position: 'BIGINT',
    day: 'DATE',
    source: 'VARCHAR',
    medium: 'VARCHAR',
    campaign: 'VARCHAR',
    cost: 'BIGINT',
    currency: 'VARCHAR',
  },
  outcomes: {
    position: 'BIGINT',
    name: 'VARCHAR',
    time: 'BIGINT',
    day: 'DATE',
    log_day: 'DATE',
    visitor: 'UBIGINT',
    item: 'VARCHAR',
    value: 'BIGINT',
    robot: 'BOOLEAN',
    staff: 'BOOLEAN',
    decision: 'UUID',
    choice: 'UTINYINT',
    placement: 'VARCHAR',
    experience: 'VARCHAR',
    strategy: 'VARCHAR',
    slice: 'VARCHAR',
    page: 'VARCHAR',
    decided: 'BIGINT',
  },
  /** From which number to which, of merged visitors: the one behind a cookie stays the other. */
  aliases: { visitor: 'UBIGINT', into: 'UBIGINT' },
} as const

export type TableName = keyof typeof TABLES
export type ColumnType =
  | 'BIGINT'
  | 'UBIGINT'
  | 'DATE'
  | 'VARCHAR'
  | 'UUID'
  | 'UTINYINT'
  | 'UINTEGER'
  | 'DOUBLE'
  | 'BOOLEAN'

/** Tables of another version are dropped, and made again from the log. */
export const TABLES_VERSION = 4

/** Tables whose rows go with the day they were received. */
export const OF_A_DAY = ['events', 'decisions', 'outcomes', 'tellings'] as const

export function createTables(): string {
  const tables = Object.entries(TABLES).map(([name, columns]) => {
    const types = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`)
    return `CREATE TABLE IF NOT EXISTS ${name} (${types.join(', ')})`
  })
  return [
    ...tables,
    'CREATE TABLE IF NOT EXISTS progress (version INTEGER, log VARCHAR, position BIGINT, zone VARCHAR, terms VARCHAR, forgotten BOOLEAN)',
    ORDERS,
    COUNTED,
  ].join(';\n')
}

/**
 * A server's word stands over a browser's, and of two of a kind the first. A file tells an
 * order in parts, and stays history where it told the order first; it only confirms what the
 * pages told. Where who told it names nobody, it is of the first who told it too. A refund takes off
 * what is left, of a verified order only by a server's word.
 */
const ORDERS = `CREATE OR REPLACE VIEW orders AS
WITH told AS (
  SELECT number, coalesce(telling, position::VARCHAR) AS telling, verified,
    min(position) AS position, arg_min(visitor, position) AS visitor,
    arg_min(time, position) AS time, arg_min(day, position) AS day,
    arg_min(channel, position) AS channel, sum(value)::BIGINT AS revenue,
    arg_min(currency, position) AS currency, bool_or(robot) AS robot, bool_or(staff) AS staff
  FROM tellings WHERE kind = 'purchase' GROUP BY ALL
), standing AS (
  SELECT *, count(*) OVER (PARTITION BY number) AS tellings,
    arg_min(visitor, position) FILTER (channel <> 'import' AND NOT robot AND NOT staff)
      OVER (PARTITION BY number) AS present,
    arg_min(channel, position) FILTER (NOT robot AND NOT staff) OVER so_far = 'import' AS history
  FROM told WINDOW so_far AS (PARTITION BY number ORDER BY position)
  QUALIFY row_number() OVER (PARTITION BY number ORDER BY verified DESC, position) = 1
), refunds AS (
  SELECT number, coalesce(sum(value) FILTER (verified), 0) AS verified_sum,
    coalesce(sum(value), 0) AS sum,
    bool_or(value IS NULL AND verified) AS is_all_verified, bool_or(value IS NULL) AS is_all
  FROM tellings WHERE kind = 'refund' GROUP BY number
)
SELECT o.number, o.position,
  CASE WHEN o.history THEN o.visitor WHEN o.channel = 'import' THEN o.present
    ELSE coalesce(o.visitor, o.present) END AS visitor,
  o.time, o.day, o.channel, o.revenue,
  CASE WHEN o.revenue <= 0 OR r.number IS NULL THEN 0
    WHEN (CASE WHEN o.verified THEN r.is_all_verified ELSE r.is_all END) THEN o.revenue
    ELSE least(o.revenue, CASE WHEN o.verified THEN r.verified_sum ELSE r.sum END)
  END::BIGINT AS refunded,
  o.currency, o.verified, coalesce(o.history, false) AS history, o.robot, o.staff, o.tellings
FROM standing o LEFT JOIN refunds r USING (number)`

/** Robots and the shop's people are no visitors, unless they paid. */
const COUNTED = `CREATE OR REPLACE VIEW counted AS
FROM visitors WHERE live AND (NOT (robot OR staff) OR visitor IN (
  SELECT visitor FROM orders
  WHERE visitor IS NOT NULL AND NOT history AND NOT robot AND NOT staff))`
