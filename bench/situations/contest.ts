import { Random } from '../../src/core/random.ts'
import { Characters } from '../../src/engine/situation/moments/characters.ts'
import type { Moment } from '../../src/engine/situation/moments/moment.ts'
import type { Contestant } from './contestant.ts'
import type { World } from './world.ts'

/** Every so many visits is timed: a clock read at each would cost as much as the choice. */
const TIMED_EVERY = 8
/** Slowest timings that are left out: the machine did something else. */
const INTERRUPTED = 0.01

export interface Score {
  captured: number
  capturedLast: number
  /** Choose and learn, mean without the slowest hundredth. */
  us: number
}

/** Who wants to see each visit with its outcome. */
export interface Watcher {
  watch(visit: Visit): void
  /** These numbers were given to other values. */
  forget(values: readonly number[]): void
}

export interface Visit {
  index: number
  moment: Moment
  arm: number
  reward: number
  chances: Float64Array
  world: World
  time: number
}

/** One policy through one world. */
export function play(
  world: World,
  contestant: Contestant,
  visits: number,
  seed: number,
  watcher?: Watcher,
): Score {
  const characters = new Characters()
  const draws = new Random(seed * 104729 + 11)
  const whole = new Capture()
  const last = new Capture()
  const timings: number[] = []
  for (let index = 0; index < visits; index++) {
    const { values, time = index * 1000 } = world.next()
    const changed = characters.see(values, time)
    if (changed.length > 0) {
      contestant.forget?.(changed)
      watcher?.forget(changed)
    }
    const moment = characters.read(values)
    const isTimed = index % TIMED_EVERY === 0
    const start = isTimed ? performance.now() : 0
    const arm = contestant.choose(moment, draws.next())
    const chosen = isTimed ? performance.now() : 0
    const { chances } = contestant
    const reward = world.reward(arm)
    whole.add(world, arm)
    if (index >= visits * 0.8) last.add(world, arm)
    watcher?.watch({ index, moment, arm, reward, chances, world, time })
    const back = isTimed ? performance.now() : 0
    contestant.learn(moment, arm, reward)
    if (isTimed) timings.push(performance.now() - back + chosen - start)
  }
  return { captured: whole.share, capturedLast: last.share, us: 1000 * usualOf(timings) }
}

/** What a policy got of what could be got beyond chance. */
class Capture {
  #got = 0
  #best = 0
  #chance = 0

  add(world: World, arm: number): void {
    const arms = world.arms.length
    let best = 0
    let sum = 0
    for (let a = 0; a < arms; a++) {
      const rate = world.expected(a)
      sum += rate
      if (rate > best) best = rate
    }
    this.#best += best
    this.#chance += sum / arms
    this.#got += world.expected(arm)
  }

  /** 0 where there is nothing to get. */
  get share(): number {
    const possible = this.#best - this.#chance
    return possible < 1e-9 * this.#best ? 0 : (this.#got - this.#chance) / possible
  }
}

function usualOf(timings: number[]): number {
  const kept = timings.sort((a, b) => a - b).slice(0, Math.ceil(timings.length * (1 - INTERRUPTED)))
  return kept.reduce((sum, t) => sum + t, 0) / kept.length
}
