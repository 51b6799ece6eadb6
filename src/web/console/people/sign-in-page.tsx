import { useEffect, useRef } from 'preact/hooks'
import type { SessionTold } from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { told } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Field, valuesOf } from './field.tsx'
import { useAct } from './use-act.ts'
import { say } from './words.ts'

/** The door: e-mail and password, then a code where there is a second factor. */
export function SignInPage({ isOver }: { isOver: boolean }) {
  const { language } = useSettings()
  const { act, isBusy, says, code } = useAct()
  const needsCode = code === 'code_needed' || code === 'code_wrong'
  const codeField = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (needsCode) codeField.current?.querySelector('input')?.focus()
  }, [needsCode])
  const submit = (event: SubmitEvent) => {
    const { code: digits, ...said } = valuesOf(event)
    const body = { ...said, ...(digits && { code: digits.trim() }) }
    void act(async () => told(await ask<SessionTold>('POST', 'v1/session', body)))
  }
  return (
    <main class="door" id="main" tabIndex={-1}>
      <Answer say={{ fr: say('sign_in_answer', 'fr'), en: say('sign_in_answer', 'en') }} />
      {isOver && (
        <p class="notice" role="status">
          {say('over', language)}
        </p>
      )}
      <form onSubmit={submit}>
        <Field
          name="email"
          type="email"
          autocomplete="username"
          maxLength={254}
          label={say('email', language)}
        />
        <Field
          name="password"
          type="password"
          autocomplete="current-password"
          maxLength={256}
          label={say('password', language)}
          wrong={needsCode ? undefined : says}
        />
        <div ref={codeField}>
          {needsCode && (
            <Field
              name="code"
              inputMode="text"
              autocomplete="one-time-code"
              maxLength={40}
              label={say('code', language)}
              hint={say('code_hint', language)}
              wrong={code === 'code_wrong' ? says : undefined}
            />
          )}
        </div>
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('sign_in', language)}
        </button>
      </form>
      <PlainLine />
      <details class="aside">
        <summary>{say('no_account', language)}</summary>
        <p>{say('no_account_how', language)}</p>
        <pre class="code">npm exec --no vitrine -- console</pre>
      </details>
    </main>
  )
}

/** Over plain http the cookie is less than it should be: that is said. */
function PlainLine() {
  const { language } = useSettings()
  if (location.protocol === 'https:') return null
  return <p class="meta">{say('plain_line', language)}</p>
}
