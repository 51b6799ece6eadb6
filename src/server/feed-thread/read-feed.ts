import { Worker } from 'node:worker_threads'
import { type Parcel, parcelsOf, Refused, readMerchantFeed } from '../../ingest/index.ts'
import { type FromThread, IN_FLIGHT, type Task, type ToThread } from './messages.ts'

/** A plain feed up to this is read where it came: a thread takes longer to start. */
const SMALL_BYTES = 32_768
/** Memory of the thread: groups that wait for their variants are most of it. */
const HEAP_MB = 128

/**
 * Judge a Merchant feed, apart from the thread that answers shoppers: a large one is half a
 * minute's work, and a damaged one may be worse.
 */
export async function* readFeed(
  bytes: AsyncIterable<Uint8Array>,
  task: Task,
): AsyncGenerator<Parcel> {
  const source = bytes[Symbol.asyncIterator]()
  const head: Uint8Array[] = []
  try {
    if (await isSmall(source, head)) yield* parcelsOf(readMerchantFeed(streamOf(head), task))
    else yield* new FeedThread(task).read(joined(head, source))
  } finally {
    await source.return?.()
  }
}

class FeedThread {
  readonly #worker: Worker
  readonly #parcels: Parcel[] = []
  #ended = false
  #trouble: unknown
  #unread = 0
  #wake = () => {}
  #wakeSender = () => {}

  constructor(task: Task) {
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    })
    this.#worker.on('message', message => this.#hear(message))
    this.#worker.on('error', error => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('the thread that reads a feed ended')))
  }

  async *read(source: AsyncIterable<Uint8Array>): AsyncGenerator<Parcel> {
    const sent = this.#send(source).catch(error => this.#fail(error))
    try {
      for (;;) {
        const parcel = this.#parcels.shift()
        if (parcel) {
          yield parcel
          this.#tell({ taken: true })
        } else if (this.#trouble !== undefined) throw this.#trouble
        else if (this.#ended) break
        else await new Promise<void>(resolve => (this.#wake = resolve))
      }
    } finally {
      this.#ended = true
      this.#wakeSender()
      await this.#worker.terminate()
    }
    await sent
  }

  /** Bytes on their way: a source that breaks a rule of ours is told to the reader as such. */
  async #send(source: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const bytes of source) {
        while (this.#unread >= IN_FLIGHT && !this.#ended) {
          await new Promise<void>(resolve => (this.#wakeSender = resolve))
        }
        if (this.#ended) return
        this.#unread++
        const own = new Uint8Array(bytes) // a copy: a Buffer may be part of a pool
        this.#tell({ bytes: own }, [own.buffer])
      }
      this.#tell({ end: true })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { field, code, reason } = error
      this.#tell({ refused: { field, code, reason } })
    }
  }

  #hear(message: FromThread): void {
    if ('read' in message) {
      this.#unread--
      this.#wakeSender()
    } else {
      if ('parcel' in message) this.#parcels.push(message.parcel)
      else this.#ended = true
      this.#wake()
    }
  }

  #fail(error: unknown): void {
    if (!this.#ended) this.#trouble ??= error
    this.#wake()
    this.#wakeSender()
  }

  #tell(message: ToThread, handedOver: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, handedOver)
  }
}

/** Read ahead until it is known; what was read is left in `head`. */
async function isSmall(source: AsyncIterator<Uint8Array>, head: Uint8Array[]): Promise<boolean> {
  let size = 0
  while (size <= SMALL_BYTES) {
    const { done, value } = await source.next()
    if (done) return head[0]?.[0] !== GZIP
    head.push(value)
    size += value.length
  }
  return false
}
const GZIP = 0x1f

async function* joined(head: Uint8Array[], rest: AsyncIterator<Uint8Array>) {
  yield* head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

async function* streamOf(pieces: Uint8Array[]) {
  yield* pieces
}
