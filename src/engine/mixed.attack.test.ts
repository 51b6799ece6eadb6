import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../core/clock.ts'
import { partitionOf } from '../core/partition.ts'
import { Random } from '../core/random.ts'
import { uuidV5 } from '../core/visitor-key.ts'
import { type LogRecord, RECORD_VERSIONS, SHOP_PARTITION } from '../schema/record.ts'
import { Engine } from './engine.ts'
import { makeProducts, START } from './fixtures/history.ts'
import { nameless } from './genome/nameless.ts'
import { KINDS } from './policy/minds.ts'

const RECORDS = 1_500

/**
 * Everything that may stand in a log, in any order: decisions of all placements, some of them
 * degraded, answers, orders and refunds, robots, merges, erasures, corrections, rules, experiences,
 * approval, wishes. Whoever reads it again, from anywhere, comes to the same bytes.
 */
for (const seed of [13, 14]) {
  test(`a log of everything gives the same bytes again, restarted and rewritten (${seed})`, () => {
    const { engine, records, ghosts } = new Everything(seed)
    const bytes = engine.snapshot()
    assert.ok(isSame(replayed(records).snapshot(), bytes), 'replayed')
    assert.ok(isSame(replayed(records, 397).snapshot(), bytes), 'restarted')
    const rewritten = records.map(record => nameless(record, key => ghosts.get(key)))
    assert.ok(ghosts.size > 10)
    assert.ok(isSame(replayed(rewritten).snapshot(), bytes), 'rewritten')
  })
}

