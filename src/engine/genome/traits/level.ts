import type { Act } from '../act.ts'
import { pathOf } from '../corrections.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { clamp, credibility, evidenceOf, NOT_BELIEVED, shrunkMean } from './credibility.ts'
import { categoryInterest } from './interest.ts'

/** Words of a shop's own `level` attribute, from first steps to competition. */
const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^(d[ée]but|beginner|initiation|d[ée]couverte|entry|novice|easy|facile)/, 0.1],
  [/^(interm|loisir|leisure|regular|r[ée]gulier|medium|moyen|all)/, 0.45],
  [/^(confirm|avanc|advanced|sport|perf)/, 0.75],
  [/^(expert|comp[ée]t|pro|race|elite|élite)/, 0.95],
]

/** The same levels, as a shop would say them. */
const LEVEL_WORDS = [
  { fr: 'Pour débuter', en: 'For starting out' },
  { fr: 'Niveau intermédiaire', en: 'Intermediate' },
  { fr: 'Niveau confirmé', en: 'Advanced' },
  { fr: 'Niveau expert', en: 'Expert' },
]

/** Filters only somebody who knows the subject sets. */
const TECHNICAL =
  /\b(drop|flex|patin|waist|width|largeur|radius|rayon|poids|weight|cuin|fill|denier|membrane|mm|g\/m|gore|stack|amorti|cushion|carbon|din)\b/i

/** A level said in a search or a filter; shorter words ("pro", "all") say other things there. */
const SPOKEN =
  /^(d[ée]butant|beginner|novice|initiation|interm[ée]di|confirm[ée]|avanc[ée]|advanced|expert|comp[ée]titi)/

/** What is believed of whoever told nothing. */
export const MIDDLE = 0.45
/** A first belief of the middle is worth two thirds of a thing taken. */
const STRENGTH = 4
/** Weight at which half of what tells levels apart is known, as `bench -- understand` finds it. */
const DOUBT = 20
/** What their level in one category says of another. */
const ELSEWHERE = 0.5

/**
 * How much an act says of somebody's level. What they take is of their level; what they look at
 * is what stood on the page: a level is read after the click, and looks, however little they weighed,
 * ranked people at random in both worlds of `bench -- understand`.
 */
function weightOf({ kind }: Act): number {
  switch (kind) {
    case 'buy':
    case 'past_buy':
      return 8
    case 'cart':
      return 6
    case 'wish':
      return 5
    case 'filter':
    case 'search':
      return 4
    default:
      return 0
  }
}

/** 0 for first steps, 1 for competition; undefined where the item does not say. */
export function levelOf(item: number, reading: Reading): number | undefined {
  return item < 0 ? undefined : levelOfWord(reading.catalogue.attribute(item, 'level'))
}

/** The same of a shop's own word for it, `débutant`. */
export function levelOfWord(word: string | undefined): number | undefined {
  return word === undefined ? undefined : LEVELS.find(([pattern]) => pattern.test(word))?.[1]
}

/**
 * Level of practice in a category: the mean level of what they take, pulled towards the
 * middle; the level they ask for by name, or a technical word, counts beside. Levels do not
 * fade within a journal, and what is known of other categories says half as much.
 */
export function level(reading: Reading, category: number) {
  if (isDenied(reading, category)) return { score: MIDDLE, confidence: 0 }
  let weight = 0
  let sum = 0
  for (const act of reading.acts) {
    const told = weightOf(act) > 0 ? sign(act, reading) : undefined
    if (told === undefined || isDenied(reading, reading.categoryOf(act))) continue
    const more = weightOf(act) * (isAbout(act, reading, category) ? 1 : ELSEWHERE)
    weight += more
    sum += told * more
  }
  return {
    score: shrunkMean(sum, weight, MIDDLE, STRENGTH),
    confidence: credibility(weight, DOUBT),
  }
}

/** They said that this is not their level there, or that nothing there is for them. */
function isDenied(reading: Reading, category: number): boolean {
  return reading.denials.ofCategory('level', category) || reading.isDenied(category)
}

function isAbout(act: Act, reading: Reading, category: number): boolean {
  return act.item < 0 || reading.categoryOf(act) === category
}

function sign(act: Act, reading: Reading): number | undefined {
  return act.kind === 'filter' || act.kind === 'search'
    ? levelNamed(act.detail)
    : levelOf(act.item, reading)
}

/** A shop's own word for a level, in either language. */
export function levelWords(word: string | undefined, language: 'fr' | 'en'): string | undefined {
  const at = word === undefined ? -1 : LEVELS.findIndex(([pattern]) => pattern.test(word))
  return LEVEL_WORDS[at]?.[language]
}

/** The level that words ask for: by its own name, or by speaking as those who know. */
function levelNamed(words: string): number | undefined {
  const spoken = words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .find(word => SPOKEN.test(word))
  if (spoken !== undefined) return LEVELS.find(([pattern]) => pattern.test(spoken))?.[1]
  return TECHNICAL.test(words) ? 0.9 : undefined
}

export function levelTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  return categoryInterest(reading)
    .shares.slice(0, 3)
    .map(({ key }) => ({
      name: 'level',
      about: reading.catalogue.categoryName(key, language),
      subject: pathOf(key, reading.catalogue),
      ...level(reading, key),
      evidence: evidenceOf(
        reading,
        act => weightOf(act) > 0 && sign(act, reading) !== undefined && isAbout(act, reading, key),
      ),
    }))
    .filter(trait => trait.confidence > 0)
}

/**
 * Aspiration: looking above what one takes. The difference between the level (or, where items
 * have none, the price place) of things looked at and of things put in the cart; needs both.
 * −1 takes the better one, +1 only dreams of it.
 */
export function aspiration(reading: Reading): { score: number; confidence: number } {
  if (reading.denials.of('aspiration')) return NOT_BELIEVED
  const looked = { count: 0, sum: 0 }
  const taken = { count: 0, sum: 0 }
  for (const act of reading.acts) {
    const side = act.kind === 'view' ? looked : isTaken(act) ? taken : undefined
    if (side === undefined || act.item < 0) continue
    side.count++
    side.sum += levelOf(act.item, reading) ?? reading.catalogue.priceQuantile(act.item)
  }
  const confidence = credibility(Math.min(looked.count, taken.count * 2), 3)
  if (confidence === 0) return { score: 0, confidence }
  const above = looked.sum / looked.count - taken.sum / taken.count
  return { score: clamp(2 * above * confidence, -1, 1), confidence }
}

function isTaken(act: Act): boolean {
  return act.kind === 'cart' || act.kind === 'buy' || act.kind === 'past_buy'
}

export function aspirationTraits(reading: Reading): Trait[] {
  const { score, confidence } = aspiration(reading)
  if (confidence === 0) return []
  const evidence = evidenceOf(reading, act => act.kind === 'view' || isTaken(act))
  return [{ name: 'aspiration', score, confidence, evidence }]
}
