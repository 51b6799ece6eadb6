import { levelOfWord } from '../genome/traits/level.ts'
import type { Moment } from './moment.ts'

/** What stands last in the shop's own list is worth this much of what stands first. */
const LAST = 0.5
/** How much the level somebody is sure to have, and the use they look at most, may add or take. */
const LEVEL = 0.3
const USE = 0.4
/** What a shop calls what a thing is for. */
const USES = ['terrain', 'use']

/**
 * A list of the shop's own in the order of this person: its place there, times what taste, next
 * steps, level and intended use make of it. What cannot be had stays at the end.
 *
 * It hangs on nothing else in the list, so two items stand the same way round however the shop
 * filters or pages what came.
 */
export function arrange(moment: Moment, ids: readonly string[]): string[] {
  const { catalogue, taste, ranked, market } = moment
  const uses = usesOf(moment)
  const keyed = ids.map((id, place) => {
    const item = catalogue.find(id)
    const isHere = item >= 0 && catalogue.inStock(item, market)
    const own = 1 - (1 - LAST) * (place / ids.length)
    const wish = item < 0 ? 1 : taste.of(item) * ranked.liftOf(item) * practice(item, moment, uses)
    return { id, place, isHere: Number(isHere), key: own * wish }
  })
  keyed.sort((a, b) => b.isHere - a.isHere || b.key - a.key || a.place - b.place)
  return keyed.map(({ id }) => id)
}

/** For a beginner or an expert, for a trail or a marathon: as far as both sides tell. */
function practice(
  item: number,
  { catalogue, shopper }: Moment,
  uses: ReadonlyMap<string, number>,
): number {
  const use = USES.map(name => catalogue.attribute(item, name)).find(one => one !== undefined)
  const suits = 1 + USE * (uses.get(use ?? '') ?? 0)
  const level = levelOfWord(catalogue.attribute(item, 'level'))
  const theirs = shopper.level?.(catalogue.categoryOf(item))
  if (level === undefined || theirs === undefined) return suits
  const near = 1 - 2 * Math.abs(level - theirs.score)
  return suits * (1 + LEVEL * theirs.confidence * near)
}

/** What they looked at is for, as shares of all they looked at. */
function usesOf({ catalogue, shopper }: Moment): Map<string, number> {
  const uses = new Map<string, number>()
  const seen = [...shopper.past, ...shopper.session]
  for (const item of seen) {
    const use = USES.map(name => catalogue.attribute(item, name)).find(one => one !== undefined)
    if (use !== undefined) uses.set(use, (uses.get(use) ?? 0) + 1 / seen.length)
  }
  return uses
}
