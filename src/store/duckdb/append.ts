import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBUUIDValue,
} from '@duckdb/node-api'
import type { Cell } from './rows.ts'
import { type ColumnType, TABLES, type TableName } from './tables.ts'

/** Puts rows into a table, past the SQL; they belong to the transaction that is open. */
export async function appendRows(
  db: DuckDBConnection,
  table: TableName,
  rows: readonly Cell[][],
  into: string = table,
): Promise<void> {
  if (rows.length === 0) return
  const puts = Object.values(TABLES[table]).map(type => PUT[type])
  const appender = await db.createAppender(into)
  for (const row of rows) {
    for (let at = 0; at < puts.length; at++) {
      const cell = row[at]
      if (cell === undefined || cell === null) appender.appendNull()
      else puts[at](appender, cell)
    }
    appender.endRow()
  }
  appender.closeSync()
}

type Put = (appender: DuckDBAppender, cell: NonNullable<Cell>) => void

const PUT: Record<ColumnType, Put> = {
  BIGINT: (to, cell) => to.appendBigInt(BigInt(cell as number)),
  UBIGINT: (to, cell) => to.appendUBigInt(cell as bigint),
  DATE: (to, cell) => to.appendDate(new DuckDBDateValue(cell as number)),
  VARCHAR: (to, cell) => to.appendVarchar((cell as string).toWellFormed()),
  UUID: (to, cell) => to.appendUUID(uuidOf(cell as string)),
  UTINYINT: (to, cell) => to.appendUTinyInt(cell as number),
  UINTEGER: (to, cell) => to.appendUInteger(cell as number),
  DOUBLE: (to, cell) => to.appendDouble(cell as number),
  BOOLEAN: (to, cell) => to.appendBoolean(cell as boolean),
}

function uuidOf(text: string): DuckDBUUIDValue {
  return DuckDBUUIDValue.fromUint128(BigInt(`0x${text.replaceAll('-', '')}`))
}
