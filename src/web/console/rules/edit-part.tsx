import { useState } from 'preact/hooks'
import type { RuleDetail } from '../../../schema/rule-told.ts'
import { useAct } from '../people/use-act.ts'
import { useTimeZone } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Line } from './line.tsx'
import { partIn } from './rule-form.ts'
import { dayOf, endOf } from './shop-day.ts'
import { askRule, wrongWith } from './use-draft.ts'
import { say } from './words.ts'

interface Props {
  rule: RuleDetail
  onChange: () => void
}

/** What is beside the action of a rule somebody spoke of: its part, its end, a note; and its end now. */
export function EditPart({ rule, onChange }: Props) {
  const { language } = useSettings()
  const timeZone = useTimeZone()
  const { act, isBusy, refusal } = useAct()
  const [isSaved, setSaved] = useState(false)
  const patch = (change: object) =>
    act(async () => {
      setSaved(false)
      await askRule('PATCH', `v1/rules/${encodeURIComponent(rule.id)}`, change)
      setSaved(true)
      onChange()
    })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void patch(changeIn(new FormData(event.currentTarget as HTMLFormElement), rule, timeZone))
  }
  const isLimit = rule.action === 'limit'
  return (
    <details class="edit">
      <summary>{say('edit', language)}</summary>
      <form class="lines" onSubmit={submit}>
        {isLimit && (
          <Line id="edit-share" label={say('share', language)} wrong={wrongWith('/share', refusal)}>
            {said => (
              <input
                {...said}
                name="share"
                class="field"
                inputMode="decimal"
                defaultValue={String(Math.round((rule.share ?? 0) * 1000) / 10)}
              />
            )}
          </Line>
        )}
        <Line
          id="edit-until"
          label={say('until', language)}
          hint={say('until_hint', language)}
          wrong={wrongWith('/until', refusal)}
        >
          {said => (
            <input
              {...said}
              name="until"
              class="field"
              type="date"
              defaultValue={rule.until === undefined ? '' : dayOf(rule.until, timeZone)}
            />
          )}
        </Line>
        <Line id="edit-note" label={say('note', language)} wrong={wrongWith('/note', refusal)}>
          {said => (
            <input {...said} name="note" class="field" maxLength={500} defaultValue={rule.note} />
          )}
        </Line>
        <Line id="edit-why" label={say('why', language)} wrong={wrongWith('/why', refusal)}>
          {said => <input {...said} name="why" class="field" maxLength={500} />}
        </Line>
        <div class="acts">
          <button type="submit" class="btn go" disabled={isBusy}>
            {say('save_edit', language)}
          </button>
          <button
            type="button"
            class="btn stop"
            disabled={isBusy}
            onClick={() => void patch({ action: 'none' })}
          >
            {say('end', language)}
          </button>
        </div>
        <p role="status" class={refusal ? 'notice harm' : 'meta'}>
          {refusal
            ? refusal.message || say('lost', language)
            : isSaved
              ? say('saved', language)
              : ''}
        </p>
      </form>
    </details>
  )
}

/** An empty line takes away what stood there; a day that stays keeps its very hour. */
function changeIn(form: FormData, { until }: RuleDetail, timeZone: string): object {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const share = form.get('share')
  return {
    ...(text('until') !== (until === undefined ? '' : dayOf(until, timeZone)) && {
      until: text('until') === '' ? null : endOf(text('until'), timeZone),
    }),
    note: text('note') || null,
    ...(text('why') && { why: text('why') }),
    ...(share !== null && { share: partIn(String(share)) }),
  }
}
