import type { Random } from '../core/random.ts'

/**
 * A simulated person: hidden traits, drawn once, known to nobody but the
 * ground-truth file. They act from utilities (see `taste.ts`); what Vitrine makes of
 * their acts is judged against these.
 */
export interface Person {
  id: string
  seed: number
  language: 'fr' | 'en'
  device: 'mobile' | 'tablet' | 'desktop'
  consent: 'personal' | 'measure' | 'refused'
  /** Not a person at all: it fetches pages, says yes to every banner and buys nothing. */
  isRobot: boolean
  traits: Traits
  need: Need
}

export interface Traits {
  /** Place in the prices of a category where they are at ease, 0 cheapest to 1 dearest. */
  budget: number
  /** How much each of these moves them, 0 to 1. */
  reviews: number
  promotions: number
  advice: number
  delivery: number
  /** 0 beginner, 1 expert. */
  expertise: number
  /** 0 strolls, 1 knows what they came for. */
  decided: number
}

/** What brings them: a kind of product, and what it is for. */
export interface Need {
  /** Search words a person would type. */
  words: { fr: string; en: string }
  /** Words that a category or title which answers the need contains. */
  about: RegExp
}

/**
 * The needs of a town of skiers, walkers and runners, with how common each is.
 * The words are a person's, not the catalogue's: matching them is the shop's affair.
 */
const NEEDS: readonly (Need & { weight: number })[] = [
  {
    weight: 20,
    words: { fr: 'chaussures ski', en: 'ski boots' },
    about: /ski boot|chaussures? de ski/i,
  },
  { weight: 10, words: { fr: 'skis piste', en: 'piste skis' }, about: /\bskis?\b/i },
  { weight: 18, words: { fr: 'chaussures trail', en: 'trail running shoes' }, about: /trail/i },
  {
    weight: 12,
    words: { fr: 'chaussures running', en: 'road running shoes' },
    about: /running|route|road/i,
  },
  {
    weight: 14,
    words: { fr: 'sac a dos randonnee', en: 'hiking backpack' },
    about: /sacs? |backpack|pack/i,
  },
  { weight: 9, words: { fr: 'tente legere', en: 'light tent' }, about: /tent/i },
  {
    weight: 12,
    words: { fr: 'veste impermeable', en: 'waterproof jacket' },
    about: /veste|jacket/i,
  },
  { weight: 7, words: { fr: 'montre gps', en: 'gps watch' }, about: /montre|watch/i },
  {
    weight: 8,
    words: { fr: 'chaussures randonnee', en: 'hiking boots' },
    about: /randonn|hiking/i,
  },
  { weight: 5, words: { fr: 'sac de couchage', en: 'sleeping bag' }, about: /couchage|sleeping/i },
]

/** Person number `n` of the town `seed`: always the same one. */
export function makePerson(n: number, seed: number, random: Random): Person {
  return {
    id: `person-${seed}-${n}`,
    seed: random.below(2 ** 31),
    language: random.chance(0.7) ? 'fr' : 'en',
    device: (['mobile', 'desktop', 'tablet'] as const)[random.weighted([58, 36, 6])],
    consent: (['personal', 'measure', 'refused'] as const)[random.weighted([72, 8, 20])],
    isRobot: false,
    traits: {
      budget: between(random.normal() * 0.25 + 0.5),
      // Most people care little, some a lot: squared uniform rather than a bell.
      reviews: random.next() ** 1.5,
      promotions: random.next() ** 1.5,
      advice: random.next() ** 2,
      delivery: random.next() ** 2,
      expertise: between(random.normal() * 0.28 + 0.4),
      decided: random.next(),
    },
    need: NEEDS[random.weighted(NEEDS.map(need => need.weight))],
  }
}

function between(value: number): number {
  return Math.min(1, Math.max(0, value))
}
