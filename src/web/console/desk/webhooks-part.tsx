import { useState } from 'preact/hooks'
import type { HookSecret, HooksTold } from '../../../schema/webhook.ts'
import { ask } from '../ask.ts'
import { BehindButton } from '../people/behind-button.tsx'
import { Copyable } from '../people/copyable.tsx'
import { Field, valuesOf } from '../people/field.tsx'
import { useAct } from '../people/use-act.ts'
import { useAsked } from '../people/use-asked.ts'
import { useSettings } from '../settings.ts'
import { HookRow } from './hook-row.tsx'
import { HEARD_EVENTS, say, sayHeard } from './words.ts'

/** Who of the shop's other systems is told of what, and whether they hear it. */
export function WebhooksPart() {
  const { language } = useSettings()
  const { got, again } = useAsked<HooksTold>('v1/webhooks')
  const [secret, setSecret] = useState<string>()
  const [isAdding, setAdding] = useState(false)
  const hooks = typeof got === 'string' ? [] : got.hooks
  const onSecret = (made: HookSecret) => {
    setSecret(made.secret)
    again()
  }
  return (
    <section>
      <div class="h">
        <h2>{say('webhooks', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('webhooks_note', language)}</p>
      <ul class="people hooks">
        {hooks.map(hook => (
          <HookRow key={hook.id} of={hook} onChange={again} onSecret={onSecret} />
        ))}
      </ul>
      {typeof got !== 'string' && hooks.length === 0 && (
        <p class="meta">{say('no_webhook', language)}</p>
      )}
      {secret && (
        <Copyable
          title={say('hook_secret', language)}
          note={say('hook_secret_note', language)}
          text={secret}
        />
      )}
      <BehindButton
        does={say('hook_new', language)}
        isOpen={isAdding}
        onOpen={() => setAdding(true)}
      >
        <AddHook
          onCancel={() => setAdding(false)}
          onMade={made => {
            setAdding(false)
            onSecret(made)
          }}
        />
      </BehindButton>
    </section>
  )
}

interface AddProps {
  onMade: (made: HookSecret) => void
  onCancel: () => void
}

function AddHook({ onMade, onCancel }: AddProps) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: SubmitEvent) => {
    const { url } = valuesOf(event)
    const told = new FormData(event.currentTarget as HTMLFormElement).getAll('events')
    setEmpty(told.length === 0)
    if (told.length === 0) return
    void act(async () => {
      onMade(await ask<HookSecret>('POST', 'v1/webhooks', { url: url.trim(), events: told }))
    })
  }
  return (
    <form class="replace" onSubmit={submit}>
      <Field
        name="url"
        type="url"
        maxLength={512}
        label={say('hook_url', language)}
        wrong={isEmpty ? say('hook_none', language) : says}
      />
      <fieldset class="ticks">
        <legend>{say('hook_events', language)}</legend>
        {HEARD_EVENTS.map(name => (
          <label key={name}>
            <input type="checkbox" name="events" value={name} /> {sayHeard(name, language)}
          </label>
        ))}
      </fieldset>
      <p class="in-line">
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('hook_add', language)}
        </button>
        <button type="button" class="btn quiet" onClick={onCancel}>
          {say('cancel', language)}
        </button>
      </p>
    </form>
  )
}
