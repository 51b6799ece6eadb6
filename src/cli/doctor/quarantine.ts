import { Quarantine } from '../../engine/quarantine.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { Finding } from '../../store/finding.ts'
import { notice } from './finding.ts'

/** Seen while the log is read through: records that were set aside and not taken in again since. */
export class QuarantineSeen {
  readonly #quarantine = new Quarantine()

  observe(records: readonly LogRecord[]): void {
    for (const record of records) {
      if (record.type === 'record_quarantined' || record.type === 'record_released') {
        this.#quarantine.note(record)
      }
    }
  }

  *examine(): Generator<Finding> {
    for (const { position, type, reason, time } of this.#quarantine.list()) {
      const day = new Date(time).toISOString().slice(0, 10)
      const says = `record ${position} (${type}) is in quarantine since ${day}: ${reason}`
      const mend = `after an upgrade that can take it in, "npm exec --no vitrine -- quarantine --replay ${position}"`
      yield notice('quarantine', says, mend)
    }
  }
}
