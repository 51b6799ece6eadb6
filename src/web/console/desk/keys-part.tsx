import { useState } from 'preact/hooks'
import type { KeyMade, KeysTold } from '../../../schema/settings-told.ts'
import { ask } from '../ask.ts'
import { ago, dated, moment } from '../format.ts'
import { AskFirst } from '../people/ask-first.tsx'
import { Copyable } from '../people/copyable.tsx'
import { valuesOf } from '../people/field.tsx'
import { useAct } from '../people/use-act.ts'
import { type Language, useSettings } from '../settings.ts'
import { word } from '../words.ts'
import { type DeskWord, say } from './words.ts'

type ServerKey = KeysTold['server'][number]

interface KeysProps {
  keys: KeysTold
  onChange: () => void
}

/** The keys that open, when each was used last, and one replaced by another without a gap. */
export function KeysPart({ keys, onChange }: KeysProps) {
  const { language } = useSettings()
  const [made, setMade] = useState<KeyMade>()
  const { act, says } = useAct()
  const end = (name: string) =>
    void act(() => ask('PATCH', `v1/keys/${name}`, { endsInHours: 0 })).then(onChange)
  return (
    <section>
      <div class="h">
        <h2>{say('keys', language)}</h2>
      </div>
      <ul class="people keys">
        <li>
          <span class="who">
            <b>{say('public_key', language)}</b>
            <small>
              <code>{keys.public}</code>
            </small>
          </span>
          <span class="meta wide">{say('public_note', language)}</span>
        </li>
        {keys.server.map(key => (
          <KeyRow
            key={key.name}
            of={key}
            now={keys.now}
            isLast={keys.server.length === 1}
            onEnd={end}
          />
        ))}
      </ul>
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
      {made && (
        <Copyable
          title={say('new_key', language)}
          note={say('new_key_note', language)}
          text={made.key}
        />
      )}
      {keys.server.length > 1 ? (
        <p class="notice waits">{say('two_open', language)}</p>
      ) : (
        <Replace
          onMade={key => {
            setMade(key)
            onChange()
          }}
        />
      )}
    </section>
  )
}

interface RowProps {
  of: ServerKey
  now: number
  /** The only one: who ended it would shut every server out. */
  isLast: boolean
  onEnd: (name: string) => void
}

function KeyRow({ of: { name, made, ends, used }, now, isLast, onEnd }: RowProps) {
  const { language } = useSettings()
  const lastUse =
    used === undefined
      ? say('unused', language)
      : `${say('used', language)} ${sinceOf(used, now, language)}`
  return (
    <li>
      <span class="who">
        <b>
          {say('server_key', language)} <code>{name.slice(0, 6)}…</code>
        </b>
        <small>
          {say('made', language)} {dated(made, now, language, 'à ')} · {lastUse}
        </small>
      </span>
      <span class="meta wide">
        {ends === undefined
          ? say('no_end', language)
          : `${say('ends', language)} ${moment(ends, now, language)}`}
      </span>
      {!isLast && (
        <span class="acts">
          <AskFirst
            does={say('end_now', language)}
            of={name.slice(0, 6)}
            asks={say('end_asks', language)}
            onYes={() => onEnd(name)}
          />
        </span>
      )}
    </li>
  )
}

function sinceOf(used: number, now: number, language: Language): string {
  const text = ago(used, now, language, word('just_now', language))
  if (now - used < 5_000 || now - used >= 3_600_000) return text
  return language === 'fr' ? `il y a ${text}` : `${text} ago`
}

const ENDS: readonly [hours: number, word: DeskWord][] = [
  [1, 'in_hour'],
  [24, 'in_day'],
  [24 * 7, 'in_week'],
]

function Replace({ onMade }: { onMade: (key: KeyMade) => void }) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const submit = (event: SubmitEvent) => {
    const { hours } = valuesOf(event)
    void act(async () =>
      onMade(await ask<KeyMade>('POST', 'v1/keys', { oldEndsInHours: Number(hours) })),
    )
  }
  return (
    <form class="replace" onSubmit={submit}>
      <h3>{say('replace', language)}</h3>
      <p class="meta">{say('replace_note', language)}</p>
      <p class="in-line">
        <label for="key-ends">{say('old_ends', language)}</label>
        <select id="key-ends" name="hours" class="field">
          {ENDS.map(([hours, name]) => (
            <option key={hours} value={hours} selected={hours === 24}>
              {say(name, language)}
            </option>
          ))}
        </select>
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('make', language)}
        </button>
      </p>
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
    </form>
  )
}
