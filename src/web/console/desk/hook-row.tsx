import { useState } from 'preact/hooks'
import type { Delivery, HookSecret, HookTold } from '../../../schema/webhook.ts'
import { ask } from '../ask.ts'
import { moment, number } from '../format.ts'
import { AskFirst } from '../people/ask-first.tsx'
import { useAct } from '../people/use-act.ts'
import { sayRefused } from '../refused/say.ts'
import { type Language, useSettings } from '../settings.ts'
import { say, sayHeard } from './words.ts'

interface RowProps {
  of: HookTold
  onChange: () => void
  onSecret: (made: HookSecret) => void
}

/** One webhook: how it goes, its last calls, and what can be done about it. */
export function HookRow({ of: hook, onChange, onSecret }: RowProps) {
  const { language } = useSettings()
  const { act, isBusy, says } = useAct()
  const [answer, setAnswer] = useState<Answer>()
  const at = `v1/webhooks/${hook.id}`
  const host = new URL(hook.url).host
  const test = () =>
    act(async () => {
      setAnswer(await ask<Answer>('POST', `${at}/test`))
      onChange()
    })
  return (
    <li class="hook">
      <span class="who">
        <b>{hook.url}</b>
        <small>{standingOf(hook, language)}</small>
      </span>
      <span class="acts">
        <button
          type="button"
          class="btn small"
          disabled={isBusy}
          aria-label={`${say('hook_test', language)}: ${host}`}
          onClick={() => void test()}
        >
          {say('hook_test', language)}
        </button>
        {!hook.isFixed && (
          <>
            {hook.offSince !== undefined && (
              <button
                type="button"
                class="btn small"
                aria-label={`${say('hook_on', language)}: ${host}`}
                onClick={() => void act(() => ask('POST', `${at}/on`)).then(onChange)}
              >
                {say('hook_on', language)}
              </button>
            )}
            <AskFirst
              does={say('hook_rotate', language)}
              of={host}
              asks={say('hook_rotate_asks', language)}
              onYes={() =>
                void act(async () => onSecret(await ask<HookSecret>('POST', `${at}/secret`)))
              }
            />
            <AskFirst
              does={say('hook_remove', language)}
              of={host}
              asks={say('hook_remove_asks', language)}
              onYes={() => void act(() => ask('DELETE', at)).then(onChange)}
            />
          </>
        )}
      </span>
      {hook.offSince !== undefined && (
        <p class="notice harm" role="alert">
          {say('hook_off', language)}
        </p>
      )}
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
      {answer && (
        <p class={answer.isHeard ? 'notice' : 'notice harm'} role="status">
          {heardOf(answer, language)}
        </p>
      )}
      {hook.deliveries.length > 0 && <Deliveries of={hook.deliveries} language={language} />}
    </li>
  )
}

type Answer = Pick<Delivery, 'isHeard' | 'status' | 'says' | 'code' | 'params'>

function standingOf(hook: HookTold, language: Language): string {
  const { events, failingSince, oldSecretEnds, waiting, isFixed } = hook
  const parts = [events.map(each => sayHeard(each, language)).join(', ')]
  if (isFixed) parts.push(say('hook_fixed', language))
  if (waiting > 0) parts.push(`${number(waiting, language)} ${say('hook_waiting', language)}`)
  if (failingSince)
    parts.push(`${say('hook_failing', language)} ${moment(failingSince, Date.now(), language)}`)
  if (oldSecretEnds) {
    parts.push(`${say('hook_old_secret', language)} ${moment(oldSecretEnds, Date.now(), language)}`)
  }
  return parts.join(' · ')
}

function heardOf({ isHeard, status, says, ...why }: Answer, language: Language): string {
  const word = say(isHeard ? 'hook_heard' : 'hook_unheard', language)
  if (status !== undefined) return `${word} · ${status}`
  const told = says && sayRefused({ code: '', ...why, detail: says }, language)
  return [word, told].filter(Boolean).join(' · ')
}

function Deliveries({ of, language }: { of: readonly Delivery[]; language: Language }) {
  return (
    <details class="aside deliveries">
      <summary>{say('deliveries', language)}</summary>
      <ol>
        {of.map(one => (
          <li key={`${one.id} ${one.attempt} ${one.time}`}>
            <code>{one.type}</code> {heardOf(one, language)}
            <span class="meta">
              {' '}
              {moment(one.time, Date.now(), language)}
              {one.attempt > 1 && ` · ${say('hook_attempt', language)} ${one.attempt}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
