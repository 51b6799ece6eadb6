import { useState } from 'preact/hooks'
import type { RuleChoices, RuleDraft } from '../../../schema/rule-draft.ts'
import type { RuleDetail, RuleWritten } from '../../../schema/rule-told.ts'
import { useAct } from '../people/use-act.ts'
import { useAsked } from '../people/use-asked.ts'
import { useMay, useTimeZone } from '../session.ts'
import { useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { BackIcon } from '../shell/icons.tsx'
import { word } from '../words.ts'
import { DraftTold } from './draft-told.tsx'
import { EMPTY, type Filled, forbidding, ruleIn } from './rule-form.ts'
import { askRule, useDraft } from './use-draft.ts'
import { say } from './words.ts'
import { WriteForm } from './write-form.tsx'

const ANSWER = { fr: say('write_answer', 'fr'), en: say('write_answer', 'en') }

/**
 * A rule the engine did not find: whoever writes it sees what it will do before it does.
 * @param against an experience to forbid
 */
export function WritePage({ against }: { against?: string }) {
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
        <Write choices={got} filledAs={startOf(got, against)} />
      )}
    </div>
  )
}

/** What is no experience here, as an address may say, is left out. */
function startOf({ placements }: RuleChoices, against?: string): Filled {
  const ids = placements.flatMap(({ experiences }) => experiences.map(({ id }) => id))
  return against !== undefined && ids.includes(against) ? forbidding(against) : EMPTY
}

function Write({ choices, filledAs }: { choices: RuleChoices; filledAs: Filled }) {
  const [filled, setFilled] = useState<Filled>(filledAs)
  const rule = ruleIn(filled, useTimeZone())
  const drafted = useDraft(rule)
  const { act, isBusy, refusal } = useAct()
  const [sent, setSent] = useState<Filled>()
  const save = () =>
    act(async () => {
      setSent(filled)
      if (rule === undefined) return
      const { id } = await written(rule)
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
        refusal={(sent === filled ? refusal : undefined) ?? drafted.refusal}
      />
      <DraftTold drafted={drafted} action={filled.action} />
    </div>
  )
}

/** Where there is such a rule already, it is changed: the draft of this very rule says so. */
async function written(rule: RuleWritten): Promise<RuleDetail> {
  const { placement: _, when: __, experience: ___, ...said } = rule
  const { id, warnings } = await askRule<RuleDraft>('POST', 'v1/rules/draft', rule)
  const isThere = warnings.some(({ code }) => code === 'exists')
  if (!isThere) return askRule<RuleDetail>('POST', 'v1/rules', rule)
  const change = { until: null, note: null, ...said }
  return askRule<RuleDetail>('PATCH', `v1/rules/${encodeURIComponent(id)}`, change)
}
