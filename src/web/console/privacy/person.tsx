import { useState } from 'preact/hooks'
import type { ErasureProof, PersonFound } from '../../../schema/privacy-request.ts'
import { answerTo, Refusal } from '../ask.ts'
import { number, when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  person: PersonFound
  onErased: (proof: ErasureProof) => void
  onExported: () => void
}

/** One person who was found: what is kept of them, and the two things they may ask. */
export function PersonCard({ person, onErased, onExported }: Props) {
  const { language } = useSettings()
  const [reference, setReference] = useState('')
  const [isSure, setSure] = useState(false)
  const [told, setTold] = useState<string>()
  const asked = { visitor: person.visitor, ...(reference !== '' && { reference }) }
  const erase = async () => {
    const proof = await send<ErasureProof>('POST', 'v1/privacy-requests/erase', asked)
    setSure(false)
    if (typeof proof === 'string') setTold(proof)
    else onErased(proof)
  }
  const exportAll = async () => {
    setTold((await download(asked)) ?? say('exported', language))
    onExported()
  }
  return (
    <article class="asks person">
      <h3>{person.nickname[language]}</h3>
      <p class="meta">{factsOf(person, language).join(' · ')}</p>
      {person.erased === undefined && (
        <>
          <input
            class="field"
            maxLength={64}
            aria-label={say('reference', language)}
            placeholder={say('reference', language)}
            value={reference}
            onInput={event => setReference(event.currentTarget.value)}
          />
          <a class="btn" href={`#/visitors/${person.visitor}`}>
            {say('see', language)}
          </a>
          <button type="button" class="btn" onClick={exportAll}>
            {say('export', language)}
          </button>
          {!isSure && (
            <button type="button" class="btn stop" onClick={() => setSure(true)}>
              {say('erase', language)}
            </button>
          )}
        </>
      )}
      {isSure && (
        <div role="alert">
          <p>{say('sure', language)}</p>
          <button type="button" class="btn stop" onClick={erase}>
            {say('erase_now', language)}
          </button>{' '}
          <button type="button" class="btn" onClick={() => setSure(false)}>
            {say('not_now', language)}
          </button>
        </div>
      )}
      {told && (
        <p class="notice" role="status">
          {told}
        </p>
      )}
    </article>
  )
}

function factsOf(person: PersonFound, language: Language): string[] {
  const { as, acts, wishes, names, lastSeen, erased } = person
  const found = say(`as_${as.replace('-', '_')}` as 'as_key', language)
  const day = (time: number) => when(time, Date.now(), language)
  if (erased) {
    const state = say(erased.state === 'done' ? 'done' : 'under_way', language)
    return [found, `${say('kind_erase', language)} ${day(erased.at)}`, state]
  }
  const counted = (count: number, name: 'acts' | 'wishes' | 'names') =>
    `${number(count, language)} ${say(name, language, count)}`
  return [
    found,
    counted(acts, 'acts'),
    ...(wishes > 0 ? [counted(wishes, 'wishes')] : []),
    ...(names > 1 ? [counted(names, 'names')] : []),
    ...(lastSeen ? [`${say('last_seen', language)} ${day(lastSeen)}`] : []),
  ]
}

/** @returns why there is no document */
async function download(asked: object): Promise<string | undefined> {
  try {
    const response = await answerTo('POST', 'v1/privacy-requests/export', asked)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = 'person.json'
    link.click()
    URL.revokeObjectURL(link.href)
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}
