import type { Evidence, Found } from '../../../schema/found.ts'
import { number } from '../format.ts'
import { Interval } from '../results/interval.tsx'
import type { Language } from '../settings.ts'

/** The outcome that a rule's status rests on. */
export function evidenceOf({ evidence, outcome }: Pick<Found, 'evidence' | 'outcome'>) {
  return evidence.find(each => each.outcome === outcome) ?? evidence[0]
}

/** An effect as a band with its doubt, and in points below it; nothing while it is too early. */
export function Effect({ evidence, language }: { evidence?: Evidence; language: Language }) {
  if (evidence?.low === undefined || evidence.high === undefined) return null
  const { effect, low, high } = evidence
  return (
    <div class="ef">
      <Interval {...{ effect, low, high, look: lookOf(evidence) }} />
      <div class="told">
        <b>{points(effect, language)}</b>
        <span>
          {points(low, language)} … {points(high, language)}
        </span>
      </div>
    </div>
  )
}

function lookOf({ low = 0, high = 0 }: Evidence): 'gain' | 'harm' | 'open' {
  if (low > 0) return 'gain'
  return high < 0 ? 'harm' : 'open'
}

/** Rates differ by points. */
function points(value: number, language: Language): string {
  const size = number(Math.abs(value) * 100, language, 1)
  return `${value < 0 ? '−' : '+'}${size}\u202fpt`
}
