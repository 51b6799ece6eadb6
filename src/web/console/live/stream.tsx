import { useEffect, useRef, useState } from 'preact/hooks'
import type { LiveRow } from '../../../schema/live.ts'
import { ago, number } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { useNow } from '../shell/connection-line.tsx'
import { DeviceIcon } from '../shell/icons.tsx'
import { usePhone } from '../shell/use-phone.ts'
import { word } from '../words.ts'
import type { Filter } from './rows.ts'

const FILTERS: Filter[] = ['all', 'arrival', 'cart', 'purchase', 'help']
/** Rows before more is asked for: a phone shows three or four at once. */
const PAGE = { desk: 30, phone: 10 }

interface Props {
  rows: LiveRow[]
  /** Newer rows that wait above. */
  fresh: number
  filter: Filter
  onFilter: (filter: Filter) => void
  /** The server's time: ages are counted from it. */
  now: number
  isFollowing: boolean
  onHold: (stays: boolean) => void
  onFollow: () => void
}

/**
 * What is going on, newest first. Rows are added above only while the list's top is in view, and
 * while no mouse is over it: who is about to press a name presses that name.
 */
export function Stream(props: Props) {
  const { rows, fresh, filter, isFollowing } = props
  const { language } = useSettings()
  const [pages, setPages] = useState(1)
  const top = useRef<HTMLDivElement>(null)
  const count = pages * (usePhone() ? PAGE.phone : PAGE.desk)
  const now = useServerNow(props.now, isFollowing)
  const seen = useRef({ isTopInView: true, isMouseOver: false })
  const see = (change: Partial<typeof seen.current>) => {
    Object.assign(seen.current, change)
    props.onHold(!seen.current.isTopInView || seen.current.isMouseOver)
  }
  const point = (event: PointerEvent, isMouseOver: boolean) => {
    if (event.pointerType === 'mouse') see({ isMouseOver })
  }
  useTopInView(top, isTopInView => see({ isTopInView }))
  const follow = () => {
    props.onFollow()
    top.current?.scrollIntoView({ block: 'center' })
  }
  return (
    <section class="stream-part">
      <div class="h" ref={top}>
        <h2>{word('happening', language)}</h2>
        <fieldset class="right chips" aria-label={word('show', language)}>
          {FILTERS.map(name => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-pressed={filter === name}
              onClick={() => props.onFilter(name)}
            >
              {word(name, language)}
            </button>
          ))}
        </fieldset>
      </div>
      <div role="status" class="fresh-place">
        {fresh > 0 && (
          <button type="button" class="fresh" onClick={follow}>
            {freshWords(fresh, language)}
          </button>
        )}
      </div>
      <ol
        class="stream"
        onPointerEnter={event => point(event, true)}
        onPointerLeave={event => point(event, false)}
      >
        {rows.slice(0, count).map(row => (
          <Row key={row.id} row={row} now={now} language={language} />
        ))}
      </ol>
      {rows.length === 0 && <Empty filter={filter} />}
      {rows.length > count && (
        <button type="button" class="btn quiet earlier" onClick={() => setPages(pages + 1)}>
          {word('earlier', language)}
        </button>
      )}
    </section>
  )
}

function Row({ row, now, language }: { row: LiveRow; now: number; language: Language }) {
  const { reply } = row
  return (
    <li class={reply.kind} data-kind={row.kind}>
      <span class="t">{ago(row.time, now, language, word('just_now', language))}</span>
      <span class="c">
        <DeviceIcon device={row.device} />
      </span>
      <div class="what">
        <p class="say">
          {row.visitor && (
            <a class="who" href={`#/visitors/${encodeURIComponent(row.visitor.key)}`}>
              {row.visitor.nickname[language]}
            </a>
          )}{' '}
          {row.say[language]}
        </p>
        {row.did && <p class="did">{row.did[language]}</p>}
      </div>
      <span class="re">{reply.say[language]}</span>
    </li>
  )
}

function Empty({ filter }: { filter: Filter }) {
  const { language } = useSettings()
  if (filter !== 'all') return <p class="empty">{word('nothing_such', language)}</p>
  return (
    <p class="empty">
      {word('no_visit', language)} <a href="#/events">{word('see_events', language)}</a>
    </p>
  )
}

function freshWords(fresh: number, language: Language): string {
  const n = number(fresh, language)
  if (language === 'en') return `${n} new`
  return fresh === 1 ? '1 nouvelle' : `${n} nouvelles`
}

/** The server's clock, carried on by ours; it stands still while the page does. */
function useServerNow(now: number, runs: boolean): number {
  const here = useNow()
  const offset = useRef(now - Date.now())
  const last = useRef(now)
  if (now !== last.current) offset.current = now - Date.now()
  last.current = now
  return runs ? here + offset.current : Math.max(now, last.current)
}

function useTopInView(top: { current: HTMLElement | null }, tell: (inView: boolean) => void): void {
  const latest = useRef(tell)
  latest.current = tell
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => {
      // Below the window's foot it is still ahead of the reader: only a top left behind holds.
      latest.current(entry.isIntersecting || entry.boundingClientRect.top > 0)
    })
    if (top.current) watch.observe(top.current)
    return () => watch.disconnect()
  }, [])
}
