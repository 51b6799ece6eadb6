import { useEffect, useRef, useState } from 'preact/hooks'
import type { PersonFound } from '../../../schema/privacy-request.ts'
import { number, when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { useNewest } from '../use-newest.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  /** Whom the other is to join. */
  self: string
  onMerge: (other: string) => Promise<void>
  onClose: () => void
}

/** Find the other visitor by name or key, and say once more that they are the same. */
export function MergeForm({ self, onMerge, onClose }: Props) {
  const { language } = useSettings()
  const [name, setName] = useState('')
  const [found, setFound] = useState<PersonFound[]>()
  const [refusal, setRefusal] = useState<string>()
  const newest = useNewest()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const find = async (event: Event) => {
    event.preventDefault()
    if (name.trim() === '') return
    const asked = send<{ people: PersonFound[] }>('POST', 'v1/privacy-requests/find', { name })
    const told = await newest(asked)
    if (told === undefined) return
    const isRefused = typeof told === 'string'
    setRefusal(isRefused ? told : undefined)
    setFound(isRefused ? undefined : told.people.filter(each => isAnother(each, self)))
  }
  return (
    <div class="merging">
      <form class="find" onSubmit={find}>
        <input
          ref={field}
          class="field"
          autocomplete="off"
          maxLength={254}
          aria-label={say('other', language)}
          placeholder={say('other', language)}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <button type="submit" class="btn">
          {say('find', language)}
        </button>
      </form>
      <div role="status">
        {refusal && <p class="notice harm">{refusal}</p>}
        {found?.length === 0 && <p class="meta">{say('nobody', language)}</p>}
      </div>
      {found?.map(person => (
        <Other key={person.visitor} {...{ person, language, onMerge }} />
      ))}
      <button type="button" class="btn quiet" onClick={onClose}>
        {say('not_now', language)}
      </button>
    </div>
  )
}

function isAnother({ visitor, acts, erased }: PersonFound, self: string): boolean {
  return visitor !== self && acts > 0 && erased === undefined
}

interface OtherProps {
  person: PersonFound
  language: Language
  onMerge: (other: string) => Promise<void>
}

/** It cannot be undone, so it is asked once, and says what becomes of the other. */
function Other({ person: { visitor, nickname, acts, lastSeen }, language, onMerge }: OtherProps) {
  const [isSure, setSure] = useState(false)
  const focus = (element: HTMLButtonElement | null) => element?.focus()
  const seen = lastSeen ? `, ${when(lastSeen, Date.now(), language)}` : ''
  return (
    <div class="other">
      <p>
        <a href={`#/visitors/${visitor}`}>{nickname[language]}</a>{' '}
        <span class="meta">
          {number(acts, language)} {say('acts', language, acts)}
          {seen}
        </span>
      </p>
      {isSure ? (
        <div role="alert">
          <p>{say('same_sure', language)}</p>
          <button type="button" class="btn stop" ref={focus} onClick={() => void onMerge(visitor)}>
            {say('merge_now', language)}
          </button>
        </div>
      ) : (
        <button type="button" class="btn" onClick={() => setSure(true)}>
          {say('same', language)}
        </button>
      )}
    </div>
  )
}
