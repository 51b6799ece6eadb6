import { useEffect, useRef, useState } from 'preact/hooks'
import type { EventRow } from '../../../schema/live.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { ConnectionLine } from '../shell/connection-line.tsx'
import { RoomName } from '../shell/room-name.tsx'
import { word } from '../words.ts'
import { Detail, NoDetail } from './detail.tsx'
import { Passage } from './passage.tsx'
import { Proportion } from './proportion.tsx'
import type { EventsFilter } from './rows.ts'
import { useEvents, useRowsOf } from './use-events.ts'
import { Why } from './why.tsx'

/** What arrives from the shop, what became of it, and how to mend what is wrong. */
export function EventsPage({ id, onShop }: { id?: string; onShop: (shop: string) => void }) {
  const { language } = useSettings()
  const room = useEvents()
  const [filter, setFilter] = useState<EventsFilter>('all')
  const { passing, line } = room
  const page = passing?.frozen ?? passing?.state
  const isPaused = passing?.frozen !== undefined
  const count = filter === 'all' ? 0 : (page?.counts[filter] ?? 0)
  const ofFate = useRowsOf(filter, count, isPaused)
  const rows = ofFate ?? page?.rows ?? []
  const chosen = useChosen(id, rows)
  useBackToRow(id)
  const shop = page?.shop
  useEffect(() => {
    if (shop !== undefined) onShop(shop)
  }, [shop])
  const retry = <ConnectionLine line={line} retry={room.retry} isBlank={page === undefined} />
  if (page === undefined) {
    return (
      <>
        {line.is === 'open' ? <p class="reading">{word('reading', language)}</p> : <RoomName />}
        {retry}
      </>
    )
  }
  const total = Object.values(page.counts).reduce((a, b) => a + b, 0)
  return (
    <div class={id === undefined ? 'events-page' : 'events-page on-one'}>
      <div class="overview">
        <div class="top">
          <span class="where">{word('events', language)}</span>
          <span>{word('last_hour', language)}</span>
          <span class="right">
            <button
              type="button"
              class="btn small"
              aria-pressed={isPaused}
              onClick={() => room.step({ name: isPaused ? 'resume' : 'pause' })}
            >
              {word(isPaused ? 'resume' : 'pause', language)}
            </button>
          </span>
        </div>
        <Answer say={page.answer} />
        {retry}
        {isPaused && <p class="notice">{word('paused', language)}</p>}
        {total > 0 && <Proportion counts={page.counts} onShow={setFilter} />}
      </div>
      <div class="two">
        <div class="overview">
          <Why reasons={page.reasons} />
          <Passage rows={rows} filter={filter} onFilter={setFilter} chosen={chosen?.id} />
        </div>
        <aside class="panel det">
          {chosen ? <Detail row={chosen} /> : <NoDetail isGone={id !== undefined} />}
        </aside>
      </div>
    </div>
  )
}

/** Where the detail is a page of its own: it begins at its top, and Back returns to the row. */
function useBackToRow(id: string | undefined): void {
  const before = useRef<string | undefined>(undefined)
  useEffect(() => {
    const left = before.current
    before.current = id
    if (!matchMedia('(max-width: 1180px)').matches) return
    if (id !== undefined) return scrollTo(0, 0)
    const link = left && document.querySelector<HTMLElement>(`a[href="#/events/${left}"]`)
    if (link) link.focus()
  }, [id])
}

/**
 * The row of the address, kept once found although the list flows on. Without an
 * address a wide window shows the newest one that has something to say.
 */
function useChosen(id: string | undefined, rows: EventRow[]): EventRow | undefined {
  const kept = useRef<EventRow | undefined>(undefined)
  if (id !== undefined) {
    if (kept.current?.id !== id) kept.current = rows.find(row => row.id === id)
    return kept.current
  }
  kept.current ??= rows.find(row => row.why !== undefined)
  return kept.current
}
