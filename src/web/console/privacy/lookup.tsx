import { useEffect, useState } from 'preact/hooks'
import type { ErasureProof, PersonFound } from '../../../schema/privacy-request.ts'
import { useSettings } from '../settings.ts'
import { useNewest } from '../use-newest.ts'
import { send } from '../use-read.ts'
import { PersonCard } from './person.tsx'
import { say } from './words.ts'

interface Props {
  /** Whom the address names already: looked up at once. */
  first: string
  onErased: (proof: ErasureProof) => void
  onExported: () => void
}

/** Whom a name stands for; what is found can be exported or forgotten. */
export function Lookup({ first, onErased, onExported }: Props) {
  const { language } = useSettings()
  const [name, setName] = useState(first)
  const [found, setFound] = useState<PersonFound[] | 'finding' | undefined>()
  const [refusal, setRefusal] = useState<string>()
  const newest = useNewest()
  const find = async () => {
    setFound('finding')
    const asked = send<{ people: PersonFound[] }>('POST', 'v1/privacy-requests/find', { name })
    const told = await newest(asked)
    if (told === undefined) return
    setRefusal(typeof told === 'string' ? told : undefined)
    setFound(typeof told === 'string' ? undefined : told.people)
  }
  useEffect(() => void (first !== '' && find()), [first])
  const submit = (event: Event) => {
    event.preventDefault()
    if (name.trim() !== '') void find()
  }
  const erased = (proof: ErasureProof) => {
    onErased(proof)
    void find()
  }
  return (
    <section>
      <div class="h">
        <h2>{say('who', language)}</h2>
      </div>
      <form class="find" onSubmit={submit}>
        <input
          class="field"
          autocomplete="off"
          maxLength={254}
          aria-label={say('name', language)}
          placeholder={say('name', language)}
          value={name}
          onInput={event => setName(event.currentTarget.value)}
        />
        <button type="submit" class="btn go">
          {say('find', language)}
        </button>
      </form>
      <p class="meta quiet-line">{say('name_note', language)}</p>
      <div role="status">
        {refusal && <p class="notice harm">{refusal}</p>}
        {found === 'finding' && <p class="reading">{say('finding', language)}</p>}
        {Array.isArray(found) && found.length === 0 && (
          <p class="empty">{say('nobody', language)}</p>
        )}
      </div>
      {Array.isArray(found) &&
        found.map(person => (
          <PersonCard key={person.visitor} {...{ person, onErased: erased, onExported }} />
        ))}
    </section>
  )
}
