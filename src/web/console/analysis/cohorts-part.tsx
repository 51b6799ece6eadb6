import { useState } from 'preact/hooks'
import type { CohortsTold } from '../../../schema/analysis.ts'
import { number, when } from '../format.ts'
import { save, tableOf } from '../results/csv.ts'
import { percent } from '../results/measures.ts'
import { type Language, useSettings } from '../settings.ts'
import { Part } from './part.tsx'
import { useView } from './use-view.ts'
import { say } from './words.ts'

type Cohort = CohortsTold['cohorts'][number]
type What = 'came' | 'buyers'
const COLUMNS = ['week', 'visitors', 'later', 'came', 'buyers', 'orders'] as const
/** Weeks drawn: a quarter. */
const MOST_WEEKS = 13

/** Who came first in a week, and how many of them came again, or ordered, in each later one. */
export function CohortsPart({ days }: { days: number }) {
  const { language } = useSettings()
  const [what, setWhat] = useState<What>('came')
  return (
    <Part
      title={say('cohorts', language)}
      view={useView<CohortsTold>('cohorts', days)}
      onCsv={({ cohorts }) =>
        save(`vitrine-cohorts-${days}.csv`, tableOf(COLUMNS, rowsOf(cohorts)))
      }
    >
      {({ cohorts }) =>
        cohorts.length === 0 ? (
          <p class="empty">{say('nothing', language)}</p>
        ) : (
          <>
            <fieldset class="pick" aria-label={say('shown', language)}>
              {(['came', 'buyers'] as const).map(each => (
                <button
                  key={each}
                  type="button"
                  aria-pressed={what === each}
                  onClick={() => setWhat(each)}
                >
                  {say(each === 'came' ? 'visits' : 'orders_shown', language)}
                </button>
              ))}
            </fieldset>
            <Grid cohorts={cohorts} what={what} language={language} />
            <p class="meta quiet-line">{say('cohort_note', language)}</p>
          </>
        )
      }
    </Part>
  )
}

interface GridProps {
  cohorts: readonly Cohort[]
  what: What
  language: Language
}

function Grid({ cohorts, what, language }: GridProps) {
  const shown = cohorts.slice(0, MOST_WEEKS)
  const columns = Math.max(...shown.map(({ weeks }) => weeks.length))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keys.
    <section class="sideways" tabIndex={0} aria-label={say('cohorts', language)}>
      <table class="analysis-table cohorts">
        <thead>
          <tr>
            <th scope="col">{say('first_week', language)}</th>
            <th scope="col" class="num">
              {say('visitors', language)}
            </th>
            {Array.from({ length: columns }, (_, later) => (
              <th key={later} scope="col" class="num">
                {later === 0 ? say('same_week', language) : `${say('week_n', language)}+${later}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(cohort => (
            <tr key={cohort.week}>
              <th scope="row">{when(Date.parse(cohort.week), 0, language)}</th>
              <td class="num">{number(cohort.visitors, language)}</td>
              {cohort.weeks.map((week, later) => (
                <Cell key={later} share={week[what] / cohort.visitors} language={language} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The fuller the more; the first week, which nearly all came in, does not drown the others. */
function Cell({ share, language }: { share: number; language: Language }) {
  const depth = Math.round(Math.min(1, Math.sqrt(share) * 1.4) * 40)
  return (
    <td class="num cell" style={{ '--depth': `${depth}%` }}>
      {share === 0 ? '–' : percent(share, language, share < 0.1 ? 1 : 0)}
    </td>
  )
}

function rowsOf(cohorts: readonly Cohort[]) {
  return cohorts.flatMap(({ week, visitors, weeks }) =>
    weeks.map((each, later) => ({ week, visitors, later, ...each })),
  )
}
