import { createHmac } from 'node:crypto'
import { partitionOf } from '../../core/partition.ts'
import type { Engine } from '../../engine/engine.ts'
import type { NewRecord } from '../../schema/record.ts'

/**
 * Who was forgotten within the last 13 months, known by a keyed hash: the log alone does
 * not tell whether somebody is among them.
 */
export class Forgotten {
  readonly #engine: Engine
  readonly #secret: string

  /** @param secret of the shop, `Keys.nameSecret` */
  constructor(engine: Engine, secret: string) {
    this.#engine = engine
    this.#secret = secret
  }

  tombstoneOf(visitor: string): string {
    return tombstoneWith(this.#secret, visitor)
  }

  has(visitor: string): boolean {
    const { erased } = this.#engine
    return erased.size > 0 && erased.has(this.tombstoneOf(visitor))
  }

  /**
   * Records on their way into the log, without whoever was forgotten: what they do is
   * counted as nobody's. Two names of one person are not told at all when one is forgotten.
   */
  sift(records: readonly NewRecord[]): readonly (NewRecord | undefined)[] {
    return this.#engine.erased.size === 0 ? records : records.map(record => this.#without(record))
  }

  #without(record: NewRecord): NewRecord | undefined {
    const { type, body, id } = record
    if (type === 'visitors_merged') {
      return this.has(body.from) || this.has(body.into) ? undefined : record
    }
    // A letter to nobody cannot be sent, and nobody has anything to correct.
    const isOfWish = type === 'wish_made' || type === 'wish_stepped'
    if (type === 'wish_made' && body.address && this.has(body.address)) return undefined
    const isSaid = type === 'trait_corrected' || type === 'consent_withdrawn'
    if (isOfWish || isSaid) return this.has(body.visitor) ? undefined : record
    if (type !== 'event' && type !== 'decision' && type !== 'event_refused') return record
    if (body.visitor === undefined || !this.has(body.visitor)) return record
    const { visitor: _, ...nobodys } = body
    const partition = type === 'event_refused' ? record.partition : partitionOf(id)
    return { ...record, partition, body: nobodys } as NewRecord
  }
}

/** What is kept of a key that was forgotten. */
export function tombstoneWith(secret: string, visitor: string): string {
  const mac = createHmac('sha256', secret).update(`tombstone\u0000${visitor}`)
  return mac.digest().toString('base64url', 0, 16)
}
