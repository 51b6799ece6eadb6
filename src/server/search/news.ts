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
  #until = 0

  constructor(log: EventLog, env: Env) {
    this.#log = log
    this.#env = env
  }

  tell(desk: SearchDesk): void {
    this.#desk = desk
  }

  note({ type }: Pick<NewRecord, 'type'>): void {
    if (this.#desk === undefined || !OF_CATALOGUE.has(type)) return
    this.#until = this.#log.last
    this.#desk.heard(this.#until)
    if (!this.#isWaiting) this.#wait()
  }

  #wait(): void {
    this.#isWaiting = true
    this.#env.after(GATHER_MS, () => {
      this.#isWaiting = false
      this.#desk?.changed()
      if (this.#log.durable < this.#until) this.#wait()
    })
  }
}
