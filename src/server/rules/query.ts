import { strengthOf } from '../../engine/prove/found/found-of.ts'
import { type Found, STATUSES } from '../../schema/found.ts'
import type { HeldRule, RuleChanged } from '../../schema/rule.ts'
import type { RulesQuery } from '../../schema/rule-told.ts'
import type { Env } from '../../store/ports.ts'

/** A rule on the shelf, before it is told. */
export interface Entry {
  found: Found
  /** What the merchandiser says of it now. */
  held: HeldRule | undefined
  kind: HeldRule['kind']
  /** The last change of it, perhaps that it was let go of. */
  changed: RuleChanged | undefined
}

/** @param say the rule's sentence, which is only made when words are asked for */
export function isMeant(entry: Entry, query: RulesQuery, say: (entry: Entry) => string): boolean {
  const { found, held } = entry
  const { placement, status, experience, text } = query
  return (
    (placement === undefined || found.placement === placement) &&
    (status === undefined || found.status === status) &&
    (experience === undefined || found.experience === experience) &&
    hasAction(held, query.action) &&
    (text === undefined || holdsWords(text, [...wordsOf(entry), say(entry)]))
  )
}

const SIFTED_AT_ONCE = 200

/** Those that are meant; between two slices others have their turn, for sentences take time to make. */
export async function sifted<T>(
  all: readonly T[],
  isMeant: (one: T) => boolean,
  env: Env,
): Promise<T[]> {
  const meant: T[] = []
  for (let n = 0; n < all.length; n += SIFTED_AT_ONCE) {
    if (n > 0) await new Promise<void>(resolve => env.after(0, resolve))
    meant.push(...all.slice(n, n + SIFTED_AT_ONCE).filter(isMeant))
  }
  return meant
}

/** Every word that is asked for occurs in one of these. */
export function holdsWords(asked: string, texts: readonly string[]): boolean {
  const whole = texts.join('\n').toLowerCase()
  const words = asked.toLowerCase().split(/\s+/)
  return words.every(word => whole.includes(word))
}

type Comparison = (a: Entry, b: Entry) => number

export const ORDERS: Record<NonNullable<RulesQuery['sort']>, Comparison> = {
  strength: by((a, b) => rankOf(a) - rankOf(b) || strengthOf(b.found) - strengthOf(a.found)),
  effect: by((a, b) => effectOf(b) - effectOf(a)),
  visits: by((a, b) => b.found.visits - a.found.visits),
  changed: by((a, b) => (b.changed?.time ?? 0) - (a.changed?.time ?? 0)),
}

/** Of equals, the one whose id comes first: pages must not overlap. */
function by(compare: Comparison): Comparison {
  return (a, b) => compare(a, b) || (a.found.id < b.found.id ? -1 : 1)
}

function rankOf({ found }: Entry): number {
  return STATUSES.indexOf(found.status)
}

/** What may be told of it: where it is too early for an interval, nothing. */
function effectOf({ found: { evidence, outcome } }: Entry): number {
  const spoken = evidence.find(one => one.outcome === outcome)
  return spoken?.low === undefined ? 0 : spoken.effect
}

function hasAction(held: HeldRule | undefined, asked: RulesQuery['action']): boolean {
  if (asked === undefined) return true
  if (asked === 'any') return held !== undefined
  return asked === 'none' ? held === undefined : held?.action === asked
}

function wordsOf({ found, held }: Entry): string[] {
  return [found.id, found.experience, held?.note ?? '', ...Object.entries(found.when).flat()]
}
