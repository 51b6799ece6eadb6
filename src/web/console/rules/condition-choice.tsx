import type { SegmentChoice } from '../../../schema/segment-told.ts'
import type { Language } from '../settings.ts'
import { isFree, pairOf } from './rule-form.ts'
import { say } from './words.ts'

interface Props {
  choices: readonly SegmentChoice[]
  picked: readonly string[]
  most: number
  onPick: (picked: string[]) => void
  language: Language
}

/** To whom: up to so many conditions, one more line as soon as one is filled. */
export function ConditionChoice({ choices, picked, most, onPick, language }: Props) {
  const kept = picked.filter(Boolean)
  const shown = Math.min(most, kept.length + 1)
  const pick = (at: number, value: string) =>
    onPick(Object.assign([...kept], { [at]: value }).filter(Boolean))
  return (
    <fieldset class="conditions">
      <legend>{say('who', language)}</legend>
      {Array.from({ length: shown }, (_, at) => (
        <select
          key={at}
          class="field"
          aria-label={say(at === 0 ? 'who' : 'and_who', language)}
          value={kept[at] ?? ''}
          onChange={event => pick(at, event.currentTarget.value)}
        >
          <option value="">{say(at === 0 ? 'everybody' : 'nothing_more', language)}</option>
          {choices
            .filter(({ name }) => isFree(name, at, kept))
            .map(({ name, label, values }) => (
              <optgroup key={name} label={label[language]}>
                {values.map(one => (
                  <option key={one.value} value={pairOf(name, one.value)}>
                    {one.label[language]}
                  </option>
                ))}
              </optgroup>
            ))}
        </select>
      ))}
    </fieldset>
  )
}
