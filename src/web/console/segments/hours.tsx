import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

const DAY_HOURS = 24

/** Visits of the last day beside those of the day before, hour by hour. */
export function Hours({ hours }: { hours: number[] }) {
  const { language } = useSettings()
  const before = hours.slice(0, DAY_HOURS)
  const lately = hours.slice(DAY_HOURS)
  const most = Math.max(1, ...hours)
  const sum = (values: number[]) => values.reduce((all, each) => all + each, 0)
  return (
    <section>
      <div class="h">
        <h2>{say('hours', language)}</h2>
      </div>
      <figure class="curve">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <polyline class="then" points={pointsOf(before, most)} />
          <polyline class="now" points={pointsOf(lately, most)} />
        </svg>
        <figcaption class="meta">
          <span>
            <i class="hours-key now" aria-hidden="true" /> {say('today', language)}
            {': '}
            {number(sum(lately), language)}
          </span>
          <span>
            <i class="hours-key then" aria-hidden="true" /> {say('yesterday', language)}
            {': '}
            {number(sum(before), language)}
          </span>
        </figcaption>
      </figure>
    </section>
  )
}

function pointsOf(values: number[], most: number): string {
  const step = 100 / (values.length - 1)
  return values.map((value, n) => `${(n * step).toFixed(2)},${96 - (92 * value) / most}`).join(' ')
}
