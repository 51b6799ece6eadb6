import { useRef, useState } from 'preact/hooks'
import type {
  FeedKind,
  FeedRhythm,
  StandingFeedsTold,
  StandingFeedTold,
  PreviewTold as Told,
} from '../../../schema/standing-feed.ts'
import { ask } from '../ask.ts'
import { useAct } from '../people/use-act.ts'
import { Line } from '../rules/line.tsx'
import { wrongWith } from '../rules/use-draft.ts'
import { useSettings } from '../settings.ts'
import { KINDS, RHYTHMS, wantedIn } from './filled.ts'
import { Choice, Code } from './lines.tsx'
import { PreviewTold } from './preview-told.tsx'
import { say, sayKind, sayRhythm } from './words.ts'

interface FormProps {
  /** One that is changed; absent: a new one. */
  of?: StandingFeedTold
  onDone: (told: StandingFeedsTold) => void
  onCancel: () => void
}

/** Where a feed lies, what it holds and when it is read; its first rows are looked at before. */
export function FeedForm({ of: feed, onDone, onCancel }: FormProps) {
  const { language } = useSettings()
  const { act, isBusy, refusal } = useAct()
  const [kind, setKind] = useState<FeedKind>(feed?.kind ?? 'products')
  const [every, setEvery] = useState<FeedRhythm>(feed?.every ?? 'hour')
  const [seen, setSeen] = useState<Told | 'looking'>()
  const form = useRef<HTMLFormElement>(null)
  const id = feed?.id ?? 'new'
  const look = () => {
    if (!form.current?.reportValidity()) return
    const wanted = { ...wantedIn(form.current), ...(feed && { id: feed.id }) }
    void act(async () => {
      setSeen('looking')
      setSeen(
        await ask<Told>('POST', 'v1/feeds/preview', wanted).catch(error => {
          setSeen(undefined)
          throw error
        }),
      )
    })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wanted = wantedIn(event.currentTarget as HTMLFormElement)
    const [method, path] = feed ? ['PUT', `v1/feeds/${feed.id}`] : ['POST', 'v1/feeds']
    void act(async () => {
      onDone(await ask<StandingFeedsTold>(method, path, wanted))
      setSeen(undefined)
      form.current?.reset()
    })
  }
  const wrong = (field: string) => wrongWith(`/${field}`, refusal)
  return (
    <form class="replace feed-form" ref={form} onSubmit={submit}>
      {feed === undefined && <h3>{say('add_title', language)}</h3>}
      <Line
        id={`feed-url-${id}`}
        label={say('url', language)}
        hint={feed && say('url_kept', language)}
        wrong={wrong('url')}
      >
        {said => (
          <input {...said} name="url" type="url" class="field" maxLength={2048} required={!feed} />
        )}
      </Line>
      <div class="in-line">
        <Choice
          id={`feed-kind-${id}`}
          name="kind"
          label={say('kind', language)}
          value={kind}
          options={KINDS.map(each => [each, sayKind(each, language)])}
          wrong={wrong('kind')}
          onChoose={value => setKind(value as FeedKind)}
        />
        <Choice
          id={`feed-every-${id}`}
          name="every"
          label={say('every', language)}
          value={every}
          options={RHYTHMS.map(each => [each, sayRhythm(each, language)])}
          onChoose={value => setEvery(value as FeedRhythm)}
        />
        {every === 'day' && (
          <Line
            id={`feed-hour-${id}`}
            label={say('hour', language)}
            hint={say('hour_note', language)}
          >
            {said => (
              <input
                {...said}
                name="hour"
                type="number"
                min={0}
                max={23}
                class="field"
                defaultValue={String(feed?.hour ?? 4)}
              />
            )}
          </Line>
        )}
      </div>
      {(kind === 'products' || kind === 'content') && (
        <div class="in-line">
          {kind === 'products' && (
            <Code
              id={`feed-country-${id}`}
              name="country"
              of="[A-Za-z]{2}"
              label={say('country', language)}
              value={feed?.country ?? 'FR'}
              wrong={wrong('country')}
            />
          )}
          <Code
            id={`feed-language-${id}`}
            name="language"
            of="[A-Za-z]{2}"
            label={say('language', language)}
            value={feed?.language ?? 'fr'}
            wrong={wrong('language')}
          />
          {kind === 'products' && (
            <Code
              id={`feed-currency-${id}`}
              name="currency"
              of="[A-Za-z]{3}"
              label={say('currency', language)}
              value={feed?.currency ?? 'EUR'}
              wrong={wrong('currency')}
            />
          )}
        </div>
      )}
      {refusal && !wrong(refusal.field.slice(1)) && (
        <p class="notice harm" role="alert">
          {refusal.message}
        </p>
      )}
      {seen === 'looking' && (
        <p class="meta" role="status">
          {say('looking', language)}
        </p>
      )}
      {seen !== undefined && seen !== 'looking' && <PreviewTold of={seen} />}
      <p class="in-line">
        <button type="button" class="btn" disabled={isBusy} onClick={look}>
          {say('preview', language)}
        </button>
        <button type="submit" class="btn go" disabled={isBusy}>
          {say(feed ? 'save' : 'add', language)}
        </button>
        <button type="button" class="btn quiet" onClick={onCancel}>
          {say('cancel', language)}
        </button>
      </p>
    </form>
  )
}
