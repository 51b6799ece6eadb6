import type { MetricResult } from '../../../schema/results.ts'
import type { RowsOf } from '../../../schema/rows-told.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { Counted } from './counted.tsx'
import { Interval } from './interval.tsx'
import { bandOf, difference, figure, isGain, isProven } from './measures.ts'
import type { Against, Each } from './verdict.ts'

interface Props {
  /** Of the two slices; where there are none, there is no figure. */
  visitors: Each
  metrics: readonly MetricResult[]
  against: Against
  currency: string
}

/** Every measure of a visitor: with Vitrine, without, and what lies between. */
export function MetricTable({ visitors, metrics, against, currency }: Props) {
  const { language } = useSettings()
  return (
    <table class="mt">
      <thead>
        <tr>
          <th scope="col">
            <span class="sr">{word('measure', language)}</span>
          </th>
          <th scope="col" class="num">
            Vitrine
          </th>
          <th scope="col" class="num">
            {word(`column_${against}`, language)}
          </th>
          <th scope="col" class="ivc">
            {word('always_valid', language)}
          </th>
          <th scope="col" class="num">
            <span class="sr">{word('difference', language)}</span>
          </th>
          <th scope="col">
            <span class="sr">{word('status', language)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(result => (
          <Row key={result.metric} {...{ result, visitors, against, currency, language }} />
        ))}
      </tbody>
    </table>
  )
}

/** The rows that a measure is made of. */
const ROWS: Record<MetricResult['metric'], RowsOf> = {
  margin: 'orders',
  revenue: 'orders',
  bought: 'orders',
  second: 'orders',
  third: 'orders',
  clicked: 'answers',
  bounced: 'visitors',
  days: 'visitors',
}

interface RowProps {
  visitors: Each
  result: MetricResult
  against: Against
  currency: string
  language: Language
}

function Row({ result, visitors, against, currency, language }: RowProps) {
  const { metric, engine, other, effect, low, high } = result
  const status = isProven(result) ? 'proven_' : effect === undefined ? 'too_early' : 'not_yet'
  const look = isProven(result) ? (isGain(result) ? ' ok' : ' bad') : ''
  const band = bandOf(result)
  const told = (value: number) => difference(value, metric, currency, language)
  const name = word(`metric_${metric}`, language)
  const whose = (slice: 'engine' | Against) =>
    slice === 'engine' ? 'Vitrine' : word(`column_${slice}`, language)
  const rowsOf = (slice: 'engine' | Against, value: number) => (
    <Counted asked={{ of: ROWS[metric], slice }} what={`${name}, ${whose(slice)}`}>
      {figure(value, metric, currency, language)}
    </Counted>
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="num">{visitors.engine > 0 && rowsOf('engine', engine)}</td>
      <td class="num ho">{visitors.other > 0 && rowsOf(against, other)}</td>
      <td class="ivc">
        {band && <Interval {...band} />}
        {low !== undefined && high !== undefined && (
          <small>{between(told(low), told(high), language)}</small>
        )}
      </td>
      <td class="num d">{effect === undefined ? '' : told(effect)}</td>
      <td class={`st${look}`}>{word(status, language)}</td>
    </tr>
  )
}

export function between(low: string, high: string, language: Language): string {
  return language === 'fr' ? `de ${low} à ${high}` : `${low} to ${high}`
}
