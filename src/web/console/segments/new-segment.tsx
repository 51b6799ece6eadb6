import { useState } from 'preact/hooks'
import type { Segment } from '../../../schema/segment.ts'
import type { SegmentChoice } from '../../../schema/segment-told.ts'
import { type Language, useSettings } from '../settings.ts'
import { send } from '../use-read.ts'
import { say } from './words.ts'

/** So many conditions a segment has at most. */
const CONDITIONS = 3
const BETWEEN = '='

interface Props {
  choices: SegmentChoice[]
  onMade: () => void
}

/** A situation becomes a segment: a name, and up to three things its visitors have in common. */
export function NewSegment({ choices, onMade }: Props) {
  const { language } = useSettings()
  const [name, setName] = useState('')
  const [picked, setPicked] = useState<string[]>([])
  const [refusal, setRefusal] = useState<string>()
  const make = async (event: Event) => {
    event.preventDefault()
    const when = Object.fromEntries(picked.filter(Boolean).map(one => one.split(BETWEEN, 2)))
    const made = await send<Segment>('POST', 'v1/segments', { name: name.trim(), when })
    setRefusal(typeof made === 'string' ? made : undefined)
    if (typeof made === 'string') return
    onMade()
    location.hash = `#/segments/${made.id}`
  }
  const pick = (n: number, value: string) => setPicked(Object.assign([...picked], { [n]: value }))
  const shown = Math.min(CONDITIONS, picked.filter(Boolean).length + 1)
  return (
    <section>
      <div class="h">
        <h2>{say('new_segment', language)}</h2>
      </div>
      <form class="new-segment" onSubmit={make}>
        <label>
          {say('name', language)}
          <input
            class="field"
            required
            maxLength={80}
            value={name}
            onInput={event => setName(event.currentTarget.value)}
          />
        </label>
        {Array.from({ length: shown }, (_, n) => (
          <Condition
            key={n}
            isFirst={n === 0}
            value={picked[n] ?? ''}
            choices={choices.filter(({ name }) => isFree(name, n, picked))}
            onPick={value => pick(n, value)}
            language={language}
          />
        ))}
        <button type="submit" class="btn go">
          {say('make', language)}
        </button>
        <p class="meta">{say('begins', language)}</p>
      </form>
      {refusal && (
        <p class="notice harm" role="alert">
          {refusal}
        </p>
      )}
    </section>
  )
}

interface ConditionProps {
  isFirst: boolean
  value: string
  choices: SegmentChoice[]
  onPick: (value: string) => void
  language: Language
}

function Condition({ isFirst, value, choices, onPick, language }: ConditionProps) {
  return (
    <label>
      {say(isFirst ? 'who' : 'and_who', language)}
      <select
        class="field"
        required={isFirst}
        value={value}
        onChange={event => onPick(event.currentTarget.value)}
      >
        <option value="">{say('choose', language)}</option>
        {choices.map(choice => (
          <optgroup key={choice.name} label={choice.label[language]}>
            {choice.values.map(one => (
              <option key={one.value} value={`${choice.name}${BETWEEN}${one.value}`}>
                {one.label[language]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

/** A characteristic has one value: it is not asked for twice. */
function isFree(name: string, n: number, picked: string[]): boolean {
  return !picked.some((one, at) => at !== n && one?.startsWith(`${name}${BETWEEN}`))
}
