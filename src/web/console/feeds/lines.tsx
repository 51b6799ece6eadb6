import { Line } from '../rules/line.tsx'

interface LineProps {
  id: string
  name: string
  label: string
  value: string
  wrong?: string
}

interface ChoiceProps extends LineProps {
  options: [value: string, said: string][]
  onChoose: (value: string) => void
}

/** One of a few, said in words. */
export function Choice({ id, name, label, value, wrong, options, onChoose }: ChoiceProps) {
  return (
    <Line id={id} label={label} wrong={wrong}>
      {said => (
        <select
          {...said}
          name={name}
          class="field"
          value={value}
          onChange={event => onChoose(event.currentTarget.value)}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Line>
  )
}

/** A short code of letters, such as `FR`. */
export function Code({ id, name, label, value, wrong, of }: LineProps & { of: string }) {
  return (
    <Line id={id} label={label} wrong={wrong}>
      {said => (
        <input {...said} name={name} class="field" pattern={of} required defaultValue={value} />
      )}
    </Line>
  )
}
