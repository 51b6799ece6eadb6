import type { Baseline } from './baseline.ts'
import { NearestSessions } from './nearest-sessions.ts'
import { Rules } from './rules.ts'

/** What of a method its authors tune to each set, by name. */
export type Knobs = Record<string, number>

/** A method with its usual knobs and the values worth trying for each. */
export interface Recipe {
  name: string
  usual: Knobs
  choices: Record<string, number[]>
  make: (knobs: Knobs) => Baseline
}

/** A decay of this is none. */
const OFF = 1e9
/** A preference for rare items so strong that nothing else is left of an item's weight. */
const ALONE = 1e9
/** How click positions are weighed, and steps back: the choices of the authors' framework. */
const SAME = 0
export const DIV = 1
export const QUADRATIC = 2
const LOG = 3
const LINEAR = 4
const WEIGHINGS = [SAME, DIV, QUADRATIC, LOG, LINEAR]
const DECAYS = [0.3, 0.6, 1.2, 2.4, 4.8, OFF]
const AGES = [0.1, 0.3, 1, 3, OFF]

/** The methods of the literature, beginning from the knobs their authors found. */
export const RECIPES: Recipe[] = [
  {
    name: 'markov',
    usual: {},
    choices: {},
    make: () => new Rules({ name: 'markov', weigh: distance => (distance === 1 ? 1 : 0) }),
  },
  {
    name: 'sr',
    usual: { power: 1 },
    choices: { power: [0.5, 2] },
    make: ({ power }) => new Rules({ name: 'sr', weigh: distance => distance ** -power }),
  },
  {
    name: 'ar',
    usual: {},
    choices: {},
    make: () => new Rules({ name: 'ar', weigh: () => 1, bothWays: true }),
  },
  {
    name: 'vsknn',
    usual: { neighbours: 1000, sample: 5000, clicks: LOG, steps: QUADRATIC, rarity: 2 },
    choices: {
      neighbours: [100, 500, 1500],
      sample: [1000, 2500, 10_000],
      clicks: WEIGHINGS,
      steps: WEIGHINGS,
      rarity: [0, 1, 5, 10],
    },
    make: knobs => vsknn(knobs),
  },
  {
    name: 'vmis-knn',
    usual: { neighbours: 500, sample: 1000, rarity: ALONE },
    choices: { neighbours: [100, 1500], sample: [500, 2500], rarity: [0, 1, 5] },
    make: knobs => vsknn({ ...knobs, clicks: DIV, steps: LINEAR }, 'vmis-knn'),
  },
  {
    name: 'stan',
    usual: { neighbours: 500, sample: 2500, position: 1.2, age: 3, distance: 1.2 },
    choices: {
      neighbours: [100, 1000],
      sample: [1000, 5000],
      position: DECAYS,
      age: AGES,
      distance: DECAYS,
    },
    make: vstan('stan'),
  },
  {
    name: 'vstan',
    usual: {
      neighbours: 500,
      sample: 2500,
      position: 1.2,
      age: 3,
      distance: 1.2,
      step: 2.4,
      rarity: 1,
    },
    choices: {
      neighbours: [100, 1000],
      sample: [1000, 5000],
      position: DECAYS,
      age: AGES,
      distance: DECAYS,
      step: DECAYS,
      rarity: [0, 0.5, 2, 5],
    },
    make: vstan('vstan'),
  },
]

/**
 * VSKNN (Ludewig & Jannach, UMUAI 2018) as its authors' framework has it, where rare items may
 * be preferred. VMIS-kNN (Kersbergen et al., "Serenade", SIGMOD 2022) is the same method walked
 * faster, its own weights of clicks and steps given: its walk ends with the newest sessions of
 * all items' newest, which are the newest of all.
 */
export function vsknn(knobs: Knobs, name = 'vsknn'): Baseline {
  const { neighbours, sample, clicks, steps, rarity } = knobs
  return new NearestSessions({
    name,
    sample,
    neighbours,
    weigh: (position, length) => weighClick(clicks, position, length),
    byStep: step => weighStep(steps, step),
    byRarity: idf => 1 + rarity * idf,
  })
}

/**
 * Garg et al., "Sequence and time aware neighborhood", SIGIR 2019; and with weights of steps
 * and rarity besides, Ludewig et al., "Empirical analysis", UMUAI 2021.
 */
function vstan(name: string): (knobs: Knobs) => Baseline {
  return ({ neighbours, sample, position, age, distance, step = OFF, rarity = 0 }) =>
    new NearestSessions({
      name,
      sample,
      neighbours,
      weigh: (at, length) => Math.exp((at - length) / position),
      bySize: size => 1 / Math.sqrt(size),
      byAge: old => Math.exp(-old / age),
      byStep: back => Math.exp((1 - back) / step),
      byDistance: apart => Math.exp(-apart / distance),
      byRarity: idf => 1 + rarity * idf,
    })
}

function weighClick(weighing: number, position: number, length: number): number {
  const back = length - position
  if (weighing === DIV) return position / length
  if (weighing === QUADRATIC) return (position / length) ** 2
  if (weighing === LOG) return 1 / Math.log10(back + 1.7)
  if (weighing === LINEAR) return Math.max(0, 1 - 0.1 * back)
  return 1
}

function weighStep(weighing: number, step: number): number {
  if (weighing === DIV) return 1 / step
  if (weighing === QUADRATIC) return 1 / step ** 2
  if (weighing === LOG) return 1 / Math.log10(step + 1.7)
  if (weighing === LINEAR) return Math.max(0, 1 - 0.1 * step)
  return 1
}
