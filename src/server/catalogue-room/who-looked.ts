import type { Engine } from '../../engine/engine.ts'
import type { AnalyticsDesk } from '../analytics/desk.ts'

/** The newest so many visitors in memory are asked. */
const MOST_ASKED = 20_000
const MOST_LOOKED = 10_000
const WITHIN_MS = 2_000

export interface Asked {
  /** Visitors that may have looked at the item. */
  names: readonly string[]
  /** How many they are taken from. */
  of: number
}

/**
 * Who of those in memory may have looked at an item. To unpack twenty thousand visitors costs
 * the decisions beside it half a second; the tables say in a process of their own who it was.
 * Without them everybody is asked.
 */
export async function whoLooked(
  item: number,
  engine: Engine,
  desk: AnalyticsDesk | undefined,
): Promise<Asked> {
  const names = engine.visitors.names(MOST_ASKED)
  // Records that are in no table yet are of no more visitors, and those are the newest.
  const newest = desk?.behind ?? Number.POSITIVE_INFINITY
  if (desk !== undefined && desk.behind === undefined) wake(desk)
  if (desk === undefined || newest >= names.length) return { names, of: names.length }
  try {
    const { rows, isCut } = await desk.ask({ ...questionOf(item, engine), most: MOST_LOOKED })
    if (isCut) return { names, of: names.length }
    const looked = new Set(rows.map(([key]) => key))
    return { names: names.filter((name, at) => at < newest || looked.has(name)), of: names.length }
  } catch {
    return { names, of: names.length } // busy or not there: the answer only takes longer
  }
}

/** Whoever looks at one product will look at others: the next answer has the tables to ask. */
function wake(desk: AnalyticsDesk): void {
  const nobodyWaits = () => {}
  desk.ask({ sql: 'SELECT 1' }).then(nobodyWaits, nobodyWaits)
}

/** The shop may have told the item or one of its SKUs. */
function questionOf(item: number, { catalogue }: Engine) {
  const skus = catalogue.skusOf(item).map(sku => catalogue.skuIdOf(sku))
  const values = [catalogue.idOf(item), ...skus]
  const places = values.map((_, at) => `$${at + 1}`).join(', ')
  const sql = `SELECT DISTINCT v.key FROM events e JOIN visitors v USING (visitor)
    WHERE e.item IN (${places}) AND v.key IS NOT NULL`
  return { sql, values, withinMs: WITHIN_MS }
}
