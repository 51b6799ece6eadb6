import type { ByteReader, ByteWriter } from '../core/bytes.ts'
import type { LogRecord, RecordOf } from '../schema/record.ts'

/** A record that the engine could not take in, and why. */
export interface Quarantined {
  position: number
  type: string
  reason: string
  time: number
}

/**
 * Records that are passed over. The log says so further on, so whoever replays it is told
 * beforehand: then every replay passes over the same ones, a build that could take them
 * in included, until they are released.
 */
export class Quarantine {
  readonly #foretold = new Set<number>()
  readonly #held = new Map<number, Quarantined>()

  get size(): number {
    return this.#held.size
  }

  list(): Quarantined[] {
    return [...this.#held.values()]
  }

  /** Is it in quarantine now? */
  holds(position: number): boolean {
    return this.#held.has(position)
  }

  /** Was it ever, as far as is known here? Then it is passed over. */
  has(position: number): boolean {
    return this.#held.has(position) || this.#foretold.has(position)
  }

  foretell(positions: Iterable<number>): void {
    for (const position of positions) this.#foretold.add(position)
  }

  note(record: RecordOf<'record_quarantined'> | RecordOf<'record_released'>): void {
    if (record.type === 'record_released') this.#held.delete(record.body.position)
    else this.#held.set(record.body.position, { ...record.body })
  }

  save(writer: ByteWriter): void {
    writer.count(this.#held.size)
    for (const { position, type, reason, time } of this.#held.values()) {
      writer.count(position)
      writer.text(type)
      writer.text(reason)
      writer.f64(time)
    }
  }

  static load(reader: ByteReader): Quarantine {
    const quarantine = new Quarantine()
    for (let left = reader.count(); left > 0; left--) {
      const position = reader.count()
      const type = reader.text()
      quarantine.#held.set(position, { position, type, reason: reader.text(), time: reader.f64() })
    }
    return quarantine
  }
}

/** Places that these records of the shop's partition put aside, released again or not. */
export function quarantinedIn(records: readonly LogRecord[]): number[] {
  return records.flatMap(({ type, body }) => (type === 'record_quarantined' ? body.position : []))
}
