import type { Report } from '../../../schema/report.ts'
import type { RowsOf } from '../../../schema/rows-told.ts'
import { money, number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { CheckIcon, WarnIcon } from '../shell/icons.tsx'
import { word } from '../words.ts'
import { percent } from './measures.ts'
import { say } from './row-words.ts'
import { rowsAt } from './rows-address.ts'

interface Check {
  name: 'split' | 'robots' | 'looks' | 'orders' | 'costs'
  holds: boolean
  detail: string
}

/** The rows that a check can be followed to. */
const ROWS: Partial<Record<Check['name'], RowsOf>> = {
  split: 'visitors',
  orders: 'orders',
}

/** What could make the figures wrong, checked one by one. */
export function Trust({ report }: { report: Report }) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{word('can_trust', language)}</h2>
      </div>
      <ul class="trust">
        {checksOf(report, language).map(({ name, holds, detail }) => (
          <li key={name} class={holds ? undefined : 'bad'}>
            {holds ? <CheckIcon /> : <WarnIcon />}
            <div>
              {word(`${name}_${holds ? 'holds' : 'fails'}`, language)}
              {name === 'split' && <SplitBar counts={report.results.sampleRatio.counts} />}
              <small>{detail}</small>
              <ToRows of={ROWS[name]} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ToRows({ of }: { of?: RowsOf }) {
  const { language } = useSettings()
  const may = useMay('GET /v1/rows')
  if (of === undefined || !may) return null
  return (
    <a class="btn quiet" href={rowsAt({ of })}>
      {say('show_rows', language)}
      <span class="sr"> ({say(of, language)})</span>
    </a>
  )
}

function SplitBar({ counts }: { counts: readonly number[] }) {
  const [holdout, uniform, engine] = counts
  const parts = { engine, uniform, holdout }
  return (
    <div class="split" aria-hidden="true">
      {Object.entries(parts).map(
        ([name, count]) =>
          count > 0 && <i key={name} class={name} style={{ 'flex-grow': String(count) }} />,
      )}
    </div>
  )
}

function checksOf(report: Report, language: Language): Check[] {
  const { results, orders } = report
  return [
    { name: 'split', holds: !results.sampleRatio.alarm, detail: splitWords(report, language) },
    { name: 'robots', holds: true, detail: robotWords(report, language) },
    { name: 'looks', holds: true, detail: word('looks_detail', language) },
    { name: 'orders', holds: results.basis === 'verified', detail: orderWords(report, language) },
    { name: 'costs', holds: orders.linesWithoutCost === 0, detail: costWords(report, language) },
  ]
}

function splitWords({ results }: Report, language: Language): string {
  const [holdout, uniform, engine] = results.sampleRatio.counts.map(n => number(n, language))
  const [h, u, e] = results.sampleRatio.expected.map(share => percent(share, language))
  return language === 'fr'
    ? `${engine} Vitrine, ${uniform} hasard, ${holdout} témoin. Attendu\u202f: ${e}, ${u}, ${h}.`
    : `${engine} Vitrine, ${uniform} random, ${holdout} holdout. Expected: ${e}, ${u}, ${h}.`
}

function robotWords({ robotEvents, eventCount }: Report, language: Language): string {
  const [robots, all] = [number(robotEvents, language), number(eventCount, language)]
  return language === 'fr'
    ? `${robots} événements sur ${all}, hors de toute mesure.`
    : `${robots} events of ${all}, outside every measure.`
}

function orderWords({ results, currency }: Report, language: Language): string {
  if (results.basis === 'unverified') return word('orders_unverified', language)
  const { unverifiedOrders, unverifiedRevenue } = results
  const worth = money(unverifiedRevenue, currency, language, 0)
  const count = number(unverifiedOrders, language)
  return language === 'fr'
    ? `${count} commandes non confirmées (${worth}) sont laissées de côté.`
    : `${count} unconfirmed orders (${worth}) are left out.`
}

function costWords({ orders }: Report, language: Language): string {
  if (orders.linesWithoutCost === 0) return word('costs_known', language)
  const lines = number(orders.linesWithoutCost, language)
  return language === 'fr'
    ? `${lines} lignes de commande sans prix d’achat connu comptent pour une marge de zéro.`
    : `${lines} order lines without a known cost price count as no margin.`
}
