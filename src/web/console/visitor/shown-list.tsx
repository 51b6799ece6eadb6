import { useState } from 'preact/hooks'
import type { VisitorTold } from '../../../schema/visitor-told.ts'
import { when } from '../format.ts'
import { useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { Why } from './why.tsx'

/** What a visitor was shown, how it was answered, and on asking why. */
export function ShownList({ told: { slice, shown } }: { told: VisitorTold }) {
  const { language } = useSettings()
  const [asked, setAsked] = useState<string>()
  const nothing = slice === 'holdout' ? 'in_holdout' : 'nothing_shown'
  return (
    <section>
      <div class="h">
        <h2>{word('was_shown', language)}</h2>
      </div>
      {shown.length === 0 && <p class="meta quiet-line">{word(nothing, language)}</p>}
      <ol class="moments">
        {shown.map(({ time, say, answer, decision }) => (
          <li key={decision}>
            <span class="t">{when(time, Date.now(), language)}</span>
            <div>
              {say[language]}
              <small class={answer}>{word(`answer_${answer}`, language)}</small>
              <button
                type="button"
                class="btn quiet"
                aria-expanded={asked === decision}
                onClick={() => setAsked(asked === decision ? undefined : decision)}
              >
                {word('why_this', language)}
              </button>
              {asked === decision && <Why decision={decision} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
