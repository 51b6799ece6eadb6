import type { Env } from '../../store/ports.ts'

interface Answer {
  until: number
  told: Promise<unknown>
}

/** Answers for a while: who asks the same meanwhile, or while it is being found, waits for the one. */
export class Kept {
  readonly #forMs: number
  readonly #env: Pick<Env, 'monotonic'>
  readonly #answers = new Map<string, Answer>()

  constructor(forMs: number, env: Pick<Env, 'monotonic'>) {
    this.#forMs = forMs
    this.#env = env
  }

  /** What failed is not kept. */
  ask<T>(question: string, find: () => Promise<T>): Promise<T> {
    const now = this.#env.monotonic()
    for (const [key, { until }] of this.#answers) if (until <= now) this.#answers.delete(key)
    const known = this.#answers.get(question)
    if (known) return known.told as Promise<T>
    const told = find()
    this.#answers.set(question, { until: now + this.#forMs, told })
    told.catch(() => this.#answers.delete(question))
    return told
  }
}
