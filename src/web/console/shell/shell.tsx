import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useSession } from '../session.ts'
import { choose, type Language, type Theme, useSettings } from '../settings.ts'
import { word } from '../words.ts'
import {
  AccountIcon,
  AnalysisIcon,
  AuditIcon,
  CatalogueIcon,
  EventsIcon,
  ExperiencesIcon,
  GuardsIcon,
  HealthIcon,
  LiveIcon,
  Mark,
  MoreIcon,
  PrivacyIcon,
  ResultsIcon,
  RulesIcon,
  SegmentsIcon,
  SettingsIcon,
  TeamIcon,
  ThemeIcon,
} from './icons.tsx'
import type { Route } from './route.ts'

/** What a role must be let call for a room to be worth entering; without a word it is for everybody inside. */
interface RoomLink {
  room: Route['room']
  Icon: () => JSX.Element
  needs?: string
}

const ROOMS: readonly RoomLink[] = [
  { room: 'live', Icon: LiveIcon },
  { room: 'segments', Icon: SegmentsIcon },
  { room: 'rules', Icon: RulesIcon },
  { room: 'results', Icon: ResultsIcon },
  { room: 'analysis', Icon: AnalysisIcon, needs: 'GET /v1/analysis/funnel' },
  { room: 'events', Icon: EventsIcon, needs: 'GET /v1/events/recent' },
  { room: 'experiences', Icon: ExperiencesIcon },
  { room: 'guards', Icon: GuardsIcon },
  { room: 'catalogue', Icon: CatalogueIcon },
  { room: 'privacy', Icon: PrivacyIcon, needs: 'GET /v1/privacy-requests' },
  { room: 'health', Icon: HealthIcon },
]

/** What is not the shop's but the console's own. */
const OWN_ROOMS: readonly RoomLink[] = [
  { room: 'settings', Icon: SettingsIcon, needs: 'GET /v1/settings' },
  { room: 'audit', Icon: AuditIcon, needs: 'GET /v1/audit' },
  { room: 'team', Icon: TeamIcon, needs: 'GET /v1/people' },
  { room: 'account', Icon: AccountIcon },
]

/** So many stand in a phone's row of tabs, the others behind the last. */
const DAILY = 4

/** The left column of a wide window. */
export function Rail({ room, shop }: { room: Route['room']; shop: string }) {
  const { language } = useSettings()
  return (
    <aside class="rail" aria-label="Vitrine">
      <div class="rail-inside">
        <a class="brand" href="#/live">
          <Mark />
          Vitrine
        </a>
        <div class="shopname">
          {shop} <small>{word('shop', language)}</small>
        </div>
        <nav class="links" aria-label="Console">
          <Rooms rooms={useOpen(ROOMS)} room={room} />
        </nav>
        <nav class="links own" aria-label={word('console_own', language)}>
          <Rooms rooms={useOpen(OWN_ROOMS)} room={room} />
        </nav>
        <div class="foot">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </aside>
  )
}

/** The head of a phone, and of every window at the door. */
export function Bar({ isAlone = false }: { isAlone?: boolean }) {
  return (
    <header class={isAlone ? 'bar alone' : 'bar'}>
      <a class="brand" href="#/live">
        <Mark />
        Vitrine
      </a>
      <LanguageChoice />
      <ThemeChoice />
    </header>
  )
}

/** The foot of a phone: the rooms of every day, and a sheet with the others. */
export function Tabs({ room }: { room: Route['room'] }) {
  const { language } = useSettings()
  const sheet = useRef<HTMLDetailsElement>(null)
  const close = () => sheet.current?.removeAttribute('open')
  useEffect(close, [room])
  const daily = useOpen(ROOMS.slice(0, DAILY))
  const rest = useOpen([...ROOMS.slice(DAILY), ...OWN_ROOMS])
  const isInRest = rest.some(each => each.room === room)
  return (
    <nav class="tabs" aria-label="Console">
      <Rooms rooms={daily} room={room} />
      <details ref={sheet} onKeyDown={event => event.key === 'Escape' && close()}>
        <summary aria-current={isInRest ? 'page' : undefined}>
          <MoreIcon />
          {word('more', language)}
        </summary>
        <div class="more">
          <Rooms rooms={rest} room={room} />
        </div>
      </details>
    </nav>
  )
}

/** Those that whoever is inside may enter. */
function useOpen(rooms: readonly RoomLink[]): readonly RoomLink[] {
  const session = useSession()
  const may = typeof session === 'object' ? session.may : []
  return rooms.filter(({ needs }) => needs === undefined || may.includes(needs))
}

interface RoomsProps {
  rooms: readonly RoomLink[]
  room: Route['room']
}

function Rooms({ rooms, room }: RoomsProps) {
  const { language } = useSettings()
  return (
    <>
      {rooms.map(({ room: name, Icon }) => (
        <a key={name} href={`#/${name}`} aria-current={name === room ? 'page' : undefined}>
          <Icon />
          {word(name, language)}
        </a>
      ))}
    </>
  )
}

function LanguageChoice() {
  const { language } = useSettings()
  const each: [Language, string][] = [
    ['fr', 'Français'],
    ['en', 'English'],
  ]
  return (
    <fieldset class="pick" aria-label={word('language', language)}>
      {each.map(([name, label]) => (
        <button
          key={name}
          type="button"
          lang={name}
          aria-label={`${name.toUpperCase()} ${label}`}
          aria-pressed={language === name}
          onClick={() => choose({ language: name })}
        >
          {name.toUpperCase()}
        </button>
      ))}
    </fieldset>
  )
}

const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }

function ThemeChoice() {
  const { language, theme } = useSettings()
  const label = word(`theme_${theme}`, language)
  return (
    <button
      type="button"
      class="icon-btn"
      aria-label={label}
      title={label}
      onClick={() => choose({ theme: NEXT[theme] })}
    >
      <ThemeIcon />
    </button>
  )
}
