import { useState } from 'preact/hooks'
import type { SourceRow, SourcesTold } from '../../../schema/analysis.ts'
import { money, number } from '../format.ts'
import { Counted } from '../results/counted.tsx'
import { save, tableOf } from '../results/csv.ts'
import { type Language, useSettings } from '../settings.ts'
import { isWord, word } from '../words.ts'
import { Part } from './part.tsx'
import { useView } from './use-view.ts'
import { say } from './words.ts'

/** A row with what follows from its figures; undefined where nothing does. */
type Row = SourceRow & { cost_order?: number; return_on?: number }
const NUMBERS = [
  'visitors',
  'buyers',
  'orders',
  'revenue',
  'cost',
  'cost_order',
  'return_on',
] as const
type Column = (typeof NUMBERS)[number]
const COLUMNS = ['source', 'campaign', ...NUMBERS] as const

/** Every way people came by: what they brought and what it cost, by any column. */
export function SourcesPart({ days }: { days: number }) {
  const { language } = useSettings()
  return (
    <Part
      title={say('sources', language)}
      view={useView<SourcesTold>('sources', days)}
      onCsv={({ sources, currency }) =>
        save(`vitrine-sources-${days}-${currency}.csv`, csvOf(sources))
      }
    >
      {told =>
        told.sources.length === 0 ? (
          <p class="empty">{say('nothing', language)}</p>
        ) : (
          <>
            <Table told={told} language={language} />
            {told.isCut && <p class="meta">{say('is_cut', language)}</p>}
            {told.sources.every(({ cost }) => cost === undefined) && (
              <p class="meta quiet-line">{say('no_cost', language)}</p>
            )}
          </>
        )
      }
    </Part>
  )
}

function Table({ told, language }: { told: SourcesTold; language: Language }) {
  const [by, setBy] = useState<Column>('visitors')
  const [isUp, setUp] = useState(false)
  const sort = (column: Column) => {
    setUp(column === by ? !isUp : false)
    setBy(column)
  }
  const rows = told.sources.map(withRatios).sort((a, b) => inOrder(a[by], b[by], isUp))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keys.
    <section class="sideways" tabIndex={0} aria-label={say('sources', language)}>
      <table class="analysis-table sources">
        <thead>
          <tr>
            <th scope="col">{say('source', language)}</th>
            {NUMBERS.map(column => (
              <th
                key={column}
                scope="col"
                class="num"
                aria-sort={column === by ? (isUp ? 'ascending' : 'descending') : undefined}
              >
                <button type="button" onClick={() => sort(column)}>
                  {say(column === 'orders' ? 'order_count' : column, language)}
                  <span aria-hidden="true">{column === by ? (isUp ? ' ↑' : ' ↓') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={`${row.source} ${row.campaign.join(' ')}`}>
              <th scope="row">
                {nameOf(row, language)}
                {row.hasOtherCost && <small>{say('other_cost', language)}</small>}
              </th>
              {NUMBERS.map(column => (
                <td key={column} class="num">
                  <Figure {...{ row, column, told, language }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface FigureProps {
  row: Row
  column: Column
  told: SourcesTold
  language: Language
}

/** Who came by a way can be looked at one by one. */
function Figure({ row, column, told, language }: FigureProps) {
  const says = figure(row[column], column, told.currency, language)
  if (column !== 'visitors' || row.visitors === 0) return <>{says}</>
  const [utmSource = '', medium = '', campaign = ''] = row.campaign
  const way = { source: row.source, utmSource, medium, campaign, since: told.since }
  return (
    <Counted asked={{ of: 'visitors', ...way }} what={nameOf(row, language)}>
      {says}
    </Counted>
  )
}

function withRatios(row: SourceRow): Row {
  const { cost, orders, revenue } = row
  return {
    ...row,
    ...(cost !== undefined && orders > 0 && { cost_order: cost / orders }),
    ...(cost !== undefined && cost > 0 && { return_on: revenue / cost }),
  }
}

/** What is not known stands last, whichever way. */
function inOrder(a: number | undefined, b: number | undefined, isUp: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return isUp ? a - b : b - a
}

function figure(
  value: number | undefined,
  column: Column,
  currency: string,
  language: Language,
): string {
  if (value === undefined) return '–'
  if (column === 'return_on') return number(value, language, 2)
  const isMoney = column === 'revenue' || column === 'cost' || column === 'cost_order'
  return isMoney ? money(value, currency, language, 0) : number(value, language)
}

function nameOf({ source, campaign }: SourceRow, language: Language): string {
  if (campaign.length > 0) return campaign.filter(Boolean).join(' / ')
  const key = `source_${source}`
  return isWord(key) ? word(key, language) : say('source_unknown', language)
}

function csvOf(sources: readonly SourceRow[]): string {
  return tableOf(
    COLUMNS,
    sources.map(withRatios).map(row => ({ ...row, campaign: row.campaign.join(' / ') })),
  )
}
