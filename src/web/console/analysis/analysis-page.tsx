import { useState } from 'preact/hooks'
import type { Period } from '../../../schema/analysis.ts'
import { useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { AnalysisAnswer } from './analysis-answer.tsx'
import { CohortsPart } from './cohorts-part.tsx'
import { FunnelPart } from './funnel-part.tsx'
import { OrdersPart } from './orders-part.tsx'
import { SourcesPart } from './sources-part.tsx'
import { say } from './words.ts'

const PERIODS: readonly Period[] = [28, 90, 365]

/** How far do people come, do they come again, and what brought them? */
export function AnalysisPage() {
  const { language } = useSettings()
  const [days, setDays] = useState<Period>(28)
  return (
    <>
      <div class="top">
        <span class="where">{word('analysis', language)}</span>
        <fieldset class="pick right" aria-label={say('period', language)}>
          {PERIODS.map(each => (
            <button
              key={each}
              type="button"
              aria-pressed={days === each}
              onClick={() => setDays(each)}
            >
              {each} {say('days', language, each)}
            </button>
          ))}
        </fieldset>
      </div>
      <AnalysisAnswer days={days} />
      <FunnelPart days={days} />
      <CohortsPart days={days} />
      <OrdersPart days={days} />
      <SourcesPart days={days} />
    </>
  )
}
