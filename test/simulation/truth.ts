import assert from 'node:assert/strict'
import { DAY } from '../../src/core/clock.ts'
import { Engine } from '../../src/engine/engine.ts'
import { quarantinedIn } from '../../src/engine/quarantine.ts'
import type { LogRecord } from '../../src/schema/record.ts'
import type { Residents } from '../../src/server/residents.ts'
import type { Shop } from '../../src/server/shop.ts'
import { isRemembered } from '../../src/store/window.ts'

/** As long as a cookie lasts whoever was forgotten stays so; who comes after it is somebody new. */
const FORGOTTEN_MS = 395 * DAY

/**
 * What must be true, kept apart from all that is tested: what the server acknowledged,
 * and what the log's records give when an engine that nothing ever befell applies them.
 */
export class Truth {
  readonly engine = new Engine()
  /** Ids that were acknowledged, in the order each sender sent them. */
  readonly #acknowledged = new Map<number, string[]>()
  readonly #visitors = new Set<string>()
  /** When forgetting each was asked for. */
  readonly #forgotten = new Map<string, number>()
  /** Latest time of a record. */
  #latest = 0
  #acks = 0

  get acknowledged(): number {
    return this.#acks
  }

  acknowledge(sender: number, ids: readonly string[]): void {
    const before = this.#acknowledged.get(sender) ?? []
    before.push(...ids)
    this.#acknowledged.set(sender, before)
    this.#acks += ids.length
  }

  /** Lost 0, doubled 0, order kept, and nothing on the disk that was not there before. */
  checkLog(records: readonly LogRecord[]): void {
    const placeOf = this.#placesOf(records)
    for (const [sender, ids] of this.#acknowledged) {
      let last = 0
      for (const id of ids) {
        const place = placeOf.get(id)
        assert.ok(place !== undefined, `acknowledged and lost: ${id} of sender ${sender}`)
        assert.ok(place > last, `${id} of sender ${sender} stands before what was sent earlier`)
        last = place
      }
    }
    this.#learn(records)
  }

  /** Once the shop said so, nothing of this visitor may come back. */
  forget(visitor: string, time: number): void {
    this.#forgotten.set(visitor, time)
  }

  /**
   * The shop knows what the log says, byte for byte: shared state, and each visitor.
   * @returns false when the shop went on meanwhile: look again
   */
  async checkShop(shop: Shop, now: number): Promise<boolean> {
    assert.equal(shop.engine.position, this.engine.position)
    for (const [visitor, time] of this.#forgotten) {
      if (this.#latest - time > FORGOTTEN_MS) continue
      assert.equal(await shop.visitor(visitor, now), undefined, `${visitor} came back`)
    }
    assertSameState(shop.engine, this.engine)
    const visitors = [...this.#visitors].filter(one => this.engine.canonical(one) === one)
    await Promise.all(visitors.map(visitor => shop.visitor(visitor, now)))
    for (const visitor of visitors) await pinned(visitor, shop.residents)
    try {
      if (shop.engine.position !== this.engine.position) return false
      for (const visitor of visitors) {
        const [known, told] = [shop.engine, this.engine].map(engine => knownOf(engine, visitor))
        assertSame(known, told, `visitor ${visitor}`)
      }
      return true
    } finally {
      shop.residents.unpin(visitors)
    }
  }

  #placesOf(records: readonly LogRecord[]): Map<string, number> {
    const seen = new Map<string, LogRecord>()
    const places = new Map<string, number>()
    let last = 0
    for (const record of records) {
      const { id, position, receivedAt } = record
      assert.ok(position > last, `place ${position} stands behind ${last}`)
      last = position
      const before = seen.get(id)
      const isTwice = before && isRemembered(before.receivedAt, receivedAt)
      assert.ok(!isTwice, `doubled: ${id} at ${before?.position} and ${position}`)
      seen.set(id, record)
      if (!places.has(id)) places.set(id, position)
    }
    return places
  }

  #learn(records: readonly LogRecord[]): void {
    const aside = quarantinedIn(records)
    if (aside.some(place => place <= this.engine.position && !this.engine.quarantine.has(place))) {
      throw new Error('a record was set aside that had been taken in')
    }
    this.engine.quarantine.foretell(aside)
    for (const record of records) {
      if (record.position <= this.engine.position) continue
      this.#latest = Math.max(this.#latest, record.receivedAt)
      this.engine.apply(record)
      if (this.engine.quarantine.has(record.position)) continue
      for (const name of ['visitor', 'from', 'into'] as const) {
        const visitor = (record.body as Partial<Record<typeof name, string>>)[name]
        if (visitor !== undefined) this.#visitors.add(visitor)
      }
    }
  }
}

/** Who waits for the others to come may have to leave meanwhile: there is room for few. */
async function pinned(visitor: string, residents: Residents): Promise<void> {
  for (let coming: Promise<void> | undefined; ; await coming) {
    coming = residents.bring([visitor], 60_000)
    if (coming === undefined) return void residents.pin([visitor])
  }
}

function knownOf(engine: Engine, visitor: string): Uint8Array {
  const genome = engine.visitors.get(visitor)
  return genome && genome.position > 0 ? genome.encode() : new Uint8Array()
}

function assertSameState(one: Engine, other: Engine): void {
  const expected = other.sections()
  let count = 0
  for (const section of one.sections()) {
    const { value } = expected.next()
    assert.ok(value, `the shared state has more than ${count} sections`)
    assertSame(section, value, `section ${count++} of the shared state`)
  }
  assert.ok(expected.next().done, `the shared state has only ${count} sections`)
}

function assertSame(one: Uint8Array, other: Uint8Array, what: string): void {
  if (Buffer.compare(one, other) === 0) return
  let at = 0
  while (one[at] === other[at]) at++
  assert.fail(`${what} differs from byte ${at} of ${one.length} and ${other.length}`)
}
