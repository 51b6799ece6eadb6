import { DAY } from '../../core/clock.ts'
import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import type { Trait } from '../../engine/genome/shape.ts'
import type { Experiences } from '../../engine/policy/experiences.ts'
import type { Say } from '../../schema/live.ts'
import type { WhyTold } from '../../schema/why.ts'
import { both } from '../live/words.ts'
import { KEPT_MS } from '../retention.ts'
import { tellDenied } from '../told/denied.ts'
import { saidOnce } from '../told/said-once.ts'
import { tellShown } from '../told/shown.ts'
import { Teller } from '../told/visitor.ts'
import { toldToYou } from './you.ts'
import { because, YOUR_ACTS } from './your-acts.ts'

/** Things shown, and things done, that are told. */
const MOST_SHOWN = 4
const MOST_ACTS = 8

interface Known {
  genome: Genome
  catalogue: Catalogue
  experiences: Experiences
  /** How long after it was shown an order still counts for what was clicked. */
  windowMs: number
  now: number
}

/** What is believed of somebody, said to them. What was shown has its reasons added by the log. */
export function tellWhy({ genome, catalogue, experiences, windowMs, now }: Known): WhyTold {
  const each = { fr: genome.traits(now, 'fr'), en: genome.traits(now, 'en') }
  const { acts, shown } = genome.reading(now)
  const teller = new Teller(catalogue, YOUR_ACTS)
  return {
    kept: 'person',
    says: both(language => KEPT[language]),
    traits: each.en
      .map((en, n) => {
        const trait = { fr: each.fr[n], en }
        const why = because(en.evidence, teller)
        return {
          ...teller.trait(trait),
          say: toldToYou(trait),
          ...(why && { because: why }),
          weight: weightOf(en),
        }
      })
      .sort((a, b) => b.weight - a.weight)
      .map(({ weight: _, ...told }) => told),
    denied: tellDenied(genome, catalogue),
    shown: tellShown({ shown: shown.slice(-MOST_SHOWN), acts }, experiences, windowMs).map(one => ({
      ...one,
      items: [],
    })),
    acts: saidOnce(acts)
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
