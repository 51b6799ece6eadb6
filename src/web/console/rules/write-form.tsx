import type { RuleChoices } from '../../../schema/rule-draft.ts'
import type { Refusal } from '../ask.ts'
import { useTimeZone } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { type Word, word } from '../words.ts'
import { ConditionChoice } from './condition-choice.tsx'
import { Line } from './line.tsx'
import type { Filled } from './rule-form.ts'
import { dayOf } from './shop-day.ts'
import { wrongWith } from './use-draft.ts'
import { say } from './words.ts'

const ACTIONS = ['pin', 'limit', 'forbid', 'approve'] as const

interface Props {
  choices: RuleChoices
  filled: Filled
  onFill: (change: Partial<Filled>) => void
  onSave: () => void
  isBusy: boolean
  refusal?: Refusal
}

/** The order of a sentence: where, to whom, what, how, until when. */
export function WriteForm(props: Props) {
  const { choices, filled, onFill, onSave, isBusy, refusal } = props
  const { language } = useSettings()
  const timeZone = useTimeZone()
  const submit = (event: Event) => {
    event.preventDefault()
    onSave()
  }
  return (
    <form class="lines" onSubmit={submit}>
      <WhereAndWhat {...props} language={language} />
      <ConditionChoice
        choices={choices.characteristics}
        picked={filled.picked}
        most={choices.conditions}
        onPick={picked => onFill({ picked })}
        language={language}
      />
      <Decision {...props} language={language} />
      <Line
        id="rule-until"
        label={say('until', language)}
        hint={say('until_hint', language)}
        wrong={wrongWith('/until', refusal)}
      >
        {said => (
          <input
            {...said}
            class="field"
            type="date"
            min={dayOf(Date.now(), timeZone)}
            value={filled.until}
            onInput={event => onFill({ until: event.currentTarget.value })}
          />
        )}
      </Line>
      {(['note', 'why'] as const).map(name => (
        <Line
          key={name}
          id={`rule-${name}`}
          label={say(name, language)}
          wrong={wrongWith(`/${name}`, refusal)}
        >
          {said => (
            <input
              {...said}
              class="field"
              maxLength={500}
              value={filled[name]}
              onInput={event => onFill({ [name]: event.currentTarget.value })}
            />
          )}
        </Line>
      ))}
      <div>
        <button type="submit" class="btn go" disabled={isBusy || filled.experience === ''}>
          {say('save', language)}
        </button>
        <p class="meta">{say('at_once', language)}</p>
      </div>
    </form>
  )
}

type PartProps = Props & { language: Language }

function WhereAndWhat({ choices: { placements }, filled, onFill, refusal, language }: PartProps) {
  const here = placements.find(({ placement }) => placement === filled.placement)!
  return (
    <>
      <Line id="rule-where" label={say('where', language)} wrong={wrongWith('/placement', refusal)}>
        {said => (
          <select
            {...said}
            class="field"
            value={filled.placement}
            onChange={({ currentTarget: { value } }) =>
              onFill({ placement: value as Filled['placement'], experience: '' })
            }
          >
            {placements.map(({ placement }) => (
              <option key={placement} value={placement}>
                {word(`placement_${placement}` as Word, language)}
              </option>
            ))}
          </select>
        )}
      </Line>
      <Line id="rule-what" label={say('what', language)} wrong={wrongWith('/experience', refusal)}>
        {said => (
          <select
            {...said}
            class="field"
            required
            value={filled.experience}
            onChange={event => onFill({ experience: event.currentTarget.value })}
          >
            <option value="">{say('choose', language)}</option>
            {here.experiences.map(({ id, label, isDefault, isOff }) => (
              <option key={id} value={id}>
                {label[language]}
                {isDefault ? ` (${say('by_default', language)})` : ''}
                {isOff ? ` (${say('is_off', language)})` : ''}
              </option>
            ))}
          </select>
        )}
      </Line>
    </>
  )
}

function Decision({ filled, onFill, refusal, language }: PartProps) {
  return (
    <>
      <Line id="rule-how" label={say('how', language)} wrong={wrongWith('/action', refusal)}>
        {said => (
          <select
            {...said}
            class="field"
            value={filled.action}
            onChange={({ currentTarget: { value } }) =>
              onFill({ action: value as Filled['action'] })
            }
          >
            {ACTIONS.map(action => (
              <option key={action} value={action}>
                {say(`how_${action}`, language)}
              </option>
            ))}
          </select>
        )}
      </Line>
      {filled.action === 'limit' && (
        <Line id="rule-share" label={say('share', language)} wrong={wrongWith('/share', refusal)}>
          {said => (
            <input
              {...said}
              class="field"
              inputMode="decimal"
              value={filled.share}
              onInput={event => onFill({ share: event.currentTarget.value })}
            />
          )}
        </Line>
      )}
    </>
  )
}
