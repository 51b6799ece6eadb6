import { MINUTE, SECOND } from '../../core/clock.ts'
import { Refused } from '../refusals.ts'

const TIMEOUT_MS = 10 * MINUTE
const IDLE_MS = 30 * SECOND

interface Limits {
  timeoutMs?: number
  idleMs?: number
}

/**
 * How long we wait: in all, and for the next byte. Time that we take ourselves between
 * two bytes counts for the whole alone.
 */
export class Deadline {
  readonly #over = new AbortController()
  readonly #whole: NodeJS.Timeout
  readonly #idleMs: number
  #isLate = false

  constructor({ timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS }: Limits) {
    this.#idleMs = idleMs
    this.#whole = setTimeout(() => this.#late(), timeoutMs).unref()
  }

  get signal(): AbortSignal {
    return this.#over.signal
  }

  /** The step's own end, or a rejection when it keeps us waiting. */
  async race<T>(step: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>()
    const onLate = () => late.reject(this.signal.reason)
    const idle = setTimeout(() => this.#late(), this.#idleMs)
    this.signal.addEventListener('abort', onLate)
    if (this.signal.aborted) onLate()
    try {
      return await Promise.race([step, late.promise])
    } finally {
      clearTimeout(idle)
      this.signal.removeEventListener('abort', onLate)
    }
  }

  /** No more waiting; the connection is given up. @returns what to throw for what went wrong. */
  end(error?: unknown): unknown {
    clearTimeout(this.#whole)
    this.#over.abort()
    if (this.#isLate) {
      const reason = 'The feed took too long to come: try again later.'
      return new Refused('url', 'unreadable', reason, { why: 'slow' })
    }
    const { code } = (error ?? {}) as NodeJS.ErrnoException
    if (error instanceof Refused || code === undefined) return error
    const reason = `The feed could not be fetched (${code}).`
    return new Refused('url', 'unreadable', reason, { why: 'failed', code })
  }

  #late(): void {
    this.#isLate = true
    this.#over.abort()
  }
}
