import type { EventsState } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { word } from '../words.ts'

/** Why events were refused or repaired, grouped, the most costly first. */
export function Why({ reasons }: { reasons: EventsState['reasons'] }) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{word('why', language)}</h2>
        <span class="right meta desk-only">{word('costly', language)}</span>
      </div>
      {reasons.length === 0 && <p class="meta quiet-line">{word('no_reason', language)}</p>}
      <ul class="why">
        {reasons.map(({ status, code, say, field, count }) => (
          <li key={`${status} ${code} ${field}`}>
            <span class={`st ${status}`}>{word(status, language)}</span>
            <span>{say[language]}</span>
            <code>{field}</code>
            <span class="num">{number(count, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
