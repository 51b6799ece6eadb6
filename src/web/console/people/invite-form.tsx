import { useState } from 'preact/hooks'
import type { Invitation, SessionTold } from '../../../schema/person.ts'
import { ask } from '../ask.ts'
import { useSettings } from '../settings.ts'
import { Field, valuesOf } from './field.tsx'
import { RoleChoice, rolesBelow } from './roles.tsx'
import { useAct } from './use-act.ts'
import { say } from './words.ts'

interface InviteProps {
  by: SessionTold
  /** Nobody has an account: the first is an owner's. */
  isFirst: boolean
  onInvited: (invitation: Invitation) => void
}

export function InviteForm({ by, isFirst, onInvited }: InviteProps) {
  const { language } = useSettings()
  const { act, isBusy, says, code } = useAct()
  const [times, setTimes] = useState(0)
  const submit = (event: SubmitEvent) => {
    const said = valuesOf(event)
    void act(async () => {
      onInvited(await ask<Invitation>('POST', 'v1/people', { ...said, language }))
      setTimes(times + 1) // a form anew: its role is the least again
    })
  }
  const isOfEmail = code === 'email_taken' || code === 'invalid_field'
  return (
    <section class="panel">
      <h2>{say('invite_title', language)}</h2>
      <form class="lines" key={times} onSubmit={submit}>
        <Field name="name" maxLength={64} autocomplete="off" label={say('name', language)} />
        <Field
          name="email"
          type="email"
          maxLength={254}
          autocomplete="off"
          label={say('email', language)}
          wrong={isOfEmail ? says : undefined}
        />
        <p class="line">
          <RoleChoice
            id="invite-role"
            label={say('role', language)}
            roles={rolesBelow(by.role)}
            role={isFirst ? 'owner' : 'viewer'}
            language={language}
          />
        </p>
        {says && !isOfEmail && (
          <p class="notice harm" role="alert">
            {says}
          </p>
        )}
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('invite', language)}
        </button>
      </form>
    </section>
  )
}
