import type { Baseline } from './baseline.ts'
import { NearestSessions } from './nearest-sessions.ts'
import { Rules } from './rules.ts'

/** Methods of the literature, each as its authors configure it, none tuned on any test. */
export function baselines(): Baseline[] {
  return [
    new Rules('markov', distance => (distance === 1 ? 1 : 0)),
    new Rules('sr', distance => 1 / distance),
    new Rules('ar', () => 1, true),
    vsknn(),
    vmisKnn(),
    stan(),
    vstan(),
  ]
}

/** Ludewig & Jannach, UMUAI 2018, with the preference for rare items of its authors' framework. */
export function vsknn(): NearestSessions {
  return new NearestSessions({
    name: 'vsknn',
    sample: 2500,
    samplePer: 'session',
    neighbours: 500,
    weigh: (position, length) => (position / length) ** 2,
    norm: weights => weights.length,
    byStep: step => 1 / step,
    idf: idf => 1 + idf,
  })
}

/** Kersbergen, Sprangers & Schelter, "Serenade", SIGMOD 2022. */
function vmisKnn(): NearestSessions {
  return new NearestSessions({
    name: 'vmis-knn',
    sample: 1000,
    samplePer: 'item',
    neighbours: 500,
    weigh: (position, length) => position / length,
    byStep: step => Math.max(0, 1 - 0.1 * step),
    idf: idf => idf,
  })
}

/** Garg et al., "Sequence and time aware neighborhood", SIGIR 2019. */
function stan(): NearestSessions {
  return new NearestSessions({
    name: 'stan',
    sample: 2500,
    samplePer: 'session',
    neighbours: 500,
    weigh: (position, length) => Math.exp((position - length) / 1.5),
    norm: (weights, size) => Math.sqrt(squares(weights) * size),
    byAge: age => Math.exp(-age / 2.5),
    byStep: () => 1,
    byDistance: distance => Math.exp(-distance / 1.5),
    idf: () => 1,
  })
}

/** Ludewig et al., "Empirical analysis of session-based recommendation", UMUAI 2021. */
function vstan(): NearestSessions {
  return new NearestSessions({
    name: 'vstan',
    sample: 2500,
    samplePer: 'session',
    neighbours: 500,
    weigh: (position, length) => Math.exp((position - length) / 1.5),
    norm: (weights, size) => Math.sqrt(squares(weights) * size),
    byAge: age => Math.exp(-age / 2.5),
    byStep: step => Math.exp((1 - step) / 3),
    byDistance: distance => Math.exp(-distance / 1.5),
    idf: idf => 1 + 0.5 * idf,
  })
}

function squares(weights: number[]): number {
  return weights.reduce((sum, weight) => sum + weight * weight, 0)
}
