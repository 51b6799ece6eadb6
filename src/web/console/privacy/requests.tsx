import { useState } from 'preact/hooks'
import type { ErasureProof, RequestTold } from '../../../schema/privacy-request.ts'
import { when } from '../format.ts'
import { type Language, useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

interface Props {
  requests: RequestTold[]
  onProof: (proof: ErasureProof) => void
}

/** Every request with its date, how far it is, and its proof. */
export function Requests({ requests, onProof }: Props) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{say('requests', language)}</h2>
        <span class="meta">{say('never_who', language)}</span>
      </div>
      {requests.length === 0 && <p class="empty">{say('no_request', language)}</p>}
      <ul class="runs requests">
        {requests.map(request => (
          <Row key={request.id} {...{ request, onProof, language }} />
        ))}
      </ul>
    </section>
  )
}

function handOf(by: string | undefined, language: Language): string {
  if (by === undefined) return say('by_other', language)
  return by === 'console' ? say('by_console', language) : `${say('by', language)} ${by}`
}

interface RowProps {
  request: RequestTold
  onProof: (proof: ErasureProof) => void
  language: Language
}

function Row({ request, onProof, language }: RowProps) {
  const { id, kind, time, reference, by, state, doneBy } = request
  const [told, setTold] = useState<string>()
  const prove = async () => {
    setTold(say('proving', language))
    const proof = await send<ErasureProof>('POST', 'v1/privacy-requests/proof', { id })
    setTold(typeof proof === 'string' ? proof : undefined)
    if (typeof proof !== 'string') onProof(proof)
  }
  const day = (at: number) => when(at, Date.now(), language)
  return (
    <li>
      <p>
        {say(`kind_${kind}`, language)} {day(time)}
        {reference && <code> {reference}</code>}
      </p>
      <p class="meta counts">
        <span>{handOf(by, language)}</span>
        <span class={state === 'done' ? 'gain' : 'waits'}>
          {say(state === 'done' ? 'done' : 'under_way', language)}
        </span>
        {state !== 'done' && doneBy && (
          <span>
            {say('by_date', language)} {day(doneBy)}
          </span>
        )}
      </p>
      {kind === 'erase' && (
        <button type="button" class="btn small" onClick={prove}>
          {say('prove', language)}
        </button>
      )}
      {told && (
        <p class="notice" role="status">
          {told}
        </p>
      )}
    </li>
  )
}
