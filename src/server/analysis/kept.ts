import type { Env } from '../../store/ports.ts'

interface Answer {
  told: Promise<unknown>
  /** From then on it is found anew, behind whoever asks. */
  freshUntil: number
  isRenewed: boolean
}

/**
 * Answers that take seconds to find. Who asks the same while one is being found waits for that
 * one; who asks when it has aged is told the old one at once, which says up to where it was
 * read, and the next who asks is told the new.
 */
export class Kept {
  readonly #freshMs: number
  readonly #mostMs: number
  readonly #env: Pick<Env, 'monotonic'>
  readonly #answers = new Map<string, Answer>()

  /** @param mostMs an answer so long past its time is told no more */
  constructor(freshMs: number, mostMs: number, env: Pick<Env, 'monotonic'>) {
    this.#freshMs = freshMs
    this.#mostMs = mostMs
    this.#env = env
  }

  /** What failed is not kept. */
  ask<T>(question: string, find: () => Promise<T>): Promise<T> {
    this.#drop()
    const known = this.#answers.get(question)
    if (known === undefined) return this.#keep(question, find())
    if (known.freshUntil <= this.#env.monotonic() && !known.isRenewed) {
      known.isRenewed = true
      const found = find()
      found.then(
        () => this.#keep(question, found),
        () => {
          known.isRenewed = false
        },
      )
    }
    return known.told as Promise<T>
  }

  #keep<T>(question: string, told: Promise<T>): Promise<T> {
    const freshUntil = this.#env.monotonic() + this.#freshMs
    this.#answers.set(question, { told, freshUntil, isRenewed: false })
    told.catch(() => this.#answers.delete(question))
    return told
  }

  #drop(): void {
    const now = this.#env.monotonic()
    for (const [question, { freshUntil }] of this.#answers) {
      if (freshUntil + this.#mostMs <= now) this.#answers.delete(question)
    }
  }
}
