import type { Language } from '../../core/typography.ts'
import type { Catalogue } from '../../engine/catalogue/catalogue.ts'
import type { Act } from '../../engine/genome/act.ts'
import type { Genome } from '../../engine/genome/genome.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import type { Trait, TraitEvidence, VisitType } from '../../engine/genome/shape.ts'
import { ACT_WORDS, sureness, TRAIT_WORDS, traitName } from '../../engine/genome/traits/words.ts'
import type { Experiences } from '../../engine/policy/experiences.ts'
import type { Slice } from '../../schema/decision.ts'
import type { Say } from '../../schema/live.ts'
import type { TraitTold, VisitorTold } from '../../schema/visitor-told.ts'
import { both, colon, nth, quote } from '../live/words.ts'
import { KEPT_MS } from '../retention.ts'
import { traitId } from '../why/trait-id.ts'
import { believed } from './beliefs.ts'
import { tellDenied } from './denied.ts'
import { pageName } from './pages.ts'
import { saidOnce } from './said-once.ts'
import { tellShown } from './shown.ts'

/** Acts told of one visitor. */
const MOST_ACTS = 40
/** Confidence from which a trait is part of the opening sentence: likely, or sure. */
const SURE = 0.3

interface Known {
  visitor: string
  genome: Genome
  slice: Slice
  /** How many keys they are known by. */
  names: number
  catalogue: Catalogue
  experiences: Experiences
  /** How long after it was shown an order still counts for what was clicked. */
  windowMs: number
  now: number
}

/** All that is understood of a visitor, said so that the visitor could read it too. */
export function tellVisitor({
  visitor,
  genome,
  slice,
  names,
  catalogue,
  experiences,
  windowMs,
  now,
}: Known): VisitorTold {
  const each = { fr: genome.traits(now, 'fr'), en: genome.traits(now, 'en') }
  const { acts, shown, visit, visitType } = genome.reading(now)
  const called = both(l => nickname(visitor, l))
  const tell = new Teller(catalogue)
  return {
    visitor,
    nickname: called,
    answer: both(l => opening(called[l], each[l], l)),
    lede: both(l => standing(visit, visitType, l)),
    slice,
    names,
    erasedBy: (acts.at(-1)?.time ?? now) + KEPT_MS,
    traits: each.en
      .map((trait, n) => tell.trait({ fr: each.fr[n], en: trait }))
      .sort((a, b) => b.confidence - a.confidence),
    acts: saidOnce(acts)
      .slice(-MOST_ACTS)
      .reverse()
      .map(act => ({ time: act.time, say: tell.act(act) })),
    denied: tellDenied(genome, catalogue),
    shown: tellShown({ shown, acts }, experiences, windowMs),
  }
}

export class Teller {
  readonly #catalogue: Catalogue
  readonly #acts: typeof ACT_WORDS

  /** @param acts what somebody did, as it is said of them or to them */
  constructor(catalogue: Catalogue, acts = ACT_WORDS) {
    this.#catalogue = catalogue
    this.#acts = acts
  }

  trait(trait: Record<Language, Trait>): TraitTold {
    const { name, score, confidence, evidence } = trait.en
    const words = TRAIT_WORDS[name]
    const id = traitId(trait.en)
    return {
      ...(id !== undefined && { trait: id }),
      title: both(l => traitName(trait[l], l)),
      low: words.low,
      high: words.high,
      at: TWO_ENDS.has(name) ? (score + 1) / 2 : score,
      confidence,
      sure: sureness(confidence),
      evidence: evidence.toReversed().map(piece => ({
        time: piece.time,
        say: this.piece(piece),
      })),
    }
  }

  act({ kind, item, detail, page, category }: Act): Say {
    if (kind === 'page' && item < 0) return this.#opened(page, category, detail)
    return both(l => this.say(kind, this.#named(item, detail, l), l))
  }

  /** A piece of evidence. */
  piece(piece: TraitEvidence): Say {
    const { act, item, page = '', category = -1, detail = '' } = piece
    if (act === 'page' && item === undefined) return this.#opened(page, category, detail)
    return both(l => this.say(act, this.nameOf(piece, l), l))
  }

  /** What a piece of evidence is about. */
  nameOf({ item, detail = '' }: TraitEvidence, language: Language): Named {
    return this.#named(item === undefined ? -1 : this.#catalogue.find(item), detail, language)
  }

  /** An act, and what it was done to. */
  say(act: string, { name, isQuoted }: Named, language: Language): string {
    const said = this.#acts[act as keyof typeof ACT_WORDS]?.[language] ?? act
    if (name === '') return said
    return `${said}${isQuoted || DONE_TO_IT.has(act) ? ' ' : colon(language)}${name}`
  }

  /** A page by its kind, and the words that led to it. */
  #opened(page: string, category: number, detail: string): Say {
    const called = pageName(page, category, this.#catalogue)
    return both(l => {
      const name = [called[l], detail && quote(detail, l)].filter(one => one !== '').join(', ')
      return this.say('page', { name, isQuoted: false }, l)
    })
  }

  /** The item by its name or id; else the words they used, quoted, for they are anybody's. */
  #named(item: number, detail: string, language: Language): Named {
    if (item < 0) return { name: detail && quote(detail, language), isQuoted: true }
    const name = this.#catalogue.titleOf(item, language) || this.#catalogue.idOf(item)
    return { name, isQuoted: false }
  }
}

/** A name as it is said; empty for none. */
export interface Named {
  name: string
  isQuoted: boolean
}

/** Scores that lie between −1 and 1: what is neither stands in the middle. */
const TWO_ENDS = new Set(['decided', 'aspiration'])

/** Acts that a thing follows as it is: "looks at the Combe", but "reads the reviews: Combe". */
const DONE_TO_IT = new Set(['view', 'wish', 'cart', 'uncart', 'buy', 'past_buy', 'refund', 'seen'])

/** "*Mélèze 17* s'intéresse au rayon chaussures de ski et se fie aux avis." */
function opening(called: string, traits: readonly Trait[], language: Language): string {
  const sure = traits.filter(({ confidence }) => confidence >= SURE)
  const said = believed(sure, language)
  if (said !== '') return `*${called}* ${said}.`
  return language === 'fr'
    ? `Nous ne savons encore presque rien de *${called}*.`
    : `We know next to nothing of *${called}* yet.`
}

function standing(count: number, type: VisitType, language: Language): string {
  const visit = `${nth(count, language)} ${language === 'fr' ? 'visite' : 'visit'}`
  const told = type === 'first' ? [visit] : [visit, STANDING[type][language]]
  return told.map(sentence).join(' ')
}

const STANDING: Record<Exclude<VisitType, 'first'>, Say> = {
  return: { fr: 'revient sans avoir laissé de panier', en: 'back, no cart was left' },
  abandoned_cart: {
    fr: 'a laissé un panier la dernière fois',
    en: 'left a cart behind last time',
  },
  recent_purchase: { fr: 'a acheté il y a moins de 30 jours', en: 'bought within 30 days' },
  loyal: { fr: 'a commandé au moins trois fois', en: 'has ordered three times or more' },
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
