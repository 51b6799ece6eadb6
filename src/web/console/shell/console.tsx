import { useEffect, useState } from 'preact/hooks'
import { CataloguePage } from '../catalogue/catalogue-page.tsx'
import { addressOf } from '../connection.ts'
import { EventsPage } from '../events/events-page.tsx'
import { HealthPage } from '../health/health-page.tsx'
import { LivePage } from '../live/live-page.tsx'
import { PrivacyPage } from '../privacy/privacy-page.tsx'
import { ResultsPage } from '../results/results-page.tsx'
import { RulesRoom } from '../rules/rules-page.tsx'
import { useSettings } from '../settings.ts'
import { VisitorPage } from '../visitor/visitor-page.tsx'
import { word } from '../words.ts'
import { useRoute } from './route.ts'
import { Bar, Rail, Tabs } from './shell.tsx'

const ROOMS = {
  live: LivePage,
  rules: RulesRoom,
  results: ResultsPage,
  events: EventsPage,
  visitors: VisitorPage,
  catalogue: CataloguePage,
  privacy: PrivacyPage,
  health: HealthPage,
}

/** The console: a rail, and the room one is in. */
export function Console() {
  const { language } = useSettings()
  const route = useRoute()
  const [shop, setShop] = useState('')
  useEffect(() => {
    void nameOfShop().then(setShop)
  }, [])
  useEffect(() => {
    document.title = `${word(route.room, language)} · Vitrine`
  }, [route.room, language])
  const Room = ROOMS[route.room]
  return (
    <>
      <nav aria-label={word('skip', language)}>
        <a class="skip" href={location.hash || '#/live'} onClick={toContent}>
          {word('skip', language)}
        </a>
      </nav>
      <Bar />
      <div class="shell">
        <Rail room={route.room} shop={shop} />
        <main id="main" tabIndex={-1}>
          <Room id={route.id} onShop={setShop} />
        </main>
      </div>
      <Tabs room={route.room} />
    </>
  )
}

/** Rooms with a line to the server hear the name anyway; the others have it from here. */
async function nameOfShop(): Promise<string> {
  try {
    const response = await fetch(addressOf('v1/live/state'))
    return response.ok ? (await response.json()).shop : ''
  } catch {
    return ''
  }
}

/** The address belongs to the rooms, so the focus is moved by hand. */
function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
