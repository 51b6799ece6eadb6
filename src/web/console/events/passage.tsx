import type { EventRow } from '../../../schema/live.ts'
import { exactClock } from '../format.ts'
import { useSettings } from '../settings.ts'
import { type Word, word } from '../words.ts'
import type { EventsFilter } from './rows.ts'

const FILTERS: [EventsFilter, Word][] = [
  ['all', 'everything'],
  ['repaired', 'repaired_many'],
  ['refused', 'refused_many'],
  ['robot', 'robot_many'],
]

interface Props {
  rows: EventRow[]
  filter: EventsFilter
  onFilter: (filter: EventsFilter) => void
  chosen: string | undefined
}

/** Events as they come. Each row is a link to its own detail; arrows go from row to row. */
export function Passage({ rows, filter, onFilter, chosen }: Props) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{word('as_they_come', language)}</h2>
        <fieldset class="right chips" aria-label={word('show', language)}>
          {FILTERS.map(([name, label]) => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-pressed={filter === name}
              onClick={() => onFilter(name)}
            >
              {word(label, language)}
            </button>
          ))}
        </fieldset>
      </div>
      <ol class="passing" onKeyDown={walk}>
        {rows.map(row => (
          <li key={row.id} class={row.status} data-on={row.id === chosen}>
            <span class="t">{exactClock(row.time, language)}</span>
            <a
              class="name"
              href={`#/events/${encodeURIComponent(row.id)}`}
              aria-current={row.id === chosen ? 'true' : undefined}
            >
              {row.name}
            </a>
            <span class="x">
              {row.say[language]} <small>{row.from?.[language]}</small>
            </span>
            <span class={`st ${row.status}`}>{word(row.status, language)}</span>
          </li>
        ))}
      </ol>
      {rows.length === 0 && (
        <p class="empty">{word(filter === 'all' ? 'no_event' : 'nothing_such', language)}</p>
      )}
    </section>
  )
}

function walk(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const row = (event.target as HTMLElement).closest('li')
  if (step === 0 || row === null) return
  const other = step > 0 ? row.nextElementSibling : row.previousElementSibling
  event.preventDefault()
  other?.querySelector('a')?.focus()
}
