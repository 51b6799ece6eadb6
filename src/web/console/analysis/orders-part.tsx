import type { ReordersTold } from '../../../schema/analysis.ts'
import { number } from '../format.ts'
import { save, tableOf } from '../results/csv.ts'
import { type Language, useSettings } from '../settings.ts'
import { shareOf } from './funnel-part.tsx'
import { Part } from './part.tsx'
import { useView } from './use-view.ts'
import { say } from './words.ts'

type Nth = ReordersTold['orders'][number]
const COLUMNS = ['nth', 'buyers', 'again', 'low', 'median', 'high', 'days', 'could', 'did'] as const

/** Who orders again, how soon, and how long it takes those who do. */
export function OrdersPart({ days }: { days: number }) {
  const { language } = useSettings()
  return (
    <Part
      title={say('orders', language)}
      view={useView<ReordersTold>('orders', days)}
      onCsv={({ orders }) => save(`vitrine-orders-${days}.csv`, tableOf(COLUMNS, rowsOf(orders)))}
    >
      {({ orders }) =>
        orders.length === 0 ? (
          <p class="empty">{say('no_orders', language)}</p>
        ) : (
          <Table orders={orders} language={language} />
        )
      }
    </Part>
  )
}

function Table({ orders, language }: { orders: readonly Nth[]; language: Language }) {
  return (
    <table class="analysis-table reorders">
      <thead>
        <tr>
          <td />
          <th scope="col" class="num">
            {say('could', language)}
          </th>
          <th scope="col" class="num">
            {say('again', language)}
          </th>
          {orders[0].within.map(({ days }) => (
            <th key={days} scope="col" class="num">
              {say('within', language)} {days} {say('days', language, days)}
            </th>
          ))}
          <th scope="col" class="num">
            {say('between', language)}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map(row => (
          <tr key={row.nth}>
            <th scope="row">{say(`nth_${row.nth}`, language)}</th>
            <td class="num">{number(row.buyers, language)}</td>
            <td class="num">{number(row.again, language)}</td>
            {row.within.map(({ days, could, did }) => (
              <td key={days} class="num">
                {could === 0 ? say('too_young', language) : shareOf(did, could, language)}
                {could > 0 && <small>n = {number(could, language)}</small>}
              </td>
            ))}
            <td class="num">
              <Between row={row} language={language} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The middle first: a mean would be the word of the few who took a year. */
function Between({ row: { low, median, high }, language }: { row: Nth; language: Language }) {
  if (low === undefined || median === undefined || high === undefined) return <>–</>
  const days = (value: number) => {
    if (value < 1) return number(1, language) // less than a day, whatever the hour
    return number(value, language, value < 10 ? 1 : 0)
  }
  return (
    <>
      {say('half', language)} {days(median)}
      <small>
        {say('quarter', language)} {days(low)}, {say('three', language)} {days(high)}
      </small>
    </>
  )
}

function rowsOf(orders: readonly Nth[]) {
  return orders.flatMap(({ within, ...nth }) => within.map(each => ({ ...nth, ...each })))
}
