import type { Learnt } from '../../../schema/live.ts'
import { number, signed } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'

type Effect = NonNullable<Learnt['effect']>

/** What the engine learnt, each effect with its interval on one axis for all. */
export function LearntList({ learnt }: { learnt: Learnt[] }) {
  const { language } = useSettings()
  const axis = axisOf(learnt.flatMap(({ effect }) => effect ?? []))
  return (
    <section>
      <div class="h">
        <h2>{word('learnt', language)}</h2>
      </div>
      {learnt.length === 0 && <p class="meta quiet-line">{word('no_learnt', language)}</p>}
      <ul class="learn">
        {learnt.map(({ id, verdict, say, effect }) => (
          <li key={id}>
            <span class="tag">{word(verdict, language)}</span>
            <p>{say[language]}</p>
            {effect && <Interval effect={effect} axis={axis} language={language} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Axis {
  from: number
  to: number
}

/** Solid where the interval leaves zero out, dashed and hollow where it does not. */
function Interval({ effect, axis, language }: { effect: Effect; axis: Axis; language: Language }) {
  const { low, middle, high, n } = effect
  const kind = low > 0 ? 'gains' : high < 0 ? 'loses' : 'open'
  const at = (value: number) => `${((value - axis.from) / (axis.to - axis.from)) * 100}%`
  const width = `${((high - low) / (axis.to - axis.from)) * 100}%`
  return (
    <>
      <div class={`iv ${kind}`} aria-hidden="true">
        <i class="z" style={{ left: at(0) }} />
        <i class="s" style={{ left: at(low), width }} />
        <i class="m" style={{ left: at(middle) }} />
      </div>
      <div class="fig">
        <span class={kind === 'gains' ? 'gain' : kind === 'loses' ? 'harm' : ''}>
          {effectWords(middle, language)}
        </span>
        <span>{rangeWords(low, high, n, language)}</span>
      </div>
    </>
  )
}

function effectWords(middle: number, language: Language): string {
  const sign = language === 'fr' ? '\u202f%' : '%'
  return `${signed(middle, language)}${sign} ${word('clicks', language)}`
}

function rangeWords(low: number, high: number, n: number, language: Language): string {
  const [a, b] = [signed(low, language), signed(high, language)]
  const count = number(n, language)
  return language === 'fr'
    ? `de ${a} à ${b}, n\u00a0=\u00a0${count}`
    : `${a} to ${b}, n\u00a0=\u00a0${count}`
}

/** One axis for the list, zero always on it, a little room at both ends. */
function axisOf(effects: Effect[]): Axis {
  const low = Math.min(-10, ...effects.map(e => e.low))
  const high = Math.max(10, ...effects.map(e => e.high))
  const room = (high - low) * 0.08
  return { from: low - room, to: high + room }
}
