import { Worker } from 'node:worker_threads'
import type { Found, Question } from '../../search/find.ts'
import { Problem } from '../problem.ts'
import type { SearchDesk } from './desk.ts'
import type { FromThread, Task, ToThread } from './messages.ts'

const THREAD = new URL('./search-thread.ts', import.meta.url)
/** Questions on their way at once: more wait too long to be worth it. */
const MOST_ASKED = 200
/** Whoever waits longer is told to ask again. */
const PATIENCE_MS = 2_000
/** A thread that ended is started again after so long. */
const REST_MS = 5_000

interface Waiting {
  resolve(found: Found | undefined): void
  reject(error: unknown): void
  timer: NodeJS.Timeout
}

/**
 * The desk in a thread of its own: neither a feed of 100,000 products nor a dear question
 * holds up anything else. When the thread ends, questions are put off until another one
 * stands there.
 */
export class SearchBeside implements SearchDesk {
  readonly #task: Omit<Task, 'durable'>
  readonly #durable: () => number
  readonly #tell: (says: string) => void
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #asked = 0
  /** Place it is to read up to, and the one it has reached. */
  #told = 0
  #followed: number | undefined
  #isClosing = false
  #restart: NodeJS.Timeout | undefined

  /** @param durable how far the log is on disk */
  constructor(task: Omit<Task, 'durable'>, durable: () => number, tell: (says: string) => void) {
    this.#task = task
    this.#durable = durable
    this.#tell = tell
    this.#start()
  }

  find(question: Question): Promise<Found | undefined> {
    const worker = this.#worker
    if (worker === undefined || this.#waiting.size >= MOST_ASKED) return Promise.reject(later())
    const asked = ++this.#asked
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(asked)?.reject(later()), PATIENCE_MS)
      this.#waiting.set(asked, { resolve, reject, timer })
      const until = Date.now() + PATIENCE_MS
      worker.postMessage({ asked, question, until } satisfies ToThread)
    })
  }

  get behind(): number | undefined {
    return this.#followed === undefined ? undefined : Math.max(0, this.#told - this.#followed)
  }

  heard(place: number): void {
    this.#told = Math.max(this.#told, place)
  }

  changed(): void {
    this.heard(this.#durable())
    this.#worker?.postMessage({ durable: this.#durable() } satisfies ToThread)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#restart)
    const worker = this.#worker
    if (worker === undefined) return
    const gone = new Promise(resolve => worker.once('exit', resolve))
    worker.postMessage({ end: true } satisfies ToThread)
    await gone
  }

  #start(): void {
    const worker = new Worker(THREAD, { workerData: { ...this.#task, durable: this.#durable() } })
    worker.unref()
    worker.on('message', (message: FromThread) => this.#hear(message))
    worker.on('error', error => this.#tell(`the search index stopped: ${error.message}`))
    worker.on('exit', () => this.#ended())
    this.#worker = worker
    this.changed()
  }

  #hear(message: FromThread): void {
    if ('followed' in message) {
      this.#followed = message.followed
      return
    }
    const waiting = this.#settle(message.asked)
    if ('found' in message) waiting?.resolve(message.found)
    else {
      this.#tell(`a search failed: ${message.trouble}`)
      waiting?.reject(later())
    }
  }

  #settle(asked: number): Waiting | undefined {
    const waiting = this.#waiting.get(asked)
    this.#waiting.delete(asked)
    clearTimeout(waiting?.timer)
    return waiting
  }

  #ended(): void {
    this.#worker = undefined
    this.#followed = undefined
    for (const asked of [...this.#waiting.keys()]) this.#settle(asked)?.reject(later())
    if (this.#isClosing) return
    this.#restart = setTimeout(() => this.#start(), REST_MS)
    this.#restart.unref()
  }
}

function later(): Problem {
  return new Problem(503, 'search_not_ready', 'The search index is not ready; try again in 2 s.', {
    headers: { 'retry-after': '2' },
  })
}
