import type { NudgeTerms } from '../../../schema/nudge-terms.ts'
import { ask } from '../ask.ts'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { numberIn, type TermsFilled, TermsForm, whyIn } from './terms-form.tsx'
import { say } from './words.ts'

const NAMES = ['perDay', 'confirmPerDay', 'coolDownDays', 'restMinutes', 'snoozeMinutes'] as const

interface Props {
  terms: NudgeTerms
  onChange: () => void
}

/** How much a visitor is nudged at most. */
export function NudgePart({ terms, onChange }: Props) {
  const { language } = useSettings()
  const may = useMay('PUT /v1/nudges/terms')
  const save = async (filled: TermsFilled) => {
    const numbers = NAMES.map(name => [name, numberIn(filled[name])])
    await ask('PUT', 'v1/nudges/terms', { ...Object.fromEntries(numbers), ...whyIn(filled) })
    onChange()
  }
  const fields = NAMES.map(name => ({
    name,
    label: say(name, language),
    hint: say(`${name}_hint`, language),
    value: String(terms[name]),
  }))
  return (
    <section>
      <div class="h">
        <h2 id="nudge-head">{say('nudges', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('nudges_note', language)}</p>
      <TermsForm id="nudge" fields={fields} may={may} onSave={save} />
    </section>
  )
}
