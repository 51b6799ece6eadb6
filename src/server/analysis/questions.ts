/**
 * The questions of the analyst's page, over the tables of `store/duckdb/tables.ts`. `$1` is the
 * first day, `$2` our currency, `$3` what others were worth month by month (`USD 2026-11 0.9;…`),
 * `$4` now. A visitor is somebody the shop's pages met: no robot, none of its people (unless they
 * paid), nobody known from a file alone. Orders count as they do in the results: a server's, or
 * as long as it told none a browser's; whose it was is told by either, whichever came no later.
 */

const ORDERS = `rates AS (
  SELECT split_part(r, ' ', 1) AS currency, split_part(r, ' ', 2) AS month,
    split_part(r, ' ', 3)::DOUBLE AS rate
  FROM (SELECT unnest(string_split($3, ';')) AS r) WHERE r <> ''
), worth AS (
  SELECT o.*, CASE WHEN o.currency IS NULL OR o.currency = $2 THEN 1 ELSE r.rate END AS rate
  FROM orders o LEFT JOIN rates r
    ON r.currency = o.currency AND r.month = strftime(o.day, '%Y-%m')
), told_orders AS (
  SELECT o.number, o.visitor, o.time, o.day, o.history,
    round(o.revenue * o.rate) - round(o.refunded * o.rate) AS revenue
  FROM worth o
  WHERE o.rate IS NOT NULL AND NOT o.robot AND NOT o.staff AND (o.verified OR o.history OR NOT (
    SELECT coalesce(bool_or(verified), false) FROM orders WHERE NOT history))
)`

/** How far each visitor came: whoever reached a step is counted in those before it. */
export const FUNNEL = `WITH ${ORDERS}, bought AS (
  SELECT DISTINCT visitor FROM told_orders WHERE day >= $1::DATE AND NOT history
), reached AS (
  SELECT e.visitor, max(CASE e.name WHEN 'begin_checkout' THEN 3 WHEN 'add_to_cart' THEN 2
    WHEN 'view_item' THEN 1 ELSE 0 END) AS step
  FROM events e
  WHERE e.day >= $1::DATE AND e.channel <> 'import' AND NOT e.robot AND NOT e.staff
  GROUP BY e.visitor
)
SELECT coalesce(v.slice, '') AS slice,
  CASE WHEN b.visitor IS NULL THEN r.step ELSE 4 END AS step, count(*) AS visitors
FROM counted v
  JOIN reached r ON r.visitor = v.visitor LEFT JOIN bought b ON b.visitor = v.visitor
GROUP BY ALL`

/** Those who came first in one week, and what they did in each later one. */
export const COHORTS = `WITH ${ORDERS}, members AS (
  SELECT v.visitor, date_trunc('week', v.first_day)::DATE AS week
  FROM counted v WHERE v.first_day >= $1::DATE
), sizes AS (SELECT week, count(*) AS visitors FROM members GROUP BY week
), came AS (
  SELECT visitor, date_trunc('week', day)::DATE AS week, 1 AS came, 0 AS orders FROM events
  WHERE day >= $1::DATE AND channel <> 'import' AND NOT robot AND NOT staff
  GROUP BY ALL
), bought AS (
  SELECT visitor, date_trunc('week', day)::DATE AS week, 0 AS came, count(*) AS orders
  FROM told_orders WHERE day >= $1::DATE AND NOT history GROUP BY ALL
), weeks AS (
  SELECT visitor, week, sum(came) AS came, sum(orders) AS orders
  FROM (SELECT * FROM came UNION ALL SELECT * FROM bought) GROUP BY ALL
)
SELECT m.week::VARCHAR AS week, s.visitors, datediff('day', m.week, w.week) // 7 AS later,
  count(*) FILTER (w.came > 0) AS came, count(*) FILTER (w.orders > 0) AS buyers,
  sum(w.orders)::BIGINT AS orders
FROM members m JOIN sizes s ON s.week = m.week
  JOIN weeks w ON w.visitor = m.visitor AND w.week >= m.week
GROUP BY ALL`

/** Whoever ordered yesterday has had no time yet. */
export const REORDERS = `WITH ${ORDERS}, told AS (
  SELECT day, time, row_number() OVER theirs AS nth, lead(time) OVER theirs AS next
  FROM told_orders WHERE visitor IS NOT NULL
  WINDOW theirs AS (PARTITION BY visitor ORDER BY time, number)
), gaps AS (
  SELECT nth + 1 AS nth, time, (next - time) / 86400000.0 AS gap
  FROM told WHERE nth <= 2 AND day >= $1::DATE
)
SELECT nth, count(*) AS buyers, count(gap) AS again, quantile_cont(gap, 0.25) AS low,
  quantile_cont(gap, 0.5) AS median, quantile_cont(gap, 0.75) AS high,
  count(*) FILTER (time <= $4 - 30 * 86400000::BIGINT) AS could_30,
  count(*) FILTER (time <= $4 - 30 * 86400000::BIGINT AND gap <= 30) AS did_30,
  count(*) FILTER (time <= $4 - 60 * 86400000::BIGINT) AS could_60,
  count(*) FILTER (time <= $4 - 60 * 86400000::BIGINT AND gap <= 60) AS did_60,
  count(*) FILTER (time <= $4 - 90 * 86400000::BIGINT) AS could_90,
  count(*) FILTER (time <= $4 - 90 * 86400000::BIGINT AND gap <= 90) AS did_90
FROM gaps GROUP BY nth`

/** How those who are new came, what they brought since, and what it cost. */
export const SOURCES = `WITH ${ORDERS}, bought AS (
  SELECT visitor, count(*) AS orders, sum(revenue) AS revenue
  FROM told_orders WHERE day >= $1::DATE AND NOT history GROUP BY visitor
), ways AS (
  SELECT coalesce(v.source, 'unknown') AS source, coalesce(v.utm_source, '') AS utm_source,
    coalesce(v.medium, '') AS medium, coalesce(v.campaign, '') AS campaign,
    count(*) AS visitors, count(b.visitor) AS buyers, coalesce(sum(b.orders), 0) AS orders,
    coalesce(sum(b.revenue), 0) AS revenue
  FROM (SELECT * FROM counted v WHERE v.first_day >= $1::DATE) v
    LEFT JOIN bought b ON b.visitor = v.visitor
  GROUP BY ALL
), costs AS (
  SELECT source AS utm_source, medium, campaign, sum(cost) FILTER (currency = $2) AS cost,
    bool_or(currency <> $2) AS other
  FROM campaign_costs WHERE day >= $1::DATE GROUP BY ALL
)
SELECT coalesce(w.source, 'campaign') AS source, coalesce(w.utm_source, c.utm_source) AS utm_source,
  coalesce(w.medium, c.medium) AS medium, coalesce(w.campaign, c.campaign) AS campaign,
  coalesce(w.visitors, 0) AS visitors, coalesce(w.buyers, 0) AS buyers,
  coalesce(w.orders, 0)::BIGINT AS orders, coalesce(w.revenue, 0)::BIGINT AS revenue,
  c.cost::BIGINT AS cost, coalesce(c.other, false) AS other
FROM ways w FULL JOIN costs c
  ON w.utm_source = c.utm_source AND w.medium = c.medium AND w.campaign = c.campaign
ORDER BY visitors DESC, source, utm_source, medium, campaign`
