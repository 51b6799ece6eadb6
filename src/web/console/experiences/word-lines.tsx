import type { Say } from '../../../schema/live.ts'
import type { Refusal } from '../ask.ts'
import { Line } from '../rules/line.tsx'
import { wrongWith } from '../rules/use-draft.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

interface Props {
  name: 'title' | 'text'
  most: number
  known?: Say
  refusal?: Refusal
  isNeeded?: boolean
}

/** The same words in both languages, one under the other: a shopper may read either. */
export function WordLines({ name, most, known, refusal, isNeeded = false }: Props) {
  const { language } = useSettings()
  return (
    <>
      {(['fr', 'en'] as const).map(of => (
        <Line
          key={of}
          id={`exp-${name}-${of}`}
          label={`${say(name, language)} ${say(`in_${of}`, language)}`}
          wrong={wrongWith(`/${name}/${of}`, refusal)}
        >
          {said => (
            <input
              {...said}
              name={`${name}-${of}`}
              lang={of}
              class="field"
              required={isNeeded}
              maxLength={most}
              defaultValue={known?.[of]}
            />
          )}
        </Line>
      ))}
    </>
  )
}
