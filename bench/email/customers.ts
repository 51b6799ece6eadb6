import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Values } from '../../src/engine/situation/moments/characters.ts'

/** What was sent, at random, a third each. */
export const LETTERS = ['No E-Mail', 'Mens E-Mail', 'Womens E-Mail'] as const
export const OUTCOMES = ['visit', 'conversion', 'spend'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Customer {
  values: Values
  letter: number
  outcome: Record<Outcome, number>
}

/** @throws RangeError when a column is missing or a letter is unknown, with the line. */
export function readCustomers(file: string): Customer[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const [head, ...lines] = text.trim().split(/\r?\n/)
  const names = cellsOf(head)
  return lines.map((line, n) => {
    const cells = cellsOf(line)
    const row = Object.fromEntries(names.map((name, i) => [name, cells[i]]))
    const letter = LETTERS.indexOf(row.segment as (typeof LETTERS)[number])
    if (letter < 0) throw new RangeError(`${file}, line ${n + 2}: no letter ${row.segment}`)
    return {
      letter,
      values: valuesOf(row),
      outcome: {
        visit: Number(row.visit),
        conversion: Number(row.conversion),
        spend: Number(row.spend),
      },
    }
  })
}

/** What was known before the letter was sent. */
function valuesOf(row: Record<string, string>): Values {
  return {
    recency: Number(row.recency),
    history: Number(row.history),
    mens: row.mens,
    womens: row.womens,
    zip: row.zip_code,
    newbie: row.newbie,
    channel: row.channel,
  }
}

/** Cells of one line; quotes hold commas together. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain,
  )
}
