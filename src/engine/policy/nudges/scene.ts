import type { PlacementKind } from '../../../schema/decision.ts'
import type { Nudge } from '../../../schema/nudge.ts'
import type { Moment } from '../../recommend/moment.ts'

/** Where a nudge would be shown, and beside what. */
export interface Scene {
  readonly moment: Moment
  readonly placement: PlacementKind
  /** What the placement shows, best first; empty before it is filled. */
  readonly items: readonly number[]
}

/** Makes a nudge out of facts; undefined where they are missing or say nothing that helps. */
export type Maker = (scene: Scene) => Nudge | undefined

/** The one of two texts that is in the language of the page. */
export function said({ language }: Moment, fr: string, en: string): string {
  return language === 'fr' ? fr : en
}

/** What an item's nudge is about: the product of the page, else each thing shown, best first. */
export function subjectsOf({ moment, placement, items }: Scene): readonly number[] {
  return placement === 'product' && moment.pageItem >= 0 ? [moment.pageItem] : items
}

/** An item by name, as the market of the page writes it. */
export function nameOf(item: number, { catalogue, language, market }: Moment): string {
  return catalogue.titleOf(item, language, market)
}
