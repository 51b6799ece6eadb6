import { useEffect, useState } from 'preact/hooks'
import type { SessionTold } from '../../../schema/person.ts'
import { AnalysisPage } from '../analysis/analysis-page.tsx'
import { CataloguePage } from '../catalogue/catalogue-page.tsx'
import { AuditPage } from '../desk/audit-page.tsx'
import { SettingsPage } from '../desk/settings-page.tsx'
import { EventsPage } from '../events/events-page.tsx'
import { ExperiencesPage } from '../experiences/experiences-page.tsx'
import { GuardsPage } from '../guards/guards-page.tsx'
import { HealthPage } from '../health/health-page.tsx'
import { LivePage } from '../live/live-page.tsx'
import { AccountPage } from '../people/account-page.tsx'
import { JoinPage } from '../people/join-page.tsx'
import { SignInPage } from '../people/sign-in-page.tsx'
import { TeamPage } from '../people/team-page.tsx'
import { say } from '../people/words.ts'
import { PrivacyPage } from '../privacy/privacy-page.tsx'
import { ResultsPage } from '../results/results-page.tsx'
import { RulesRoom } from '../rules/rules-page.tsx'
import { SegmentsRoom } from '../segments/segments-page.tsx'
import { readSession, useSession } from '../session.ts'
import { useSettings } from '../settings.ts'
import { VisitorPage } from '../visitor/visitor-page.tsx'
import { word } from '../words.ts'
import { type Route, useRoute } from './route.ts'
import { Bar, Rail, Tabs } from './shell.tsx'

const ROOMS = {
  live: LivePage,
  rules: RulesRoom,
  experiences: ExperiencesPage,
  guards: GuardsPage,
  results: ResultsPage,
  analysis: AnalysisPage,
  events: EventsPage,
  visitors: VisitorPage,
  catalogue: CataloguePage,
  privacy: PrivacyPage,
  health: HealthPage,
  settings: SettingsPage,
  audit: AuditPage,
  team: TeamPage,
  account: AccountPage,
  segments: SegmentsRoom,
}

/** What a role must be let call for a room to be worth entering; the others are for everybody inside. */
const NEEDS: Partial<Record<Route['room'], string>> = {
  events: 'GET /v1/events/recent',
  analysis: 'GET /v1/analysis/funnel',
  visitors: 'GET /v1/visitors/:key/told',
  settings: 'GET /v1/settings',
  audit: 'GET /v1/audit',
  team: 'GET /v1/people',
  privacy: 'GET /v1/privacy-requests',
}

/** The console: its door, and behind it a rail and the room one is in. */
export function Console() {
  const { language } = useSettings()
  const route = useRoute()
  const session = useSession()
  useEffect(() => void readSession(), [])
  useEffect(() => {
    document.title = `${word(route.room, language)} · Vitrine`
  }, [route.room, language])
  return (
    <>
      <nav aria-label={word('skip', language)}>
        <a class="skip" href={location.hash || '#/live'} onClick={toContent}>
          {word('skip', language)}
        </a>
      </nav>
      {route.room === 'join' ? (
        <Outside>
          <JoinPage token={route.id ?? ''} />
        </Outside>
      ) : typeof session === 'object' ? (
        <InsideOf session={session} room={route.room} id={route.id} />
      ) : session === 'out' || session === 'over' ? (
        <Outside>
          <SignInPage isOver={session === 'over'} />
        </Outside>
      ) : (
        <Waiting isLost={session === 'lost'} />
      )}
    </>
  )
}

interface InsideProps {
  session: SessionTold
  room: keyof typeof ROOMS
  id?: string
}

function InsideOf({ session, room, id }: InsideProps) {
  const [shop, setShop] = useState(session.shop)
  const { language } = useSettings()
  const Room = ROOMS[room]
  const needs = NEEDS[room]
  const isOpen = needs === undefined || session.may.includes(needs)
  return (
    <>
      <Bar />
      <div class="shell">
        <Rail room={room} shop={shop} />
        <main id="main" tabIndex={-1}>
          {isOpen ? (
            <Room id={id} onShop={setShop} />
          ) : (
            <>
              <h1 class="answer">{say('not_for_you', language)}</h1>
              <p class="empty">
                {say('your_role', language)} {say(`role_${session.role}`, language)}.{' '}
                {say('ask_owner', language)}
              </p>
            </>
          )}
        </main>
      </div>
      <Tabs room={room} />
    </>
  )
}

/** Before one is inside: the brand, and the choice of language and theme. */
function Outside({ children }: { children: preact.ComponentChildren }) {
  return (
    <>
      <Bar isAlone />
      {children}
    </>
  )
}

function Waiting({ isLost }: { isLost: boolean }) {
  const { language } = useSettings()
  return (
    <main class="door" id="main" tabIndex={-1}>
      <p class={isLost ? 'notice harm' : 'reading'} role="status">
        {word(isLost ? 'server_mute' : 'one_moment', language)}
      </p>
      {isLost && (
        <button type="button" class="btn" onClick={() => void readSession()}>
          {say('retry', language)}
        </button>
      )}
    </main>
  )
}

/** The address belongs to the rooms, so the focus is moved by hand. */
function toContent(event: Event): void {
  event.preventDefault()
  document.getElementById('main')?.focus()
}
