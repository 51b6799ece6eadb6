import type { Say } from '../../../schema/live.ts'
import type { SegmentRoom } from '../../../schema/segment-told.ts'
import { number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { Alerts } from './alerts.tsx'
import { Coverage } from './coverage.tsx'
import { Export } from './export.tsx'
import { Funnel } from './funnel.tsx'
import { GiveUp } from './give-up.tsx'
import { Hours } from './hours.tsx'
import { Notes } from './notes.tsx'
import { People, Wants } from './people.tsx'
import { RulesAtWork } from './rules-at-work.tsx'
import { TeamCard } from './team.tsx'
import { say } from './words.ts'

/** The room of one segment: the team's morning. */
export function RoomPage({ id }: { id: string }) {
  const { language } = useSettings()
  const { got, read: again } = useRead([id, language], () =>
    read<SegmentRoom>(`v1/segments/${encodeURIComponent(id)}?language=${language}`),
  )
  return (
    <>
      <div class="top">
        <a class="to-live" href="#/segments">
          <BackIcon />
          {say('back', language)}
        </a>
        {typeof got !== 'string' && <span class="where">{got.name}</span>}
      </div>
      {typeof got === 'string' ? (
        <Without got={got} reading={say('reading', language)} unknown={say('unknown', language)} />
      ) : (
        <Inside room={got} language={language} onChange={again} />
      )}
    </>
  )
}

interface InsideProps {
  room: SegmentRoom
  language: Language
  onChange: () => void
}

function Inside({ room, language, onChange }: InsideProps) {
  const mayChange = useMay('PATCH /v1/segments/:id')
  const mayExport = useMay('GET /v1/segments/:id/members')
  return (
    <>
      <Answer say={answerOf(room)} />
      <p class="lede">{room.says[language]}</p>
      <Alerts alerts={room.alerts} />
      <div class="pair">
        <Wants wants={room.wants} />
        <Hours hours={room.hours} />
      </div>
      <Coverage coverage={room.coverage} />
      <div class="pair">
        <RulesAtWork rules={room.rules} />
        <Notes id={room.id} notes={room.notes} team={room.team} onChange={onChange} />
      </div>
      <div class="pair">
        <People people={room.people} />
        {mayChange && <TeamCard id={room.id} team={room.team} onChange={onChange} />}
      </div>
      <Funnel name={room.name} days={room.days} />
      {mayExport && <Export id={room.id} />}
      {mayChange && <GiveUp id={room.id} />}
    </>
  )
}

function answerOf({ here, missed, team, lately }: SegmentRoom): Say {
  const [fr, en] = [number(here, 'fr'), number(here, 'en')]
  const greet = { fr: 'Bonjour', en: 'Good morning' }
  const name = team.manager === undefined ? '' : ` ${team.manager.replaceAll('*', '')}`
  return {
    fr: `${greet.fr}${name}. *${here < 2 ? `${fr} personne est là` : `${fr} personnes sont là`}*. ${number(lately, 'fr')} ${lately < 2 ? 'visite' : 'visites'} en 24 heures, et ${number(missed, 'fr')} ${missed < 2 ? 'moment manqué' : 'moments manqués'} depuis hier.`,
    en: `${greet.en}${name}. *${here === 1 ? `${en} person is` : `${en} people are`} here*. ${number(lately, 'en')} ${lately === 1 ? 'visit' : 'visits'} in 24 hours, and ${number(missed, 'en')} ${missed === 1 ? 'moment' : 'moments'} missed since yesterday.`,
  }
}
