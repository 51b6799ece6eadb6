import { type Language, list } from '../../core/typography.ts'
import type { Judgement, Reason } from '../../engine/policy/judgement.ts'
import type { Speech } from '../../engine/prove/sentence.ts'
import { wordsOf } from '../../engine/situation/wording.ts'
import type { ToldExperience, ToldTerm } from '../../schema/explanation.ts'

/** Terms of one experience that are told: the rest weighs next to nothing. */
const MOST_TERMS = 12
/** Terms that are told of why it was this one. */
const MOST_BECAUSE = 6

/** What the model believes today of an experience here. */
export function beliefOf(
  { mean, deviation, rates, terms }: Judgement,
  speech: Speech,
): ToldExperience['belief'] {
  return {
    mean: figure(mean),
    deviation: figure(deviation),
    rates: {
      click: figure(rates.click),
      cart: figure(rates.cart),
      purchase: figure(rates.purchase),
    },
    terms: leading(terms, MOST_TERMS).map(term => tellTerm(term, speech)),
  }
}

/** What speaks for the one and not for the other: their terms one from the other, what weighs most first. */
export function becauseOf(shown: Judgement, usual: Judgement, speech: Speech): ToldTerm[] {
  const differences = new Map(shown.terms.map(term => [keyOf(term), { ...term }]))
  for (const term of usual.terms) {
    const known = differences.get(keyOf(term))
    if (known) known.amount -= term.amount
    else differences.set(keyOf(term), { ...term, amount: -term.amount })
  }
  return leading([...differences.values()], MOST_BECAUSE).map(term => tellTerm(term, speech))
}

function leading(terms: readonly Reason[], most: number): Reason[] {
  return terms
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, most)
}

function keyOf({ step, values }: Reason): string {
  return JSON.stringify([step, ...values.map(({ name, value }) => [name, value])])
}

function tellTerm({ step, kind, values, amount }: Reason, speech: Speech): ToldTerm {
  const { language, catalogue } = speech
  const words = values.map(({ name, value }) => wordsOf(name, value, language, catalogue))
  return {
    step,
    kind,
    characteristics: values.map(({ name }) => name),
    words: words.length === 0 ? ANYWHERE[language] : list(words, language),
    amount: figure(amount),
  }
}

/** Four figures: more would only look exact. */
function figure(value: number): number {
  return Number(value.toPrecision(4))
}

const ANYWHERE: Record<Language, string> = {
  fr: 'ce que vaut l’expérience partout',
  en: 'what the experience is worth anywhere',
}
