import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Knowledge } from '../../src/engine/recommend/ranking/knowledge.ts'
import { Ranker } from '../../src/engine/recommend/ranking/ranker.ts'
import { centile } from '../fixtures/figures.ts'
import type { Crowd } from './crowd.ts'

const MIXED = 1_000_000
const WARM_UP = 500
const QUESTIONS = 5000
const LONGEST = 64
/** Enough that no session has to leave. */
const LIMITS = { sessions: 16_000_000, sessionsPerItem: 1024, pairsPerItem: 256 }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/**
 * One shop's knowledge, from its first click to its last question. Beside the time that
 * passed, the time of the processor is told, and that of the lists during which the system
 * did not take it away: on a machine shared with others they differ.
 */
export class Study {
  knowledge = new Knowledge(LIMITS)
  /** Of the processor: s for all that was built, µs for a click mixed in and for a list. */
  readonly cpu = { buildS: 0, updateUs: 0, listUs: 0 }
  /** Of the lists nothing came between, µs. */
  undisturbedP90 = 0
  readonly #crowd: Crowd

  constructor(crowd: Crowd) {
    this.#crowd = crowd
  }

  /** All but the clicks that are mixed in; seconds. */
  build(clicks: number): number {
    const began = performance.now()
    const busy = busyUs()
    this.#crowd.learnt(this.knowledge, clicks - mixedOf(clicks))
    this.cpu.buildS = round((busyUs() - busy) / 1e6)
    return round((performance.now() - began) / 1000)
  }

  /** The rest of them, as they would come; µs of each. */
  mixIn(clicks: number): number {
    const count = mixedOf(clicks)
    const busy = busyUs()
    const tookMs = this.#crowd.mixedIn(this.knowledge, count)
    this.cpu.updateUs = round((busyUs() - busy) / count)
    return round((tookMs * 1000) / count)
  }

  /** Whole lists for the sessions of others: neighbours, pairs, features and ranking. */
  ask(): { p50: number; p90: number } {
    collect()
    const ranker = new Ranker(this.knowledge)
    const items = new Int32Array(LONGEST)
    const tookUs: number[] = []
    const undisturbed: number[] = []
    let busy = 0
    for (let n = -WARM_UP; n < QUESTIONS; n++) {
      if (n === 0) busy = busyUs()
      const length = this.#crowd.clicks.session(items)
      const before = interruptions()
      const began = performance.now()
      ranker.recommend(items, length, this.#crowd.now, 20)
      const took = (performance.now() - began) * 1000
      if (n >= 0) tookUs.push(took)
      if (n >= 0 && interruptions() === before) undisturbed.push(took)
    }
    this.cpu.listUs = round((busyUs() - busy) / QUESTIONS)
    this.undisturbedP90 = round(centile(undisturbed, 0.9))
    return { p50: round(centile(tookUs, 0.5)), p90: round(centile(tookUs, 0.9)) }
  }

  told(): string {
    const { sessions, pairs, items } = this.knowledge
    let entries = 0
    for (let item = 0; item < pairs.rows; item++) entries += pairs.lengthOf(item)
    const perItem = round(entries / pairs.rows)
    const { buildS, updateUs, listUs } = this.cpu
    return [
      `${items.clicks} clicks, ${sessions.count} sessions, ${items.rows} items, ${perItem} pairs each`,
      `processor: ${buildS} s to build, ${updateUs} µs a click, ${listUs} µs a list`,
      `lists nothing came between: p90 ${this.undisturbedP90} µs`,
    ].join('\n')
  }

  /** Let go of the knowledge; how many clicks it knew. */
  close(): number {
    const { clicks } = this.knowledge.items
    this.knowledge = new Knowledge()
    collect()
    return clicks
  }
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** What this thread has used of the processor. */
function busyUs(): number {
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** How often the system took the processor away from this process. */
function interruptions(): number {
  return process.resourceUsage().involuntaryContextSwitches
}

function mixedOf(clicks: number): number {
  return Math.min(MIXED, Math.floor(clicks / 4))
}
