import type { DuckDBConnection } from '@duckdb/node-api'
import type { Slice } from '../../schema/decision.ts'
import { appendRows } from './append.ts'
import type { Cell } from './rows.ts'
import { OF_A_DAY } from './tables.ts'

/**
 * Who goes by another number from now on: merged into somebody, or forgotten under the name
 * of a ghost. Said one after the other, they are undertaken as one.
 */
export class Moves {
  readonly #into = new Map<bigint, bigint>()
  readonly #whom = new Map<bigint, Whom>()

  get size(): number {
    return this.#into.size
  }

  /** @param whom they are now, where that is to be known */
  set(visitor: bigint, into: bigint, whom?: Whom): void {
    this.#into.delete(into)
    for (const [each, last] of this.#into) if (last === visitor) this.#into.set(each, into)
    this.#into.set(visitor, into)
    if (whom !== undefined) this.#whom.set(into, whom)
  }

  *all(): Iterable<{ visitor: bigint; into: bigint } & Partial<Whom>> {
    for (const [visitor, into] of this.#into) yield { visitor, into, ...this.#whom.get(into) }
  }
}

/** Somebody by their key, and the slice that is theirs if they are met for the first time so. */
interface Whom {
  key: string
  slice?: Slice
}

/**
 * Brings visitors up to date after a batch: those it told of, and those who go by another
 * number from now on. Whoever is touched is taken out, put together from what was known and
 * what is new, and put back.
 */
export async function settle(
  db: DuckDBConnection,
  told: readonly Cell[][],
  moves: Moves,
): Promise<void> {
  if (told.length === 0 && moves.size === 0) return
  await db.run(`CREATE OR REPLACE TEMP TABLE told AS FROM visitors LIMIT 0;
    CREATE OR REPLACE TEMP TABLE moves (visitor UBIGINT, "into" UBIGINT, key VARCHAR,
      slice VARCHAR)`)
  await appendRows(db, 'visitors', told, 'told')
  if (moves.size > 0) await move(db, moves)
  await db.run(TOGETHER)
  await db.run('DROP TABLE told; DROP TABLE moves')
}

/** A scan of each table a batch, however many go. */
async function move(db: DuckDBConnection, moves: Moves): Promise<void> {
  const appender = await db.createAppender('moves')
  for (const { visitor, into, key, slice } of moves.all()) {
    appender.appendUBigInt(visitor)
    appender.appendUBigInt(into)
    for (const text of [key, slice]) {
      if (text === undefined) appender.appendNull()
      else appender.appendVarchar(text)
    }
    appender.endRow()
  }
  appender.closeSync()
  for (const table of OF_A_DAY) {
    await db.run(`UPDATE ${table} SET visitor = m."into" FROM moves m
      WHERE ${table}.visitor = m.visitor`)
  }
}

/**
 * Of those who are one now, the key is that of the number that stays, though nobody was here
 * under it before; they came as the one who came first, and stay in the slice of whoever took part
 * first.
 */
const TOGETHER = `
CREATE OR REPLACE TEMP TABLE touched AS
  SELECT visitor FROM told UNION SELECT visitor FROM moves UNION SELECT "into" FROM moves;
CREATE OR REPLACE TEMP TABLE joined AS
  WITH each AS (
    SELECT v.* REPLACE (coalesce(m."into", v.visitor) AS visitor,
        CASE WHEN m.visitor IS NULL THEN v.key ELSE m.key END AS key),
      m.slice AS given,
      CASE WHEN v.first_time IS NOT NULL THEN struct_pack(t := v.first_time, d := v.first_day,
        s := v.source, u := v.utm_source, m := v.medium, c := v.campaign, e := v.device,
        y := v.country) END AS came
    FROM (SELECT * FROM visitors SEMI JOIN touched USING (visitor) UNION ALL FROM told) v
    LEFT JOIN moves m USING (visitor)
  ), one AS (
    SELECT visitor, max(key) AS key,
      coalesce(arg_min(slice, met), any_value(given) FILTER (live)) AS slice, min(met) AS met,
      arg_min(came, first_time) AS came, bool_or(live) AS live, bool_or(robot) AS robot,
      bool_or(staff) AS staff
    FROM each GROUP BY visitor
  )
  SELECT visitor, key, slice, met, came.t, came.d, came.s, came.u, came.m, came.c, came.e, came.y,
    live, robot, staff FROM one;
DELETE FROM visitors WHERE visitor IN (FROM touched);
INSERT INTO visitors FROM joined;
DROP TABLE joined; DROP TABLE touched`
