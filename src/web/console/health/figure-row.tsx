import type { Figure } from '../../../schema/health-told.ts'
import { milliseconds, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { FIGURE_WORDS } from './figure-words.ts'
import { say } from './words.ts'

/** One figure: how it stands, what it means, and what to do when it is red. */
export function FigureRow({ figure }: { figure: Figure }) {
  const { language } = useSettings()
  const { title, means, act } = FIGURE_WORDS[figure.name]
  const isGood = figure.state === 'good'
  return (
    <li data-state={figure.state}>
      <i class={`mark ${figure.state}`} aria-hidden="true" />
      <div>
        <h3>{title[language]}</h3>
        <p class="meta">{means[language]}</p>
        {isGood ? (
          <details>
            <summary>{say('if_red', language)}</summary>
            <p>{act[language]}</p>
          </details>
        ) : (
          <p class="act">{act[language]}</p>
        )}
      </div>
      <p class="num">
        <b>{told(figure, language)}</b>
        <small>{say(`state_${figure.state}`, language)}</small>
        {figure.limit !== undefined && figure.limit > 1 && (
          <small>
            {say('since', language)} {amount(figure.limit, figure.unit, language)}
          </small>
        )}
      </p>
    </li>
  )
}

function told({ name, value, unit }: Figure, language: Language): string {
  if (value === undefined) {
    if (name === 'search') return say('silent', language)
    return say(name === 'backup' ? 'none' : 'never', language)
  }
  if (name === 'room') return say(value > 0 ? 'yes' : 'no', language)
  return amount(value, unit, language)
}

const MINUTE = 60_000
const STEPS = [
  { ms: 24 * 60 * MINUTE, fr: 'j', en: 'd' },
  { ms: 60 * MINUTE, fr: 'h', en: 'h' },
  { ms: MINUTE, fr: 'min', en: 'min' },
  { ms: 1_000, fr: 's', en: 's' },
]
const BYTES = [
  { bytes: 1e9, fr: 'Go', en: 'GB' },
  { bytes: 1e6, fr: 'Mo', en: 'MB' },
  { bytes: 1e3, fr: 'ko', en: 'kB' },
]

function amount(value: number, unit: Figure['unit'], language: Language): string {
  if (unit === 'share') return `${number(value * 100, language)}\u202f%`
  if (unit === 'level') return number(value, language, 1)
  if (unit === 'bytes') {
    const step = BYTES.find(({ bytes }) => value >= bytes)
    if (!step) return `${number(value, language)}\u202f${language === 'fr' ? 'o' : 'B'}`
    return `${number(value / step.bytes, language, 1)}\u202f${step[language]}`
  }
  if (unit !== 'ms') return number(value, language)
  const step = STEPS.find(({ ms }) => value >= 2 * ms)
  if (!step) return milliseconds(value, language)
  return `${number(value / step.ms, language)}\u202f${step[language]}`
}
