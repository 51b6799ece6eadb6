import { useEffect, useState } from 'preact/hooks'
import { EventsPage } from '../events/events-page.tsx'
import { LivePage } from '../live/live-page.tsx'
import { useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { useRoute } from './route.ts'
import { Bar, Rail, Tabs } from './shell.tsx'

/** The console: a rail, and the room one is in. */
export function Console() {
  const { language } = useSettings()
  const route = useRoute()
  const [shop, setShop] = useState('')
  useEffect(() => {
    document.title = `${word(route.room, language)} · Vitrine`
  }, [route.room, language])
  const Room = route.room === 'events' ? EventsPage : LivePage
  return (
    <>
      <a class="skip" href={location.hash || '#/live'} onClick={toContent}>
        {word('skip', language)}
      </a>
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

/** The address belongs to the rooms, so the focus is moved by hand. */
function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
