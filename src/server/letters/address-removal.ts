import { HOUR, SECOND } from '../../core/clock.ts'
import { withoutAddress } from '../../engine/genome/nameless.ts'
import type { LeftAddress } from '../../engine/wishes/wishes.ts'
import { type LogRecord, RECORD_VERSIONS } from '../../schema/record.ts'
import type { ClosedDay, Env, LogDays } from '../../store/ports.ts'
import type { Shop } from '../shop.ts'
import { stepRecord } from './steps.ts'

const FIRST_MS = 10 * SECOND
const AGAIN_MS = HOUR

/**
 * Takes the addresses of wishes that are over out of the days of the log that are over. The
 * day they were written on is rewritten within an hour of its end; the engine never read them.
 */
export class AddressRemoval {
  readonly #shop: Shop
  readonly #log: LogDays
  readonly #env: Env
  #running: Promise<void> = Promise.resolve()
  #callOff = () => {}
  #isStopped = false

  constructor(shop: Shop, log: LogDays, env: Env) {
    this.#shop = shop
    this.#log = log
    this.#env = env
  }

  start(): void {
    this.#next(FIRST_MS)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#callOff()
    await this.#running
  }

  async run(): Promise<void> {
    const left = [...this.#shop.engine.wishes.left()]
    if (left.length === 0) return
    for (const day of await this.#log.closedDays()) {
      const due = left.filter(([, { position }]) => isIn(day, position))
      if (due.length > 0) await this.#clean(day, due)
    }
  }

  async #clean(day: ClosedDay, due: readonly [string, LeftAddress][]): Promise<void> {
    const changed: LogRecord[] = []
    for (const [, { position }] of due) {
      const record = await this.#recordAt(position)
      if (record?.type !== 'wish_made') continue
      const body = withoutAddress(record.body)
      changed.push({ ...record, version: RECORD_VERSIONS.wish_made, body })
    }
    if (changed.length > 0) await this.#log.rewrite(day.day, changed)
    const gone = due.map(([wish, { visitor }]) =>
      stepRecord({ visitor, wish, step: 'address_gone' }, this.#env),
    )
    await this.#shop.take(gone)
  }

  /** As it stands there, not as it is told. */
  async #recordAt(position: number): Promise<LogRecord | undefined> {
    for await (const [record] of this.#log.read({ after: position - 1 })) {
      return record?.position === position ? record : undefined
    }
    return undefined
  }

  #next(ms: number): void {
    if (this.#isStopped) return
    this.#callOff = this.#env.after(ms, () => {
      this.#running = this.run().catch(error => {
        process.emitWarning(`taking addresses out of the log is put off: ${error.message}`)
      })
      this.#running.then(() => this.#next(AGAIN_MS))
    })
  }
}

function isIn({ first, last }: ClosedDay, position: number): boolean {
  return position >= first && position <= last
}
