import type { ComponentChildren } from 'preact'
import type { Say } from '../../../schema/live.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { isTold, type View } from './use-view.ts'
import { say } from './words.ts'

/** How every view was made. */
interface Counted {
  since: string
  position: number
  how: Say
  sql: string
}

interface Props<T> {
  title: string
  view: View<T>
  onCsv?: (told: T) => void
  children: (told: T) => ComponentChildren
}

/** A question, its answer, and how it was counted; or why there is no answer yet. */
export function Part<T extends Counted>({ title, view, onCsv, children }: Props<T>) {
  const { language } = useSettings()
  return (
    <section class="analysis-part">
      <div class="h">
        <h2>{title}</h2>
        {isTold(view) && onCsv && (
          <button
            type="button"
            class="btn quiet right"
            aria-label={`${say('csv', language)}: ${title}`}
            onClick={() => onCsv(view)}
          >
            {say('csv', language)}
          </button>
        )}
      </div>
      {view === 'reading' ? (
        <p class="reading" role="status">
          {say('reading', language)}
        </p>
      ) : isTold(view) ? (
        <>
          {children(view)}
          <How told={view} />
        </>
      ) : (
        <p class="empty" role="status">
          {say('not_ready', language)} <small>{view.trouble}</small>
        </p>
      )}
    </section>
  )
}

function How({ told: { how, sql, position, since } }: { told: Counted }) {
  const { language } = useSettings()
  return (
    <details class="how">
      <summary>{say('how', language)}</summary>
      <p>{how[language]}</p>
      <p class="meta">
        {say('read_to', language)} {number(position, language)} {say('of_log', language)} {since}.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must take the keys. */}
      <pre class="code" tabIndex={0}>
        {sql}
      </pre>
    </details>
  )
}
