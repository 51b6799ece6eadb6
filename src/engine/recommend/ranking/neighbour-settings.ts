/** How neighbours are chosen and weighed. A decay of 0 is switched off. */
export interface NeighbourSettings {
  /** Newest sessions read of each item. */
  sessionsPerItem: number
  neighbours: number
  /** Distinct items of the session that look for neighbours. */
  lastItems: number
  /** Clicks over which the weight of an item of the session falls by e. */
  positionDecay: number
  /** Age over which a neighbour's weight falls by e, as a share of the log's span. */
  ageDecay: number
  /** Clicks over which an item's weight falls by e, away from the item both sessions share. */
  distanceDecay: number
  /** Clicks over which a neighbour's weight falls by e as the newest shared item lies back. */
  sharedDecay: number
  /** How much rare items are preferred. */
  rarity: number
  /** Long neighbours are discounted by this power of their number of items. */
  lengthPower: number
}

export const USUAL_SETTINGS: NeighbourSettings = {
  sessionsPerItem: 600,
  neighbours: 150,
  lastItems: 9,
  positionDecay: 1.5,
  ageDecay: 2.5,
  distanceDecay: 1.5,
  sharedDecay: 3,
  rarity: 0.5,
  lengthPower: 0.3,
}

/** Beyond this no setting means anything, and the largest would be room asked for. */
const MOST = 8192

/** @throws RangeError when settings that were saved are none of ours. */
export function checkSettings(settings: NeighbourSettings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!(value >= 0 && value <= MOST)) throw new RangeError(`${value} is no ${name} of neighbours`)
  }
}

/** e to the −distance/decay; a decay of 0 is off. */
export function fade(distance: number, decay: number): number {
  return decay > 0 ? Math.exp(-distance / decay) : 1
}
