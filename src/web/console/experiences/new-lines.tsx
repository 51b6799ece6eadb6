import type { ExperiencesTold } from '../../../schema/experience.ts'
import type { Refusal } from '../ask.ts'
import { Line } from '../rules/line.tsx'
import { wrongWith } from '../rules/use-draft.ts'
import { useSettings } from '../settings.ts'
import { type Word, word } from '../words.ts'
import { say } from './words.ts'

interface Props {
  told: ExperiencesTold
  refusal?: Refusal
}

/** What a new experience does: said once, for what is learnt of it is learnt of that. */
export function NewLines({ told, refusal }: Props) {
  const { language } = useSettings()
  const places = told.placements.map(({ placement }) => ({
    value: placement,
    label: word(`placement_${placement}` as Word, language),
  }))
  const named = (names: readonly string[], words: ExperiencesTold['words']['nudges']) =>
    names.map(value => ({ value, label: words[value]?.[language] ?? value }))
  const nudges = [
    { value: '', label: say('nothing', language) },
    ...named(told.nudges, told.words.nudges),
  ]
  return (
    <>
      <Choice name="placement" label={say('where', language)} options={places} />
      <Line
        id="exp-name"
        label={say('name', language)}
        hint={say('name_hint', language)}
        wrong={wrongWith('/id', refusal)}
      >
        {said => (
          <input
            {...said}
            name="name"
            class="field"
            required
            maxLength={31}
            autocapitalize="none"
          />
        )}
      </Line>
      <Choice
        name="strategy"
        label={say('strategy', language)}
        options={named(told.strategies, told.words.strategies)}
        wrong={wrongWith('/strategy', refusal)}
      />
      <Choice
        name="nudge"
        label={say('nudge', language)}
        options={nudges}
        wrong={wrongWith('/nudge', refusal)}
      />
      <Line
        id="exp-count"
        label={say('count', language)}
        hint={say('count_hint', language)}
        wrong={wrongWith('/count', refusal)}
      >
        {said => <input {...said} name="count" class="field" inputMode="numeric" />}
      </Line>
    </>
  )
}

interface ChoiceProps {
  name: string
  label: string
  options: { value: string; label: string }[]
  wrong?: string
}

function Choice({ name, label, options, wrong }: ChoiceProps) {
  return (
    <Line id={`exp-${name}`} label={label} wrong={wrong}>
      {said => (
        <select {...said} name={name} class="field">
          {options.map(one => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}
