import { useRef } from 'preact/hooks'
import type { SettingsTold } from '../../../schema/settings-told.ts'
import { ask } from '../ask.ts'
import { Field, valuesOf } from '../people/field.tsx'
import { useAct } from '../people/use-act.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface OriginsProps {
  settings: SettingsTold
  onChange: () => void
}

/** Sites beside the shop's own whose pages may call from a browser. */
export function OriginsPart({ settings: { origins, started }, onChange }: OriginsProps) {
  const { language } = useSettings()
  const { act, isBusy, says, code } = useAct()
  const may = useMay('PUT /v1/settings/origins')
  const form = useRef<HTMLFormElement>(null)
  const put = (next: string[]) =>
    act(async () => {
      await ask('PUT', 'v1/settings/origins', { origins: next })
      form.current?.reset()
      onChange()
    })
  const submit = (event: SubmitEvent) => {
    const origin = asBrowsersSay(valuesOf(event).origin)
    void put([...new Set([...origins, origin])])
  }
  return (
    <section>
      <div class="h">
        <h2>{say('origins', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('origins_note', language)}</p>
      <ul class="people sites">
        {started.map(each => (
          <li key={each}>
            <code class="who">{each}</code>
            <span class="meta">{say('started', language)}</span>
          </li>
        ))}
        {origins.map(each => (
          <li key={each}>
            <code class="who">{each}</code>
            {may && (
              <button
                type="button"
                class="btn small"
                aria-label={`${say('drop', language)}: ${each}`}
                onClick={() => void put(origins.filter(other => other !== each))}
              >
                {say('drop', language)}
              </button>
            )}
          </li>
        ))}
      </ul>
      {origins.length + started.length === 0 && <p class="meta">{say('no_origin', language)}</p>}
      {may && (
        <form class="in-line" ref={form} onSubmit={submit}>
          <Field
            name="origin"
            type="url"
            maxLength={270}
            label={say('origin', language)}
            wrong={says && code === 'invalid_field' ? say('bad_origin', language) : says}
          />
          <button type="submit" class="btn" disabled={isBusy}>
            {say('add', language)}
          </button>
        </form>
      )}
    </section>
  )
}

/** In small letters, without the slash and the port that go without saying: so a browser names itself. */
function asBrowsersSay(address: string): string {
  const said = address.trim().toLowerCase().replace(/\/$/, '')
  return said.replace(/^(https:.*):443$|^(http:.*):80$/, '$1$2')
}
