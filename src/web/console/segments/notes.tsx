import { useState } from 'preact/hooks'
import type { SegmentNote, Team } from '../../../schema/segment.ts'
import { when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  id: string
  notes: SegmentNote[]
  team: Team
  onChange: () => void
}

/** What the team has to do, and what it noted. */
export function Notes({ id, notes, team, onChange }: Props) {
  const { language } = useSettings()
  const [text, setText] = useState('')
  const [whose, setWhose] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const told = (answer: object | string) => {
    setRefusal(typeof answer === 'string' ? answer : undefined)
    if (typeof answer !== 'string') onChange()
    return typeof answer !== 'string'
  }
  const add = async (kind: SegmentNote['kind']) => {
    if (text.trim() === '') return
    const mine = kind === 'task' && whose !== '' ? { for: whose } : {}
    const note = { kind, text: text.trim(), ...mine }
    if (told(await send('POST', `v1/segments/${id}/notes`, note))) setText('')
  }
  const tick = async (note: SegmentNote) =>
    told(await send('PATCH', `v1/segments/${id}/notes/${note.id}`, { isDone: !note.isDone }))
  const people = [team.manager, ...team.sellers, team.analyst].filter(name => name !== undefined)
  return (
    <section>
      <div class="h">
        <h2>{say('notes', language)}</h2>
      </div>
      {notes.length === 0 && <p class="empty">{say('no_notes', language)}</p>}
      <ul class="tasks">
        {notes.map(note => (
          <Row key={note.id} {...{ note, language }} onTick={() => tick(note)} />
        ))}
      </ul>
      <form class="find" onSubmit={event => event.preventDefault()}>
        <input
          class="field"
          maxLength={500}
          aria-label={say('new_task', language)}
          placeholder={say('new_task', language)}
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
        {people.length > 0 && (
          <select
            class="field whose"
            aria-label={say('for_whom', language)}
            value={whose}
            onChange={event => setWhose(event.currentTarget.value)}
          >
            <option value="">{say('for_whom', language)}</option>
            {people.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
        <button type="submit" class="btn" onClick={() => add('task')}>
          {say('add_task', language)}
        </button>
        <button type="button" class="btn" onClick={() => add('note')}>
          {say('add_note', language)}
        </button>
      </form>
      {refusal && (
        <p class="notice harm" role="alert">
          {refusal}
        </p>
      )}
    </section>
  )
}

interface RowProps {
  note: SegmentNote
  onTick: () => void
  language: Language
}

function Row({ note, onTick, language }: RowProps) {
  const { id, kind, text, isDone, time } = note
  const about = (
    <small>{[note.for, when(time, Date.now(), language)].filter(Boolean).join(' · ')}</small>
  )
  if (kind === 'note') {
    return (
      <li>
        <span>
          {text} {about}
        </span>
      </li>
    )
  }
  return (
    <li class={isDone ? 'done' : undefined}>
      <input type="checkbox" id={`task-${id}`} checked={isDone} onChange={onTick} />
      <label for={`task-${id}`}>
        {text} {about}
      </label>
    </li>
  )
}
