import { useState } from 'preact/hooks'
import { useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

/** A segment that nobody looks after any more: asked once, for its counts are gone. */
export function GiveUp({ id }: { id: string }) {
  const { language } = useSettings()
  const [isSure, setSure] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const giveUp = async () => {
    const told = await send('DELETE', `v1/segments/${id}`)
    if (typeof told === 'string') setRefusal(told)
    else location.hash = '#/segments'
  }
  return (
    <section>
      {isSure ? (
        <div class="asks" role="alert">
          <p>{say('give_up_sure', language)}</p>
          <button type="button" class="btn stop" onClick={giveUp}>
            {say('do_give_up', language)}
          </button>
          <button type="button" class="btn" onClick={() => setSure(false)}>
            {say('not_now', language)}
          </button>
        </div>
      ) : (
        <button type="button" class="btn quiet" onClick={() => setSure(true)}>
          {say('give_up', language)}
        </button>
      )}
      {refusal && <p class="notice harm">{refusal}</p>}
    </section>
  )
}
