import { useState } from 'preact/hooks'
import type { OffersTold, OfferTerms } from '../../../schema/offer.ts'
import { ask } from '../ask.ts'
import { minorDigits, money } from '../format.ts'
import { Line } from '../rules/line.tsx'
import { useMay } from '../session.ts'
import { useSettings } from '../settings.ts'
import { fieldsOf, type Kind, termsIn } from './offer-terms.ts'
import { type TermsFilled, TermsForm } from './terms-form.tsx'
import { say } from './words.ts'

interface Props {
  terms: OfferTerms | null
  offers: OffersTold
  onChange: () => void
}

/** What is given away to who hesitates, how much of it, and what must be left. */
export function OfferPart({ terms, offers: { currency, left }, onChange }: Props) {
  const { language } = useSettings()
  const may = useMay('PUT /v1/offers/terms')
  const [kind, setKind] = useState<Kind>(terms?.amount === undefined ? 'percent' : 'amount')
  const save = async (filled: TermsFilled) => {
    await ask('PUT', 'v1/offers/terms', termsIn(filled, kind, minorDigits(currency)))
    onChange()
  }
  return (
    <section>
      <div class="h">
        <h2 id="offer-head">{say('offers', language)}</h2>
      </div>
      <p class="meta quiet-line">{say('offers_note', language)}</p>
      {terms?.on && (
        <p>
          {say('left', language)} <b>{money(left.today, currency, language)}</b>{' '}
          {say('today', language)}, <b>{money(left.all, currency, language)}</b>{' '}
          {say('in_all', language)}
        </p>
      )}
      <TermsForm
        id="offer"
        fields={fieldsOf(terms, kind, currency, language)}
        may={may}
        onSave={save}
      >
        <label class="tick">
          <input type="checkbox" name="on" defaultChecked={terms?.on ?? false} />
          {say('on', language)}
        </label>
        <Line id="offer-kind" label={say('kind', language)}>
          {said => (
            <select
              {...said}
              class="field"
              value={kind}
              onChange={event => setKind(event.currentTarget.value as Kind)}
            >
              <option value="percent">{say('percent', language)}</option>
              <option value="amount">{say('amount', language)}</option>
            </select>
          )}
        </Line>
        <Line id="offer-codes" label={say('codes', language)} hint={say('codes_hint', language)}>
          {said => (
            <textarea
              {...said}
              name="codes"
              class="field"
              rows={3}
              defaultValue={terms?.codes?.join('\n')}
            />
          )}
        </Line>
      </TermsForm>
    </section>
  )
}
