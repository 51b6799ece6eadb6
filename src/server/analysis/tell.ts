import {
  type CohortsTold,
  type FunnelTold,
  type ReordersTold,
  type SourcesTold,
  STEPS,
} from '../../schema/analysis.ts'
import type { AnalyticsTable, AnalyticsValue } from '../../store/ports.ts'

type Row = Record<string, AnalyticsValue>

/** Rows by the names of their columns. */
function rowsOf({ columns, rows }: AnalyticsTable): Row[] {
  return rows.map(row => Object.fromEntries(columns.map((name, n) => [name, row[n]])))
}

const SLICES = ['engine', 'uniform', 'holdout'] as const

/** Whoever reached a step is counted in those before it. */
export function stepsOf(table: AnalyticsTable): FunnelTold['steps'] {
  const rows = rowsOf(table)
  const from = (at: number, slice?: string) =>
    sumOf(rows.filter(row => Number(row.step) >= at && (slice ?? row.slice) === row.slice))
  return STEPS.map((step, at) => ({
    step,
    all: from(at),
    ...(Object.fromEntries(SLICES.map(slice => [slice, from(at, slice)])) as Record<
      (typeof SLICES)[number],
      number
    >),
  }))
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { visitors }) => sum + Number(visitors), 0)
}

/** The newest week first; each tells as many weeks as it has lived. */
export function cohortsOf(table: AnalyticsTable, today: string): CohortsTold['cohorts'] {
  const weeks = Map.groupBy(rowsOf(table), ({ week }) => String(week))
  return [...weeks]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([week, rows]) => ({
      week,
      visitors: Number(rows[0].visitors),
      weeks: Array.from({ length: weeksBetween(week, today) + 1 }, (_, later) => {
        const row = rows.find(each => Number(each.later) === later)
        const count = (name: string) => Number(row?.[name] ?? 0)
        return { came: count('came'), buyers: count('buyers'), orders: count('orders') }
      }),
    }))
}

const WEEK_MS = 7 * 86_400_000

function weeksBetween(week: string, day: string): number {
  return Math.max(0, Math.floor((Date.parse(day) - Date.parse(week)) / WEEK_MS))
}

export function reordersOf(table: AnalyticsTable): ReordersTold['orders'] {
  return rowsOf(table)
    .map(row => ({
      nth: Number(row.nth) as 2 | 3,
      buyers: Number(row.buyers),
      again: Number(row.again),
      ...(row.median !== null && {
        low: Number(row.low),
        median: Number(row.median),
        high: Number(row.high),
      }),
      within: [30, 60, 90].map(days => ({
        days,
        could: Number(row[`could_${days}`]),
        did: Number(row[`did_${days}`]),
      })),
    }))
    .sort((a, b) => a.nth - b.nth)
}

export function sourcesOf(table: AnalyticsTable): SourcesTold['sources'] {
  return rowsOf(table).map(row => {
    const campaign = [row.utm_source, row.medium, row.campaign].map(String)
    return {
      source: String(row.source),
      campaign: row.campaign === '' ? [] : campaign,
      visitors: Number(row.visitors),
      buyers: Number(row.buyers),
      orders: Number(row.orders),
      revenue: Number(row.revenue),
      ...(row.cost !== null && { cost: Number(row.cost) }),
      hasOtherCost: row.other === true,
    }
  })
}