function replayed(records: readonly LogRecord[], restartEvery = Infinity): Engine {
  let engine = new Engine()
  for (const [n, record] of records.entries()) {
    engine.apply(record)
    if (n % restartEvery === restartEvery - 1) engine = Engine.restore(engine.snapshot())
  }
  return engine
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

class Everything {
  readonly engine = new Engine()
  readonly records: LogRecord[] = []
  /** Key of somebody who was forgotten → the name that stands for it. */
  readonly ghosts = new Map<string, string>()
  readonly #random: Random
  readonly #asked: { id: string; visitor: string }[] = []
  #time = START

  constructor(seed: number) {
    this.#random = new Random(seed)
    const windows = { clickWindowMs: 30 * MINUTE, purchaseWindowMs: 7 * DAY }
    const settings = { currency: 'EUR', timeZone: 'UTC', holdout: 0.1, uniform: 0.2, ...windows }
    this.#append('shop_opened', { shop: 'test', salt: '5a17', settings })
    const market = { country: 'FR', language: 'fr', currency: 'EUR' }
    this.#append('products', { market, products: makeProducts(this.#random) })
    while (this.records.length < RECORDS) this.#next()
  }

  #next(): void {
    this.#time += this.#random.below(this.#random.below(20) === 0 ? 2 * DAY : 2 * MINUTE)
    const lot = this.#random.below(100)
    if (lot < 45) this.#decide(this.#somebody())
    else if (lot < 65) this.#answer()
    else if (lot < 75) this.#look(this.#somebody())
    else if (lot < 83) this.#pay(this.#somebody())
    else if (lot < 87) this.#merge(this.#somebody(), this.#somebody())
    else if (lot < 88) this.#erase(this.#somebody())
    else if (lot < 91) this.#changeExperience()
    else if (lot < 96) this.#changeRule()
    else if (lot < 97) this.#wish(this.#somebody())
    else if (lot < 98) this.#correct(this.#somebody())
    else this.#append('tick', { time: this.#time })
  }

  #somebody(): string {
    for (;;) {
      const name = `visitor ${this.#random.below(250)}`
      if (!this.ghosts.has(name)) return name
    }
  }

  #decide(visitor: string): void {
    const id = uuidV5('asked', `${this.records.length}`)
    const kinds = KINDS.filter(() => this.#random.chance(0.4))
    const { made } = this.engine.decide({
      ...{ id, visitor, time: this.#time, page: { type: 'home' }, language: 'fr' },
      context: { device: this.#random.chance(0.5) ? 'mobile' : 'desktop' },
      placements: kinds.map(placement => ({ placement })),
      consent: 'personal',
    })
    const degraded = this.#random.chance(0.1) ? { degraded: true } : {}
    this.#append('decision', { ...made, ...degraded }, visitor, id)
    this.#asked.push({ id, visitor })
  }

  #answer(): void {
    const { id, visitor } = this.#asked.at(-1 - this.#random.below(20)) ?? {}
    if (visitor === undefined || this.ghosts.has(visitor)) return
    const name = this.#random.chance(0.7) ? 'click' : 'add_to_cart'
    this.#event({ name, visitor, decision: `${id}.${this.#random.below(3)}` })
  }

  #look(visitor: string): void {
    const items = [{ id: `I${this.#random.below(30)}` }]
    const robot = this.#random.chance(0.05) ? { robot: 'behaviour' } : {}
    this.#event({ name: 'view_item', visitor, items, ...robot })
  }

  #pay(visitor: string): void {
    const name = this.#random.chance(0.8) ? 'purchase' : 'refund'
    const items = [{ id: 'I1', price: 5_000, quantity: 1 }]
    const transaction = { id: `T${this.#random.below(60)}` }
    const verified = this.#random.chance(0.5)
    this.#event({ name, visitor, transaction, currency: 'EUR', items, verified })
  }

  #event(event: { visitor: string; name: string; [field: string]: unknown }): void {
    const time = this.#time - this.#random.below(MINUTE)
    this.#append('event', { time, channel: 'web', verified: false, ...event }, event.visitor)
  }

  #merge(from: string, into: string): void {
    this.#append('visitors_merged', { from, into, time: this.#time }, from)
  }

  /** Under every key, as the shop does it. */
  #erase(visitor: string): void {
    for (const key of this.engine.keysOf(this.engine.canonical(visitor))) {
      const ghost = this.#ghostOf(key)
      this.ghosts.set(key, ghost)
      const tombstone = `tombstone ${this.records.length}`
      this.#append('visitor_erased', { visitor: key, ghost, tombstone, time: this.#time }, key)
    }
  }

  #ghostOf(key: string): string {
    for (;;) {
      const ghost = `ghost ${this.#random.next()}`
      const isAlike = this.engine.sliceOf(ghost) === this.engine.sliceOf(key)
      if (isAlike && partitionOf(ghost) === partitionOf(key)) return ghost
    }
  }

  #changeExperience(): void {
    const id = `${this.#placement()}/own-${this.#random.below(4)}`
    const title = { fr: 'À voir', en: 'Have a look' }
    const off = this.#random.chance(0.3)
    const experience = { id, strategy: 'new', title, off }
    const body = { experience, before: null, by: 'somebody', time: this.#time }
    this.#append('experience_changed', body)
  }

  #changeRule(): void {
    const id = `r${this.#random.below(20)}`
    const placement = this.#placement()
    const arms = this.engine.experiences.of(placement)
    const action = ['pin', 'forbid', 'limit', 'approve'][this.#random.below(4)]
    const experience = arms[this.#random.below(arms.length)].id
    const until = this.#time + this.#random.below(48) * HOUR
    const rule = { id, kind: 'written', placement, when: {}, experience, action, share: 0.3, until }
    const before = this.engine.rules.get(id) ?? null
    const time = this.#time
    const after = this.#random.chance(0.7) ? rule : null
    this.#append('rule_changed', { id, rule: after, before, by: 'somebody', time })
    const placements = [placement]
    this.#append('approval_changed', { placements, before: [], by: 'somebody', time })
    this.#append('rules_proven', { rules: [{ id, placement, when: {}, experience }], time })
  }

  #placement(): (typeof KINDS)[number] {
    return KINDS[this.#random.below(KINDS.length)]
  }

  #wish(visitor: string): void {
    const email = `${this.#random.below(9)}@example.org`
    const wish = { visitor, item: 'I1', market: 'FR-fr', email, time: this.#time }
    this.#append('wish_made', wish, visitor)
  }

  #correct(visitor: string): void {
    const subject = `Montagne > Rayon ${this.#random.below(4)}`
    const isWrong = this.#random.chance(0.7)
    const said = { visitor, name: 'category', subject, isWrong, time: this.#time }
    this.#append('trait_corrected', said, visitor)
  }

  #append(type: LogRecord['type'], body: object, visitor?: string, id?: string): void {
    const position = this.records.length + 1
    const record = {
      ...{ id: id ?? uuidV5('record', `${position}`), type, position, receivedAt: this.#time },
      partition: visitor === undefined ? SHOP_PARTITION : partitionOf(visitor),
      ...{ version: RECORD_VERSIONS[type], body: JSON.parse(JSON.stringify(body)) },
    } as LogRecord
    this.records.push(record)
    this.engine.apply(record)
  }
}
