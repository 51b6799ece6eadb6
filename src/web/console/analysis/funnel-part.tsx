import type { FunnelTold } from '../../../schema/analysis.ts'
import { number } from '../format.ts'
import { save, tableOf } from '../results/csv.ts'
import { percent } from '../results/measures.ts'
import { type Language, useSettings } from '../settings.ts'
import { Part } from './part.tsx'
import { useView } from './use-view.ts'
import { say } from './words.ts'

const COLUMNS = ['step', 'all', 'engine', 'uniform', 'holdout'] as const

/** How many reach each step, of all and of those before; with Vitrine and without. */
export function FunnelPart({ days }: { days: number }) {
  const { language } = useSettings()
  return (
    <Part
      title={say('funnel', language)}
      view={useView<FunnelTold>('funnel', days)}
      onCsv={({ steps }) => save(`vitrine-funnel-${days}.csv`, tableOf(COLUMNS, steps))}
    >
      {({ steps }) =>
        steps[0].all === 0 ? (
          <p class="empty">{say('nothing', language)}</p>
        ) : (
          <Table steps={steps} language={language} />
        )
      }
    </Part>
  )
}

function Table({ steps, language }: { steps: FunnelTold['steps']; language: Language }) {
  const [first] = steps
  return (
    <table class="analysis-table funnel-table">
      <thead>
        <tr>
          <th scope="col">{say('step', language)}</th>
          <td />
          {(['visitors', 'of_all', 'of_step', 'with_engine', 'holdout'] as const).map(name => (
            <th key={name} scope="col" class="num">
              {say(name, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ step }, n) => (
          <tr key={step}>
            <th scope="row">{say(step, language)}</th>
            <td class="reach">
              <i style={{ width: `${(100 * steps[n].all) / first.all}%` }} aria-hidden="true" />
            </td>
            <td class="num">{number(steps[n].all, language)}</td>
            <td class="num">{shareOf(steps[n].all, first.all, language)}</td>
            <td class="num">{n > 0 && shareOf(steps[n].all, steps[n - 1].all, language)}</td>
            <td class="num">{shareOf(steps[n].engine, first.engine, language)}</td>
            <td class="num">{shareOf(steps[n].holdout, first.holdout, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function shareOf(count: number, all: number, language: Language): string {
  return all === 0 ? '–' : percent(count / all, language, 1)
}
