import type { NewRecord } from '../../schema/record.ts'
import type { Env, EventLog } from '../../store/ports.ts'
import type { SearchDesk } from './desk.ts'

const OF_CATALOGUE: ReadonlySet<string> = new Set([
  'products',
  'products_removed',
  'offers_changed',
])
/** A feed comes in hundreds of records: the index is told of them together. */
const GATHER_MS = 150

/** Tells the search desk that the catalogue changed, once the log has it on disk. */
export class NewsOfCatalogue {
  readonly #log: EventLog
  readonly #env: Env
  #desk: SearchDesk | undefined
  #isWaiting = false

  constructor(log: EventLog, env: Env) {
    this.#log = log
    this.#env = env
  }

  tell(desk: SearchDesk): void {
    this.#desk = desk
  }

  note({ type }: Pick<NewRecord, 'type'>): void {
    if (this.#desk && OF_CATALOGUE.has(type) && !this.#isWaiting) this.#wait(this.#log.last)
  }

  #wait(for_: number): void {
    this.#isWaiting = true
    this.#env.after(GATHER_MS, () => {
      this.#isWaiting = false
      this.#desk?.changed()
      if (this.#log.durable < this.#log.last && this.#log.durable < for_) this.#wait(for_)
    })
  }
}
