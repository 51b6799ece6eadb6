import { useEffect, useRef, useState } from 'preact/hooks'
import type { RowsAsked, RowsTold } from '../../../schema/rows-told.ts'
import { addressOf } from '../connection.ts'
import { money, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { type Got, read } from '../use-read.ts'
import { percent } from './measures.ts'
import { type SayName, say } from './row-words.ts'
import { KINDS, narrowedBy, rowsAt } from './rows-address.ts'

const MOST = 50

/** The rows behind the figures of the page: how a figure is made, and the newest of what it counts. */
export function Rows({ asked }: { asked: RowsAsked }) {
  const { language } = useSettings()
  const [got, setGot] = useState<Got<RowsTold>>('reading')
  const path = pathOf(asked)
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'start' })
    let isWanted = true
    setGot('reading')
    void read<RowsTold>(`${path}&most=${MOST}`).then(told => isWanted && setGot(told))
    return () => {
      isWanted = false
    }
  }, [path])
  return (
    <section class="rows" ref={place}>
      <div class="h">
        <h2>{say('rows', language)}</h2>
        <nav class="right chips" aria-label={say('which', language)}>
          {KINDS.map(of => (
            <a
              key={of}
              class="chip"
              href={rowsAt({ of })}
              aria-current={asked.of === of ? 'true' : undefined}
            >
              {say(of, language)}
            </a>
          ))}
        </nav>
      </div>
      {typeof got === 'object' ? (
        <Page told={got} asked={asked} language={language} />
      ) : (
        <p class="empty" role="status">
          {say(got === 'reading' ? 'reading' : 'not_there', language)}
        </p>
      )}
    </section>
  )
}

interface PageProps {
  told: RowsTold
  asked: RowsAsked
  language: Language
}

function Page({ told, asked, language }: PageProps) {
  const path = pathOf(asked)
  return (
    <>
      <p class="lede">{told.how[language]}</p>
      <p class="meta" role="status">
        {narrowedBy(asked).join(' · ')} {countWords(told, language)}
      </p>
      {told.rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the keyboard
        <section class="sideways" tabIndex={0} aria-label={say('rows', language)}>
          <table class="mx">
            <thead>
              <tr>
                {told.columns.map(column => (
                  <th key={column} scope="col">
                    {say(`column_${column}` as SayName, language)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {told.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, n) => (
                    <td key={told.columns[n]}>
                      <Cell column={told.columns[n]} cell={cell} currency={currencyOf(told, row)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p class="files">
        {(['csv', 'parquet'] as const).map(format => (
          <a key={format} class="btn small" href={addressOf(`${path}&format=${format}`)} download>
            {say(format, language)}
          </a>
        ))}
      </p>
    </>
  )
}

interface CellProps {
  column: string
  cell: RowsTold['rows'][number][number]
  /** Of the amounts of its row. */
  currency: string
}

function Cell({ column, cell, currency }: CellProps) {
  const { language } = useSettings()
  if (cell === null) return <>–</>
  if (typeof cell === 'boolean') return <>{say(cell ? 'yes' : 'no', language)}</>
  if (column === 'visitor') return <a href={`#/visitors/${cell}`}>{String(cell).slice(0, 8)}</a>
  if (typeof cell === 'string') return <>{cell}</>
  if (column === 'chance') return <>{percent(cell, language, 1)}</>
  const isMoney = column === 'revenue' || column === 'refunded'
  return <>{isMoney ? money(cell, currency, language) : number(cell, language)}</>
}

function currencyOf({ columns }: RowsTold, row: RowsTold['rows'][number]): string {
  return String(row[columns.indexOf('currency')] ?? 'EUR')
}

function countWords({ count, rows, behind }: RowsTold, language: Language): string {
  const all = number(count, language)
  const some = rows.length < count ? number(rows.length, language) : undefined
  const late = behind > 0 ? number(behind, language) : undefined
  if (language === 'fr') {
    return `${all} ${count > 1 ? 'lignes' : 'ligne'}${some ? `, dont les ${some} plus récentes` : ''}.${late ? ` ${late} enregistrements du journal n’y sont pas encore.` : ''}`
  }
  return `${all} ${count === 1 ? 'row' : 'rows'}${some ? `, the newest ${some} of them here` : ''}.${late ? ` ${late} records of the log are not in them yet.` : ''}`
}

function pathOf({ most: _, format: __, ...asked }: RowsAsked): string {
  return `v1/rows?${new URLSearchParams(asked)}`
}
