import type { Random } from '../core/random.ts'
import type { Door } from './door.ts'

/** A crawler: every page it finds, one after the other, faster than anyone reads. */
export async function crawl(door: Door, random: Random): Promise<void> {
  const first = await door.open('/')
  const left = [...first.menu.map(link => link.path), ...first.tiles.map(tile => tile.path)]
  for (let pages = 15 + random.below(20); pages > 0 && left.length > 0; pages--) {
    const view = await door.open(left.shift()!)
    left.push(...view.tiles.slice(0, 3).map(tile => tile.path))
  }
  await door.leave()
}
