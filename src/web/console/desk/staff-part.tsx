import { useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { AskFirst } from '../people/ask-first.tsx'
import { useAct } from '../people/use-act.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** Browsers that count as the shop's own people's: all of them can be anybody's again at once. */
export function StaffPart() {
  const { language } = useSettings()
  const { act, says } = useAct()
  const [isDone, setDone] = useState(false)
  const end = () =>
    act(async () => {
      await ask('DELETE', 'v1/staff')
      setDone(true)
    })
  return (
    <section>
      <div class="h">
        <h2>{say('staff', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('staff_note', language)}</p>
      <AskFirst
        does={say('staff_end', language)}
        of={say('staff', language)}
        asks={say('staff_end_asks', language)}
        onYes={() => void end()}
      />
      {isDone && (
        <p class="notice" role="status">
          {say('staff_ended', language)}
        </p>
      )}
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
    </section>
  )
}
