import { choose, type Language, type Theme, useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { EventsIcon, LiveIcon, Mark, ResultsIcon, RulesIcon, ThemeIcon } from './icons.tsx'
import type { Route } from './route.ts'

const ROOMS = [
  { room: 'live', Icon: LiveIcon },
  { room: 'rules', Icon: RulesIcon },
  { room: 'results', Icon: ResultsIcon },
  { room: 'events', Icon: EventsIcon },
] as const

/** The left column of a wide window. */
export function Rail({ room, shop }: { room: Route['room']; shop: string }) {
  const { language } = useSettings()
  return (
    <aside class="rail">
      <div class="rail-inside">
        <a class="brand" href="#/live">
          <Mark />
          Vitrine
        </a>
        <div class="shopname">
          {shop} <small>{word('shop', language)}</small>
        </div>
        <nav class="links" aria-label="Console">
          <Rooms room={room} />
        </nav>
        <div class="foot">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
    </aside>
  )
}

/** The head of a phone. */
export function Bar() {
  return (
    <header class="bar">
      <a class="brand" href="#/live">
        <Mark />
        Vitrine
      </a>
      <LanguageChoice />
      <ThemeChoice />
    </header>
  )
}

/** The foot of a phone. */
export function Tabs({ room }: { room: Route['room'] }) {
  return (
    <nav class="tabs" aria-label="Console">
      <Rooms room={room} />
    </nav>
  )
}

function Rooms({ room }: { room: Route['room'] }) {
  const { language } = useSettings()
  return (
    <>
      {ROOMS.map(({ room: name, Icon }) => (
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
          aria-label={label}
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
