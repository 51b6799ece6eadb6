import { useState } from 'preact/hooks'
import type { RuleChoices } from '../../../schema/rule-draft.ts'
import type { RuleDetail } from '../../../schema/rule-told.ts'
import { ask } from '../ask.ts'
import { useAct } from '../people/use-act.ts'
import { useAsked } from '../people/use-asked.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { word } from '../words.ts'
import { DraftTold } from './draft-told.tsx'
import { EMPTY, type Filled, ruleIn } from './rule-form.ts'
import { useDraft } from './use-draft.ts'
import { say } from './words.ts'
import { WriteForm } from './write-form.tsx'

const ANSWER = { fr: say('write_answer', 'fr'), en: say('write_answer', 'en') }

/** A rule the engine did not find: whoever writes it sees what it will do before it does. */
export function WritePage() {
  const { language } = useSettings()
  const may = useMay('POST /v1/rules')
  const { got } = useAsked<RuleChoices>('v1/rules/choices')
  return (
    <div class="write-page">
      <div class="top">
        <a class="where to-list" href="#/rules">
          <BackIcon />
          {word('rules', language)}
        </a>
      </div>
      <Answer say={ANSWER} />
      {!may ? (
        <p class="empty">{say('not_yours', language)}</p>
      ) : typeof got === 'string' ? (
        <p class={got === 'reading' ? 'reading' : 'empty'} role="status">
          {got === 'reading' ? word('reading_rules', language) : say('lost', language)}
        </p>
      ) : (
        <Write choices={got} />
      )}
    </div>
  )
}

function Write({ choices }: { choices: RuleChoices }) {
  const [filled, setFilled] = useState<Filled>(EMPTY)
  const rule = ruleIn(filled)
  const drafted = useDraft(rule)
  const { act, isBusy, refusal } = useAct()
  const save = () =>
    act(async () => {
      if (rule === undefined) return
      const { id } = await written(rule, drafted.draft)
      location.hash = `#/rules/${encodeURIComponent(id)}`
    })
  return (
    <div class="two">
      <WriteForm
        choices={choices}
        filled={filled}
        onFill={change => setFilled({ ...filled, ...change })}
        onSave={save}
        isBusy={isBusy}
        refusal={refusal ?? drafted.refusal}
      />
      <DraftTold drafted={drafted} />
    </div>
  )
}

/** Where there is such a rule already, it is changed: the draft has said so. */
function written(
  rule: NonNullable<ReturnType<typeof ruleIn>>,
  draft: ReturnType<typeof useDraft>['draft'],
): Promise<RuleDetail> {
  const { placement: _, when: __, experience: ___, ...said } = rule
  const isThere = draft?.warnings.some(({ code }) => code === 'exists')
  if (!isThere) return ask<RuleDetail>('POST', 'v1/rules', rule)
  const change = { until: null, note: null, ...said }
  return ask<RuleDetail>('PATCH', `v1/rules/${encodeURIComponent(draft!.id)}`, change)
}
