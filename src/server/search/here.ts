import { SHOP_PARTITION } from '../../schema/record.ts'
import { SearchIndex } from '../../search/search-index.ts'
import type { EventLog } from '../../store/ports.ts'
import type { SearchDesk } from './desk.ts'

/** The desk of a shop without a folder: the index lies in memory, is made when it is first needed, and follows before it answers. */
export class SearchHere implements SearchDesk {
  readonly #log: EventLog
  #opened?: SearchIndex
  #following: Promise<void> = Promise.resolve()

  constructor(log: EventLog) {
    this.#log = log
  }

  async find(question: Parameters<SearchDesk['find']>[0]) {
    this.changed()
    await this.#following
    return this.#index.find(question)
  }

  get #index(): SearchIndex {
    this.#opened ??= SearchIndex.open(':memory:', '')
    return this.#opened
  }

  /** Whoever asks waits until it has followed. */
  readonly behind: number | undefined = 0

  heard(): void {}

  changed(): void {
    this.#following = this.#following.then(async () => {
      const after = this.#index.position
      for await (const records of this.#log.read({ after, partition: SHOP_PARTITION })) {
        await this.#index.follow(records)
      }
    })
  }

  async close(): Promise<void> {
    await this.#following
    this.#opened?.close()
  }
}
