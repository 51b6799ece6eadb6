import type { RunsTold } from '../../../schema/catalogue-told.ts'
import type { StandingFeedsTold, StandingFeedTold } from '../../../schema/standing-feed.ts'
import { ask } from '../ask.ts'
import { Removals } from '../catalogue/removals.tsx'
import { dated } from '../format.ts'
import { AskFirst } from '../people/ask-first.tsx'
import { useAct } from '../people/use-act.ts'
import { sayRefused } from '../refused/say.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { FeedForm } from './feed-form.tsx'
import { LastReading } from './last-reading.tsx'
import { nameOf } from './names.ts'
import { RowRefusals } from './row-refusals.tsx'
import { say, sayRhythm } from './words.ts'

interface RowProps {
  of: StandingFeedTold
  removals: RunsTold['removals']
  isChanging: boolean
  onEdit: (isOpen: boolean) => void
  onChange: (told: StandingFeedsTold) => void
  onAnswer: () => void
}

/** A feed that is read by itself: how that went, what is asked of you, and what you may do. */
export function FeedRow(props: RowProps) {
  const { of: feed, removals, isChanging, onEdit, onChange, onAnswer } = props
  const { language } = useSettings()
  const name = nameOf(feed, language)
  const { last, trouble } = feed
  return (
    <li class="feed">
      <span class="who">
        <b>{name}</b>
        <small>
          {feed.address}
          {feed.hasQuery && '?…'}
        </small>
      </span>
      <span class="meta">{hoursOf(feed, language)}</span>
      <LastReading of={feed} />
      {trouble && (
        <p class="notice harm" role="alert">
          {say('failed', language)} {dated(trouble.time, Date.now(), language, 'à ')}
          {language === 'fr' ? '\u202f: ' : ': '}
          {sayRefused(trouble, language)} {last && say('holds', language)}
        </p>
      )}
      {removals.length > 0 && (
        <div class="wide-part">
          <Removals removals={removals} onAnswer={onAnswer} />
        </div>
      )}
      {last && last.refusals.length > 0 && (
        <details class="aside wide-part">
          <summary>{say('why_refused', language)}</summary>
          <RowRefusals refusals={last.refusals} />
        </details>
      )}
      {isChanging ? (
        <div class="wide-part">
          <FeedForm
            of={feed}
            onCancel={() => onEdit(false)}
            onDone={told => {
              onEdit(false)
              onChange(told)
            }}
          />
        </div>
      ) : (
        <Acts of={feed} name={name} onChange={onChange} onEdit={() => onEdit(true)} />
      )}
    </li>
  )
}

interface ActsProps {
  of: StandingFeedTold
  name: string
  onChange: (told: StandingFeedsTold) => void
  onEdit: () => void
}

function Acts({ of: feed, name, onChange, onEdit }: ActsProps) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const isOwner = useMay('PUT /v1/feeds/:id')
  const at = `v1/feeds/${feed.id}`
  const send = (method: string, path: string) =>
    void act(async () => onChange(await ask<StandingFeedsTold>(method, path)))
  const button = (does: string, onClick: () => void) => (
    <button
      type="button"
      class="btn small"
      disabled={isBusy}
      aria-label={`${does}: ${name}`}
      onClick={onClick}
    >
      {does}
    </button>
  )
  const isPaused = feed.pausedSince !== undefined
  return (
    <p class="acts">
      {!feed.isRunning && button(say('run', language), () => send('POST', `${at}/run`))}
      {button(say(isPaused ? 'on' : 'pause', language), () =>
        send('POST', `${at}/${isPaused ? 'on' : 'pause'}`),
      )}
      {isOwner && button(say('change', language), onEdit)}
      {isOwner && (
        <AskFirst
          does={say('remove', language)}
          of={name}
          asks={say('remove_asks', language)}
          onYes={() => send('DELETE', at)}
        />
      )}
      {says && <span class="harm">{says}</span>}
    </p>
  )
}

/** `toutes les heures · relu à 15 h 30`. */
function hoursOf({ every, pausedSince, next, isRunning }: StandingFeedTold, language: Language) {
  const now = Date.now()
  if (isRunning) return say('running', language)
  if (pausedSince !== undefined)
    return `${say('paused', language)} ${dated(pausedSince, now, language)}`
  const rhythm = sayRhythm(every, language)
  return next === undefined
    ? rhythm
    : `${rhythm}, ${say('next', language)} ${dated(next, now, language, 'à ')}`
}
