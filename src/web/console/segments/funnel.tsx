import type { SegmentRoom } from '../../../schema/segment-told.ts'
import { number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { say } from './words.ts'

type Day = SegmentRoom['days'][number]
const STEPS = ['visited', 'looked', 'carted', 'ordered'] as const
const DAY_MS = 86_400_000

/** The analyst's view: how far visitors came, in all and day by day, and the same as a file. */
export function Funnel({ name, days }: { name: string; days: Day[] }) {
  const { language } = useSettings()
  const mayAnalyse = useMay('GET /v1/analysis/funnel')
  const total = (step: (typeof STEPS)[number]) => days.reduce((sum, day) => sum + day[step], 0)
  const all = total('visited')
  return (
    <section class="funnel">
      <div class="h">
        <h2>{say('analyst_view', language)}</h2>
        <span class="meta">{say('days_28', language)}</span>
        <button type="button" class="btn quiet right" onClick={() => save(name, days)}>
          {say('csv', language)}
        </button>
      </div>
      <table class="tally">
        <tbody>
          {STEPS.map(step => (
            <tr key={step}>
              <th scope="row">{say(step, language)}</th>
              <td class="num">{number(total(step), language)}</td>
              <td class="num">{shareOf(total(step), all, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayAnalyse && (
        <p class="quiet-line">
          <a href="#/analysis">{say('to_analysis', language)}</a>
        </p>
      )}
    </section>
  )
}

function shareOf(count: number, all: number, language: Language): string {
  if (all === 0) return '–'
  return `${number((100 * count) / all, language, 1)}${language === 'fr' ? '\u202f%' : '%'}`
}

function save(name: string, days: Day[]): void {
  const rows = days.map(({ day, ...steps }) => {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    return [date, ...STEPS.map(step => steps[step])].join(',')
  })
  const text = [['day', ...STEPS].join(','), ...rows].join('\r\n')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
