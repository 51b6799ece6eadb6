import type { Delivery } from '../../schema/webhook.ts'
import type { BlobStore } from '../../store/ports.ts'

const KEY = 'outward/progress'
const KEPT = 20

/** How far one webhook is, and how it went lately. */
export interface Progress {
  /** All that happened up to this place was heard, or given up. */
  position: number
  /** Of the next place, which may say several things: ids of what was. */
  heard: string[]
  /** Tries of what is due, and when the next may be. */
  tries: number
  dueAt: number
  failingSince?: number
  /** The newest first. */
  deliveries: Delivery[]
}

/** The only thing to remember beside the log: losing it costs a second call of the same id. */
export class ProgressBook {
  readonly #blobs: BlobStore
  #of: Record<string, Progress> = {}
  #keeping: Promise<void> = Promise.resolve()

  constructor(blobs: BlobStore) {
    this.#blobs = blobs
  }

  async read(): Promise<void> {
    const bytes = await this.#blobs.get(KEY)
    if (bytes) this.#of = JSON.parse(new TextDecoder().decode(bytes))
    for (const progress of Object.values(this.#of)) progress.heard ??= [] // of before it was kept
  }

  of(hook: string, from: number): Progress {
    const known = this.#of[hook]
    if (known) return known
    this.#of[hook] = { position: from, heard: [], tries: 0, dueAt: 0, deliveries: [] }
    return this.#of[hook]
  }

  /** Of a webhook that was removed during the call nothing is kept. */
  note(hook: string, delivery: Delivery): void {
    const progress = this.#of[hook]
    if (progress) progress.deliveries = [delivery, ...progress.deliveries].slice(0, KEPT)
  }

  drop(hook: string): void {
    delete this.#of[hook]
  }

  /** One after the other: what is newer is never overtaken. */
  keep(): Promise<void> {
    const kept = this.#keeping.then(() =>
      this.#blobs.put(KEY, new TextEncoder().encode(JSON.stringify(this.#of))),
    )
    this.#keeping = kept.catch(() => {})
    return kept
  }

  /** Resolves when nothing is being written any more. */
  kept(): Promise<void> {
    return this.#keeping
  }
}

/** One thing is over, and all of earlier places with it, for they are told in order. */
export function pass(progress: Progress, position: number, id: string): void {
  if (progress.position < position - 1) {
    progress.position = position - 1
    progress.heard = []
  }
  progress.heard.push(id)
}
