import type { SegmentRoom } from '../../../schema/segment-told.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** What the team should look at first; nothing is said where nothing is unusual. */
export function Alerts({ alerts }: { alerts: SegmentRoom['alerts'] }) {
  const { language } = useSettings()
  return (
    <section class="alerts" aria-label={say('alerts', language)}>
      {alerts.length === 0 && <p class="meta">{say('no_alerts', language)}</p>}
      <ul>
        {alerts.map(({ kind, says, rule }) => (
          <li key={says.en} data-kind={kind}>
            <i class={`mark ${kind === 'rule_proven' ? 'proven' : 'bad'}`} aria-hidden="true" />
            {rule === undefined ? (
              says[language]
            ) : (
              <a href={`#/rules/${encodeURIComponent(rule)}`}>{says[language]}</a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
