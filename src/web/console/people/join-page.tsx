import type { SessionTold } from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { told } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Field, valuesOf } from './field.tsx'
import { useAct } from './use-act.ts'
import { say } from './words.ts'

/** Where the link of an invitation leads: choose a password, and be inside. */
export function JoinPage({ token }: { token: string }) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const submit = (event: SubmitEvent) => {
    const { password } = valuesOf(event)
    void act(async () => {
      const session = await ask<SessionTold>('POST', 'v1/invitations', { token, password })
      location.hash = '#/live' // the link has served: it shall not stand in the history
      told(session)
    })
  }
  return (
    <main class="door" id="main" tabIndex={-1}>
      <Answer say={{ fr: say('join_answer', 'fr'), en: say('join_answer', 'en') }} />
      <form onSubmit={submit}>
        <Field
          name="password"
          type="password"
          autocomplete="new-password"
          minLength={12}
          maxLength={256}
          label={say('password', language)}
          hint={say('join_hint', language)}
          wrong={says}
        />
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('join', language)}
        </button>
      </form>
    </main>
  )
}
