import { useState } from 'preact/hooks'
import type { RecoveryCodes, SecondFactor } from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { number } from '../format.ts'
import { useSettings } from '../settings.ts'
import { Copyable } from './copyable.tsx'
import { Field, valuesOf } from './field.tsx'
import { useAct } from './use-act.ts'
import { say } from './words.ts'

interface FactorProps {
  /** Absent while there is no second factor. */
  codesLeft?: number
  onChange: () => void
}

/** The second factor: set up in two steps, so that nobody is shut out by a mistyped key. */
export function FactorPart({ codesLeft, onChange }: FactorProps) {
  const { language } = useSettings()
  const [offered, setOffered] = useState<SecondFactor>()
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <section class="panel">
      <h2>{say('factor', language)}</h2>
      {codes && (
        <Copyable
          title={say('codes_title', language)}
          note={say('codes_once', language)}
          text={codes.join('\n')}
        />
      )}
      {codesLeft !== undefined ? (
        <FactorOn codesLeft={codesLeft} onChange={onChange} />
      ) : offered ? (
        <Confirm
          offered={offered}
          onCodes={given => {
            setCodes(given)
            setOffered(undefined)
            onChange()
          }}
        />
      ) : (
        <Begin onOffered={setOffered} />
      )}
    </section>
  )
}

function Begin({ onOffered }: { onOffered: (offered: SecondFactor) => void }) {
  const { language } = useSettings()
  const begin = (said: object) =>
    ask<SecondFactor>('POST', 'v1/account/second-factor', said).then(onOffered)
  return (
    <>
      <p class="meta">{say('factor_off', language)}</p>
      <PasswordForm does={say('factor_begin', language)} onSay={begin} />
    </>
  )
}

interface ConfirmProps {
  offered: SecondFactor
  onCodes: (codes: readonly string[]) => void
}

function Confirm({ offered: { secret, address }, onCodes }: ConfirmProps) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const submit = (event: SubmitEvent) => {
    const { code } = valuesOf(event)
    void act(async () => {
      const given = await ask<RecoveryCodes>('PUT', 'v1/account/second-factor', { code })
      onCodes(given.codes)
    })
  }
  return (
    <form class="lines" onSubmit={submit}>
      <p>{say('factor_secret', language)}</p>
      <pre class="code secret">{secret.replace(/.{4}(?=.)/g, '$& ')}</pre>
      <p>
        <a href={address}>{say('factor_open', language)}</a>
      </p>
      <Field
        name="code"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={6}
        label={say('factor_code', language)}
        wrong={says}
      />
      <button type="submit" class="btn go" disabled={isBusy}>
        {say('factor_confirm', language)}
      </button>
    </form>
  )
}

function FactorOn({ codesLeft, onChange }: { codesLeft: number; onChange: () => void }) {
  const { language } = useSettings()
  const end = (said: object) => ask('DELETE', 'v1/account/second-factor', said).then(onChange)
  return (
    <>
      <p>
        {say('factor_on', language)}{' '}
        <span class="meta">
          {number(codesLeft, language)} {say('codes_left', language)}
        </span>
      </p>
      <PasswordForm does={say('factor_end', language)} onSay={end} />
    </>
  )
}

interface FormProps {
  does: string
  onSay: (said: object) => Promise<unknown>
}

function PasswordForm({ does, onSay }: FormProps) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const submit = (event: SubmitEvent) => {
    const { factorPassword: password } = valuesOf(event)
    void act(() => onSay({ password }))
  }
  return (
    <form class="lines" onSubmit={submit}>
      <Field
        name="factorPassword"
        type="password"
        autocomplete="current-password"
        maxLength={256}
        label={say('current', language)}
        wrong={says}
      />
      <button type="submit" class="btn" disabled={isBusy}>
        {does}
      </button>
    </form>
  )
}
