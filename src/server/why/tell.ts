import { DAY } from '../../core/clock.ts'
import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Correction } from '../../engine/genome/corrections.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import { traitName } from '../../engine/genome/traits/words.ts'
import type { Experiences } from '../../engine/policy/experiences.ts'
import type { Say } from '../../schema/live.ts'
import type { WhyTold } from '../../schema/why.ts'
import { both } from '../live/words.ts'
import { KEPT_MS } from '../retention.ts'
import { Teller, tellShown } from '../told/visitor.ts'
import { readTraitId, traitId } from './trait-id.ts'
import { toldToYou } from './you.ts'
import { because, YOUR_ACTS } from './your-acts.ts'

/** Things shown, and things done, that are told. */
const MOST_SHOWN = 4
const MOST_ACTS = 8

interface Known {
  genome: Genome
  catalogue: Catalogue
  experiences: Experiences
  now: number
}

/** What is believed of somebody, said to them. What was shown has its reasons added by the log. */
export function tellWhy({ genome, catalogue, experiences, now }: Known): WhyTold {
  const each = { fr: genome.traits(now, 'fr'), en: genome.traits(now, 'en') }
  const { acts, shown } = genome.reading(now)
  const teller = new Teller(catalogue, YOUR_ACTS)
  return {
    kept: 'person',
    says: both(language => KEPT[language]),
    traits: each.en
      .map((en, n) => {
        const trait = { fr: each.fr[n], en }
        const id = traitId(en)
        const why = because(en.evidence, teller)
        return {
          ...teller.trait(trait),
          ...(id !== undefined && { trait: id }),
          say: toldToYou(trait),
          ...(why && { because: why }),
          weight: weightOf(en),
        }
      })
      .sort((a, b) => b.weight - a.weight)
      .map(({ weight: _, ...told }) => told),
    denied: genome.corrections
      .filter(({ isWrong }) => isWrong)
      .map(said => tellDenied(said, catalogue)),
    shown: [...shown]
      .reverse()
      .slice(0, MOST_SHOWN)
      .map(one => ({ ...tellShown(one, experiences), items: [] })),
    acts: acts
      .slice(-MOST_ACTS)
      .reverse()
      .map(act => ({ time: act.time, say: teller.act(act) })),
  }
}

/** How much a trait says: sure of it, and unlike most others. Without anything that was done, nothing. */
function weightOf({ name, score, confidence, evidence }: Trait): number {
  if (evidence.length === 0) return 0
  return confidence * Math.abs(name in NEUTRAL ? score - NEUTRAL[name] : 2 * score - 1)
}

/** Where somebody like all others stands, in traits where that is not the middle. */
const NEUTRAL: Record<string, number> = {
  ...{ category: 0, brand: 0, use: 0, hesitation: 0, decided: 0, aspiration: 0 },
  // A budget and a level say something wherever they lie.
  ...{ budget: -0.5, level: -0.5 },
}

function tellDenied(said: Correction, catalogue: Catalogue): WhyTold['denied'][number] {
  const { name, subject, time } = said
  const trait = traitId({ name, subject }) ?? name
  return { trait, title: both(l => traitName(namedBy(trait, catalogue, l), l)), since: time }
}

/** A trait by its id alone: what was seen of it may be long gone. */
function namedBy(id: string, catalogue: Catalogue, language: 'fr' | 'en') {
  const { name, subject } = readTraitId(id)
  const nothing = { name, score: 0, confidence: 0, evidence: [] }
  if (subject === undefined) return nothing
  if (name === 'brand') return { ...nothing, about: subject }
  if (name === 'use') return { ...nothing, about: subject.slice(subject.indexOf('=') + 1) }
  const category = catalogue.findCategory(subject)
  return { ...nothing, about: category < 0 ? subject : catalogue.categoryName(category, language) }
}

/** Nobody is known, or nobody that this browser may read. */
export function tellNothing(kept: 'account' | 'nothing'): WhyTold {
  const says = kept === 'account' ? ACCOUNT : NOTHING
  return { kept, says, traits: [], denied: [], shown: [], acts: [] }
}

const MONTHS = Math.round(KEPT_MS / DAY / 30.4)
const KEPT: Say = {
  fr: `La boutique retient vos visites pour vous montrer ce qui peut vous servir. Elles sont effacées ${MONTHS} mois après la dernière, et ne sont données à personne.`,
  en: `The shop remembers your visits, to show you what may be of use. They are erased ${MONTHS} months after the last one, and given to nobody.`,
}
const NOTHING: Say = {
  fr: 'La boutique ne retient rien de vous.',
  en: 'The shop keeps nothing of you.',
}
const ACCOUNT: Say = {
  fr: 'Ce navigateur appartient à un compte. Ce qui en est retenu, seule la boutique le montre, à qui s’y connecte.',
  en: 'This browser belongs to an account. What is kept of it only the shop itself shows, to whoever is signed in.',
}
