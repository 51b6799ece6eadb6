import type { Report } from '../../../schema/report.ts'

const HEAD = ['against', 'group', 'metric', 'engine', 'other', 'effect', 'low', 'high', 'verdict']

/**
 * The results as a table for other programs (RFC 4180): numbers with a point, money in minor
 * units of the currency that stands in the file's name.
 */
export function csvOf({ results }: Report): string {
  const rows = results.comparisons.flatMap(({ against, metrics, sources, campaigns }) => [
    ...metrics.map(metric => ({ against, group: '', ...metric })),
    ...[...sources, ...campaigns].map(({ name, margin }) => ({
      against,
      group: name.join(' / '),
      ...margin,
    })),
  ])
  return tableOf(HEAD, rows)
}

/** Rows under their names; what a row lacks is left empty. */
export function tableOf(head: readonly string[], rows: readonly object[]): string {
  const lines = rows.map(row => head.map(name => cell((row as Record<string, unknown>)[name])))
  return [head, ...lines].map(line => `${line.join(',')}\r\n`).join('')
}

/** Text that a spreadsheet would take for a formula is made harmless: a campaign's name is anybody's. */
function cell(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Hands a text to the reader as a file. */
export function save(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
