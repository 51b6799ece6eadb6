import type { ShopFacts } from '../../../schema/product.ts'
import type { PromisesTold } from '../../../schema/promises.ts'
import { ask } from '../ask.ts'
import { countryName } from '../feeds/names.ts'
import { when } from '../format.ts'
import { Line } from '../rules/line.tsx'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { promiseFields, promisesIn } from './promises-in.ts'
import { type TermsFilled, TermsForm } from './terms-form.tsx'
import { say } from './words.ts'

interface Props {
  facts: ShopFacts
  onChange: () => void
}

/** What the shop promises in one country: delivery, returns, payment. */
export function PromisesPart({ facts, onChange }: Props) {
  const { language } = useSettings()
  const may = useMay('PUT /v1/promises/:country')
  const { country, freeReturns, priceMatch, payments } = facts
  const save = async (filled: TermsFilled) => {
    await ask('PUT', `v1/promises/${country}`, promisesIn(filled, facts))
    onChange()
  }
  return (
    <section>
      <div class="h">
        <h2 id={`facts-${country}-head`}>
          {say('promises', language)} ({countryName(country, language)})
        </h2>
      </div>
      <p class="meta quiet-line">{say('promises_note', language)}</p>
      <TermsForm
        id={`facts-${country}`}
        fields={promiseFields(facts, language)}
        may={may}
        onSave={save}
      >
        <label class="tick">
          <input type="checkbox" name="freeReturns" defaultChecked={freeReturns ?? false} />
          {say('freeReturns', language)}
        </label>
        <label class="tick">
          <input type="checkbox" name="priceMatch" defaultChecked={priceMatch ?? false} />
          {say('priceMatch', language)}
        </label>
        <Line
          id={`facts-${country}-payments`}
          label={say('payments', language)}
          hint={say('payments_hint', language)}
        >
          {said => (
            <input {...said} name="payments" class="field" defaultValue={payments?.join(', ')} />
          )}
        </Line>
      </TermsForm>
    </section>
  )
}

/** What begins or ends by itself, soonest first. */
export function CalendarPart({ calendar }: Pick<PromisesTold, 'calendar'>) {
  const { language } = useSettings()
  return (
    <section>
      <div class="h">
        <h2>{say('calendar', language)}</h2>
      </div>
      {calendar.length === 0 && <p class="meta quiet-line">{say('calendar_empty', language)}</p>}
      <ol class="moments">
        {calendar.map(({ time, kind, says, rule }) => (
          <li key={`${kind}${rule ?? says.fr}${time}`}>
            <span class="t">{when(time, Date.now(), language)}</span>
            <span>
              {rule ? <a href={`#/rules/${rule}`}>{says[language]}</a> : says[language]}
              <small>{say(kind, language)}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
