import type { Approval } from '../../../schema/rule-told.ts'
import { ask } from '../ask.ts'
import { useAct } from '../people/use-act.ts'
import { useAsked } from '../people/use-asked.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { type Word, word } from '../words.ts'
import { say } from './words.ts'

/** On which placements something must be approved before the engine may choose it. */
export function ApprovalPart() {
  const { language } = useSettings()
  const { got, again } = useAsked<Approval>('v1/approval')
  const { act, isBusy, says } = useAct()
  const may = useMay('PATCH /v1/approval')
  if (typeof got === 'string') return null
  const turn = (placement: string, isAsked: boolean) =>
    act(async () => {
      await ask('PATCH', 'v1/approval', { [placement]: isAsked })
      again()
    })
  return (
    <fieldset class="approval" disabled={!may || isBusy}>
      <legend>{say('approval', language)}</legend>
      <p class="meta">{say('approval_note', language)}</p>
      {Object.entries(got.placements).map(([placement, isAsked]) => (
        <label key={placement}>
          <input
            type="checkbox"
            checked={isAsked}
            onChange={event => turn(placement, event.currentTarget.checked)}
          />
          {word(`placement_${placement}` as Word, language)}
        </label>
      ))}
      {says && (
        <p class="notice harm" role="alert">
          {says}
        </p>
      )}
    </fieldset>
  )
}
