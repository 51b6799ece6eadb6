import { Board } from './board.ts'
import { Features } from './features.ts'
import type { Knowledge } from './knowledge.ts'
import type { NeighbourSettings } from './neighbour-settings.ts'
import { Neighbours } from './neighbours.ts'
import { askPairs } from './pair-sources.ts'
import { Shortlist } from './shortlist.ts'
import { Trail } from './trail.ts'

/**
 * One look at a session: who is like it, what may come next, and what speaks for each
 * candidate. Scratch space only; taken once per page, whatever the number of placements.
 */
export class Survey {
  readonly trail = new Trail()
  readonly board = new Board()
  readonly neighbours = new Neighbours()
  readonly list = new Shortlist()
  readonly features = new Features()

  /**
   * @param self the session that asks, when the index knows it.
   * @param own sessions of the same visitor before it.
   */
  take(
    clicks: ArrayLike<number>,
    count: number,
    now: number,
    knowledge: Knowledge,
    settings: NeighbourSettings,
    self = -1,
    own?: readonly number[],
  ): void {
    const { trail, board, neighbours, list } = this
    board.clear()
    trail.set(clicks, count, now)
    neighbours.ask({ trail, knowledge, settings, self, own }, board)
    askPairs(trail, knowledge, board)
    list.choose(board, trail, knowledge.trending.items)
    this.features.compute(trail, list, board, neighbours, knowledge)
  }
}
