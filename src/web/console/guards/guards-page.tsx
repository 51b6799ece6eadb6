import type { Say } from '../../../schema/live.ts'
import type { NudgeTerms } from '../../../schema/nudge-terms.ts'
import type { OffersTold, OfferTerms } from '../../../schema/offer.ts'
import type { PromisesTold } from '../../../schema/promises.ts'
import type { SplitTold } from '../../../schema/split.ts'
import { number } from '../format.ts'
import { useAsked } from '../people/use-asked.ts'
import { percent } from '../results/measures.ts'
import { useMay } from '../session.ts'
import { type Language, useSettings } from '../settings.ts'
import { Answer } from '../shell/answer.tsx'
import { Without } from '../shell/without.tsx'
import { word } from '../words.ts'
import { HoldoutPart } from './holdout-part.tsx'
import { NudgePart } from './nudge-part.tsx'
import { OfferPart } from './offer-part.tsx'
import { CalendarPart, PromisesPart } from './promises-part.tsx'
import { say } from './words.ts'

/** What will it never do, whatever it expects of it? */
export function GuardsPage() {
  const { language } = useSettings()
  const nudges = useAsked<{ terms: NudgeTerms }>('v1/nudges/terms')
  const promises = useAsked<PromisesTold>('v1/promises')
  const split = useAsked<SplitTold>('v1/split')
  const mayOffer = useMay('GET /v1/offers/terms')
  if (typeof nudges.got === 'string') return <Without got={nudges.got} />
  if (typeof split.got === 'string') return <Without got={split.got} />
  if (typeof promises.got === 'string') return <Without got={promises.got} />
  return (
    <div class="guards">
      <div class="top">
        <span class="where">{word('guards', language)}</span>
      </div>
      <Answer say={answerOf(nudges.got.terms, split.got)} />
      <div class="cols">
        <div>
          <NudgePart terms={nudges.got.terms} onChange={nudges.again} />
          {mayOffer && <Offers />}
          {promises.got.facts.map(facts => (
            <PromisesPart key={facts.country} facts={facts} onChange={promises.again} />
          ))}
        </div>
        <aside>
          <HoldoutPart split={split.got} onChange={split.again} />
          <CalendarPart calendar={promises.got.calendar} />
          <p class="next">
            <a href="#/rules">{say('elsewhere', language)}</a>
          </p>
        </aside>
      </div>
    </div>
  )
}

function Offers() {
  const terms = useAsked<{ terms: OfferTerms | null }>('v1/offers/terms')
  const offers = useAsked<OffersTold>('v1/offers')
  if (typeof terms.got === 'string') return <Without got={terms.got} />
  if (typeof offers.got === 'string') return <Without got={offers.got} />
  const again = () => {
    terms.again()
    offers.again()
  }
  return <OfferPart terms={terms.got.terms} offers={offers.got} onChange={again} />
}

function answerOf({ perDay }: NudgeTerms, { holdout }: SplitTold): Say {
  const of = (language: Language) => ({
    times: number(perDay, language),
    alone: percent(holdout, language, Number.isInteger(holdout * 100) ? 0 : 1),
  })
  const [fr, en] = [of('fr'), of('en')]
  return {
    fr: `*${perDay === 0 ? 'Aucune demande' : `${fr.times} demande${perDay > 1 ? 's' : ''} par jour au plus`}* à chacun, et ${fr.alone} des visiteurs laissés tranquilles.`,
    en: `*${perDay === 0 ? 'No asking nudge' : `${en.times} asking nudge${perDay > 1 ? 's' : ''} a day at most`}* for each, and ${en.alone} of visitors left alone.`,
  }
}
