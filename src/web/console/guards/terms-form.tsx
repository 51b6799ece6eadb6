import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useAct } from '../people/use-act.ts'
import { Line } from '../rules/line.tsx'
import { wrongWith } from '../rules/use-draft.ts'
import { useSettings } from '../settings.ts'
import { say } from './words.ts'

/** A number that may be changed: what it is called, how far it goes, what stands there now. */
export interface TermField {
  name: string
  label: string
  hint?: string
  value: string
}

/** What was filled in, by the names of the lines; `why` among them. */
export type TermsFilled = Record<string, string>

interface Props {
  /** Sets the ids of two forms on one page apart. */
  id: string
  fields: readonly TermField[]
  may: boolean
  onSave: (filled: TermsFilled) => Promise<unknown>
  /** Lines that are not numbers. */
  children?: ComponentChildren
}

/** Terms are saved whole, so that what they were and what they are stand in one record. */
export function TermsForm({ id, fields, may, onSave, children }: Props) {
  const { language } = useSettings()
  const { act, isBusy, refusal } = useAct()
  const [isSaved, setSaved] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const filled = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement))
    void act(async () => {
      setSaved(false)
      await onSave(filled as TermsFilled)
      setSaved(true)
    })
  }
  return (
    <form class="lines" onSubmit={submit}>
      <fieldset class="terms" disabled={!may} aria-labelledby={`${id}-head`}>
        {children}
        {fields.map(({ name, label, hint, value }) => (
          <Line
            key={name}
            id={`${id}-${name}`}
            label={label}
            hint={hint}
            wrong={wrongWith(`/${name}`, refusal)}
          >
            {said => (
              <input
                {...said}
                name={name}
                class="field"
                inputMode="decimal"
                defaultValue={language === 'fr' ? value.replace('.', ',') : value}
              />
            )}
          </Line>
        ))}
        <Line id={`${id}-why`} label={say('why', language)} wrong={wrongWith('/why', refusal)}>
          {said => <input {...said} name="why" class="field" maxLength={256} />}
        </Line>
      </fieldset>
      {may ? (
        <button type="submit" class="btn go" disabled={isBusy}>
          {say('save', language)}
        </button>
      ) : (
        <p class="meta">{say('not_yours', language)}</p>
      )}
      <p role="status" class={refusal ? 'notice harm' : 'meta'}>
        {refusal ? refusal.message || say('lost', language) : isSaved && say('saved', language)}
      </p>
    </form>
  )
}

/** A number as it was typed; what is none is told to the server, which names the line. */
export function numberIn(text: string | undefined): number {
  return text === undefined || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
}

/** Why, where somebody said it. */
export function whyIn({ why = '' }: TermsFilled): { why?: string } {
  return why.trim() === '' ? {} : { why: why.trim() }
}
