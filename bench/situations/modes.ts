import { type Plan, PlantedWorld, STANDARD } from './planted-world.ts'
import type { MakeWorld } from './world.ts'

/** The worlds that come with the bench. What they share is `STANDARD`. */
export const MODES: Record<string, MakeWorld> = {
  standard: planted({}),
  drift: (seed, visits) => new PlantedWorld(seed, { ...STANDARD, changeAt: visits >> 1 }),
  correlated: planted({ correlation: 0.6 }),
  multiplied: planted({ multiplies: true }),
  thresholds: planted({ characteristics: 8, values: 8, thresholds: true, effect: [0.3, 0.6] }),
  'many-arms': planted({ arms: 30, rate: 0.015, planted: 60 }),
  delayed: (seed, visits) => new PlantedWorld(seed, { ...STANDARD, delay: visits / 400 }),
  nodes: planted({}),
  aa: planted({ arm: 0, cross: 0, planted: 0 }),
}

function planted(change: Partial<Plan>): MakeWorld {
  return seed => new PlantedWorld(seed, { ...STANDARD, ...change })
}
