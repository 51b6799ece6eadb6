import { useState } from 'preact/hooks'
import type { Report } from '../../../schema/report.ts'
import { today } from '../format.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { RoomName } from '../shell/room-name.tsx'
import { useRoute } from '../shell/route.ts'
import { word } from '../words.ts'
import { csvOf, save } from './csv.ts'
import { Groups } from './groups.tsx'
import { MetricTable } from './metric-table.tsx'
import { Placements } from './placements.tsx'
import { Rows } from './rows.tsx'
import { rowsIn } from './rows-address.ts'
import { Trust } from './trust.tsx'
import { type Reading, useReport } from './use-report.ts'
import { type Against, comparisonOf, verdictOf, visitorsOf } from './verdict.ts'

/** Does it earn money? The permanent split answers, or refuses to. */
export function ResultsPage({ id }: { id?: string }) {
  const { language } = useSettings()
  const { report, read, ...reading } = useReport()
  const [against, setAgainst] = useState<Against>('holdout')
  const rows = rowsIn(id, useRoute().query)
  const mayRows = useMay('GET /v1/rows')
  if (report === undefined) {
    return (
      <>
        {reading.lostAt === undefined && !reading.expired ? (
          <p class="reading">{word('reading_results', language)}</p>
        ) : (
          <RoomName />
        )}
        <Trouble reading={reading} read={read} isBlank />
      </>
    )
  }
  const { answer, lede } = verdictOf(report, against)
  return (
    <>
      <Top report={report} against={against} onAgainst={setAgainst} />
      <Trouble reading={reading} read={read} />
      <Answer say={answer} />
      <p class="lede">{lede[language]}</p>
      <div class="cols">
        <Measures report={report} against={against} />
        <Trust report={report} />
      </div>
      <Placements placements={report.placements} />
      {rows && mayRows && <Rows asked={rows} />}
    </>
  )
}

interface TopProps {
  report: Report
  against: Against
  onAgainst: (against: Against) => void
}

function Top({ report, against, onAgainst }: TopProps) {
  const { language } = useSettings()
  return (
    <div class="top">
      <span class="where">{word('results', language)}</span>
      <span class="desk-only">{today(report.time, language)}</span>
      <span class="right">
        <fieldset class="pick" aria-label={word('compare_with', language)}>
          {(['holdout', 'uniform'] as const).map(name => (
            <button
              key={name}
              type="button"
              aria-pressed={against === name}
              onClick={() => onAgainst(name)}
            >
              {word(`against_${name}`, language)}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          class="btn small"
          onClick={() => save(fileName(report), csvOf(report))}
        >
          {word('export', language)}
        </button>
      </span>
    </div>
  )
}

function fileName({ time, currency }: Report): string {
  return `vitrine-${new Date(time).toISOString().slice(0, 10)}-${currency}.csv`
}

/** While the split looks broken there is nothing here but why. */
function Measures({ report, against }: { report: Report; against: Against }) {
  const { language } = useSettings()
  const comparison = comparisonOf(report, against)
  if (comparison === undefined || report.results.sampleRatio.alarm) {
    return (
      <section>
        <div class="frost">{word('effect_hidden', language)}</div>
      </section>
    )
  }
  const { metrics, sources, campaigns } = comparison
  const { currency } = report
  return (
    <div>
      <section>
        <div class="h">
          <h2>{word('what_changes', language)}</h2>
        </div>
        <MetricTable visitors={visitorsOf(report, against)} {...{ metrics, against, currency }} />
      </section>
      <Groups title={word('by_source', language)} groups={sources} {...{ against, currency }} />
      <Groups title={word('by_campaign', language)} groups={campaigns} {...{ against, currency }} />
    </div>
  )
}

interface TroubleProps {
  reading: Omit<Reading, 'report'>
  read: () => void
  /** Nothing is shown yet. */
  isBlank?: boolean
}

function Trouble({ reading: { lostAt, expired }, read, isBlank }: TroubleProps) {
  const { language } = useSettings()
  return (
    <div class="notice-place" role="status">
      {expired && <p class="notice harm">{word('expired', language)}</p>}
      {lostAt !== undefined && !expired && (
        <p class="notice waits">
          {word(isBlank ? 'server_mute' : 'server_away', language)}{' '}
          <button type="button" class="btn quiet" onClick={read}>
            {word('retry', language)}
          </button>
        </p>
      )}
    </div>
  )
}
