import type { LiveState, PulseBeat } from '../../../schema/live.ts'
import { clock, milliseconds, number } from '../format.ts'
import { Counted } from '../results/counted.tsx'
import { type Language, useSettings } from '../settings.ts'
import { word, wordFor } from '../words.ts'

const HEIGHT = 64
const MINUTE = 60_000

/** A quarter of an hour in ninety bars: events behind, decisions before, a dot for each purchase. */
export function PulseChart({ state }: { state: LiveState }) {
  const { language } = useSettings()
  const { pulse, now } = state
  const top = Math.max(4, ...pulse.map(beat => Math.max(beat.events, beat.decisions)))
  const lastMinute = pulse.slice(-7, -1) // six whole beats; the seventh still fills
  const purchases = sum(pulse, 'purchases')
  const decisions = sum(lastMinute, 'decisions')
  return (
    <section class="pulse">
      <div role="img" aria-label={word('pulse', language)}>
        <div class="buys">
          {pulse.map(
            (beat, i) => beat.purchases > 0 && <Purchase key={beat.time} at={(i + 0.5) / 90} />,
          )}
        </div>
        <svg viewBox={`0 0 900 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="events" d={bars(pulse, 'events', top)} />
          <path class="decisions" d={bars(pulse, 'decisions', top)} />
        </svg>
        <div class="time">
          <span>{clock(now - 15 * MINUTE, language)}</span>
          <span class="desk-only">{clock(now - 10 * MINUTE, language)}</span>
          <span>{clock(now - 5 * MINUTE, language)}</span>
          <span>{word('now', language)}</span>
        </div>
      </div>
      <div class="under">
        <span>
          <i class="key events" />
          <b>
            <a class="counted" href="#/events">
              {number(sum(lastMinute, 'events') / 60, language, 1)}
              <span class="sr">, {word('events', language)}</span>
            </a>
          </b>{' '}
          {word('per_second', language)}
        </span>
        <span>
          <i class="key decisions" />
          <b>
            <Counted asked={{ of: 'decisions' }} what={word('decisions', language)}>
              {number(decisions, language)}
            </Counted>
          </b>{' '}
          {wordFor(decisions, 'per_minute', language)}
        </span>
        <span>
          <i class="key buys" />
          <b>
            <Counted asked={{ of: 'orders' }} what={word('purchase', language)}>
              {number(purchases, language)}
            </Counted>
          </b>{' '}
          {wordFor(purchases, 'purchases', language)}
        </span>
        {state.answerMs.p99 > 0 && <span class="meta">{answered(state.answerMs, language)}</span>}
      </div>
    </section>
  )
}

function Purchase({ at }: { at: number }) {
  return <i style={{ left: `${at * 100}%` }} />
}

function bars(pulse: PulseBeat[], field: 'events' | 'decisions', top: number): string {
  return pulse
    .map((beat, i) => {
      const height = (beat[field] / top) * HEIGHT
      return height > 0 ? `M${i * 10 + 1.8} ${HEIGHT}v${-height.toFixed(1)}h6.4V${HEIGHT}z` : ''
    })
    .join('')
}

function answered({ p50, p99 }: LiveState['answerMs'], language: Language): string {
  const [half, most] = [milliseconds(p50, language), milliseconds(p99, language)]
  return language === 'fr'
    ? `réponse en ${half}, 99 fois sur 100 sous ${most}`
    : `answered in ${half}, 99 times in 100 under ${most}`
}

function sum(beats: PulseBeat[], field: keyof PulseBeat): number {
  return beats.reduce((total, beat) => total + beat[field], 0)
}
