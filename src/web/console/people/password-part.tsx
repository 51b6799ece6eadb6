import { useRef, useState } from 'preact/hooks'
import { ask } from '../ask.ts'
import { useSettings } from '../settings.ts'
import { Field, valuesOf } from './field.tsx'
import { useAct } from './use-act.ts'
import { say } from './words.ts'

/** Another password, by who knows the one of now. */
export function PasswordPart({ onChange }: { onChange: () => void }) {
  const { language } = useSettings()
  const { act, isBusy, says, field } = useAct()
  const [isDone, setDone] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = (event: SubmitEvent) => {
    const said = valuesOf(event)
    setDone(false)
    void act(async () => {
      await ask('POST', 'v1/account/password', said)
      form.current?.reset()
      setDone(true)
      onChange()
    })
  }
  return (
    <section class="panel">
      <h2>{say('change_password', language)}</h2>
      <form class="lines" ref={form} onSubmit={submit}>
        <Field
          name="current"
          type="password"
          autocomplete="current-password"
          maxLength={256}
          label={say('current', language)}
          wrong={field === '/password' ? undefined : says}
        />
        <Field
          name="password"
          type="password"
          autocomplete="new-password"
          minLength={12}
          maxLength={256}
          label={say('new_password', language)}
          hint={say('join_hint', language)}
          wrong={field === '/password' ? says : undefined}
        />
        <button type="submit" class="btn" disabled={isBusy}>
          {say('change', language)}
        </button>
        <div role="status">{isDone && <p class="notice">{say('changed', language)}</p>}</div>
      </form>
    </section>
  )
}
