import type { Moment } from '../../src/engine/situation/moments/moment.ts'
import type { Contestant } from './contestant.ts'

interface Outcome {
  moment: Moment
  arm: number
  reward: number
  dueAt: number
  node: number
}

/** A policy that hears of every outcome when its window closes, so many visits later. */
export class Late implements Contestant {
  readonly name: string
  readonly #inner: Contestant
  readonly #window: number
  readonly #open = new Queue()
  #visit = 0

  constructor(inner: Contestant, window: number) {
    this.name = inner.name
    this.#inner = inner
    this.#window = window
  }

  get chances(): Float64Array {
    return this.#inner.chances
  }

  choose(moment: Moment, draw: number): number {
    return this.#inner.choose(moment, draw)
  }

  learn(moment: Moment, arm: number, reward: number): void {
    this.#open.push({ moment, arm, reward, dueAt: this.#visit + this.#window, node: 0 })
    for (const due of this.#open.due(this.#visit++)) {
      this.#inner.learn(due.moment, due.arm, due.reward)
    }
  }

  forget(values: readonly number[]): void {
    this.#inner.forget?.(values)
  }
}

/** Several nodes with a model each. They tell each other outcomes, which arrive a little later. */
export class Nodes implements Contestant {
  readonly name: string
  readonly #nodes: Contestant[]
  readonly #lag: number
  readonly #open = new Queue()
  #visit = 0

  constructor(nodes: Contestant[], lag: number) {
    this.name = nodes[0].name
    this.#nodes = nodes
    this.#lag = lag
  }

  get chances(): Float64Array {
    return this.#here.chances
  }

  choose(moment: Moment, draw: number): number {
    return this.#here.choose(moment, draw)
  }

  learn(moment: Moment, arm: number, reward: number): void {
    const node = this.#visit % this.#nodes.length
    this.#nodes[node].learn(moment, arm, reward)
    this.#open.push({ moment, arm, reward, dueAt: this.#visit + this.#lag, node })
    for (const due of this.#open.due(this.#visit++)) {
      for (const [n, other] of this.#nodes.entries()) {
        if (n !== due.node) other.learn(due.moment, due.arm, due.reward)
      }
    }
  }

  forget(values: readonly number[]): void {
    for (const node of this.#nodes) node.forget?.(values)
  }

  get #here(): Contestant {
    return this.#nodes[this.#visit % this.#nodes.length]
  }
}

/** What is waiting, oldest first. */
class Queue {
  #waiting: Outcome[] = []
  #first = 0

  push(outcome: Outcome): void {
    this.#waiting.push(outcome)
  }

  *due(now: number): Generator<Outcome> {
    while (this.#first < this.#waiting.length && this.#waiting[this.#first].dueAt <= now) {
      yield this.#waiting[this.#first++]
    }
    if (this.#first < 4096) return
    this.#waiting = this.#waiting.slice(this.#first)
    this.#first = 0
  }
}
