import type { Say } from '../../../schema/live.ts'
import type { SegmentsTold, SegmentTold } from '../../../schema/segment-told.ts'
import { number } from '../format.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { read, useRead } from '../use-read.ts'
import { word } from '../words.ts'
import { NewSegment } from './new-segment.tsx'
import { RoomPage } from './room-page.tsx'
import { say } from './words.ts'

/** The groups that teams look after, and how each does at a glance. */
export function SegmentsRoom({ id }: { id?: string }) {
  return id === undefined ? <Segments /> : <RoomPage key={id} id={id} />
}

function Segments() {
  const { language } = useSettings()
  const mayMake = useMay('POST /v1/segments')
  const { got, read: again } = useRead([], () => read<SegmentsTold>('v1/segments'))
  if (typeof got === 'string') return <Without got={got} reading={say('reading', language)} />
  const { segments, choices, most } = got
  return (
    <>
      <div class="top">
        <span class="where">{word('segments', language)}</span>
      </div>
      <Answer say={answerOf(segments)} />
      {segments.length === 0 && <p class="empty">{say('no_segment', language)}</p>}
      <ol class="list teams">
        {segments.map(segment => (
          <Row key={segment.id} {...{ segment, language }} />
        ))}
      </ol>
      {mayMake && segments.length < most && <NewSegment choices={choices} onMade={again} />}
      {segments.length >= most && <p class="meta quiet-line">{say('full', language)}</p>}
    </>
  )
}

function Row({ segment, language }: { segment: SegmentTold; language: Language }) {
  const { id, name, says, here, lately, before, missed } = segment
  return (
    <li>
      <div>
        <a class="cond" href={`#/segments/${id}`}>
          {name}
        </a>
        <p class="meta">
          <span>{says[language]}</span>
        </p>
      </div>
      <p class="num">
        <b>{number(here, language)}</b> {say('here', language)}
        <small>
          {number(lately, language)} {say('visits_24', language)}, {number(before, language)}{' '}
          {say('day_before', language)}
        </small>
        <small>
          {number(missed, language)} {say('missed', language, missed)}
        </small>
      </p>
    </li>
  )
}

function answerOf(segments: SegmentTold[]): Say {
  const here = segments.reduce((sum, segment) => sum + segment.here, 0)
  if (segments.length === 0) {
    return {
      fr: 'De qui voulez-vous prendre soin\u202f?',
      en: 'Whom do you want to look after?',
    }
  }
  const busiest = segments.reduce((best, each) => (each.here > best.here ? each : best))
  if (here === 0) {
    return { fr: 'Personne n’est là en ce moment.', en: 'Nobody is here at the moment.' }
  }
  return {
    fr: `*${number(busiest.here, 'fr')} ${busiest.here > 1 ? 'personnes' : 'personne'}* en ce moment dans ${busiest.name}.`,
    en: `*${number(busiest.here, 'en')} ${busiest.here === 1 ? 'person' : 'people'}* right now in ${busiest.name}.`,
  }
}
