import type { MetricResult } from '../../../schema/results.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'
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
          <Row key={result.metric} {...{ result, visitors, currency, language }} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  visitors: Each
  result: MetricResult
  currency: string
  language: Language
}

function Row({ result, visitors, currency, language }: RowProps) {
  const { metric, engine, other, effect, low, high } = result
  const status = isProven(result) ? 'proven_' : effect === undefined ? 'too_early' : 'not_yet'
  const look = isProven(result) ? (isGain(result) ? ' ok' : ' bad') : ''
  const band = bandOf(result)
  const told = (value: number) => difference(value, metric, currency, language)
  return (
    <tr>
      <th scope="row">{word(`metric_${metric}`, language)}</th>
      <td class="num">{visitors.engine > 0 && figure(engine, metric, currency, language)}</td>
      <td class="num ho">{visitors.other > 0 && figure(other, metric, currency, language)}</td>
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
