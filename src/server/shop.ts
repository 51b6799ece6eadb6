import { setImmediate as nextTurn } from 'node:timers/promises'
import { MINUTE } from '../core/clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { Genome } from '../engine/genome/genome.ts'
import { nameless, withoutAddress } from '../engine/genome/nameless.ts'
import type { DecisionAnswer, DecisionRequest } from '../schema/decision.ts'
import type { NextItem } from '../schema/next-item.ts'
import type { AskingKind } from '../schema/nudge.ts'
import type { LogRecord, NewRecord, Settings } from '../schema/record.ts'
import type { Report, ReportQuery } from '../schema/report.ts'
import type { VisitorKnown } from '../schema/visitor-known.ts'
import type { VisitorTold } from '../schema/visitor-told.ts'
import { isNoRoom } from '../store/no-room.ts'
import {
  type Appended,
  type BlobStore,
  DamagedProjections,
  type Env,
  type EventLog,
  type ProfileStore,
} from '../store/ports.ts'
import { RebuildMark } from '../store/rebuild-mark.ts'
import { entombedRecord, erasedRecord } from './erasure/erased-record.ts'
import { Forgotten } from './erasure/forgotten.ts'
import { type Ghosts, ghostsIn, readWith } from './erasure/rewriting.ts'
import { endsOfWishes } from './letters/end-wishes.ts'
import type { Arrival } from './live/options.ts'
import { noRoomProblem } from './no-room.ts'
import { sign } from './offers/signed.ts'
import {
  decisionRecord,
  nudgeRecord,
  openedRecord,
  reservedRecord,
  tickRecord,
} from './own-records.ts'
import { quarantinedAfter, releasedRecords, setAsideIfDue } from './quarantined.ts'
import type { RefitShop, Refits } from './refit/refits.ts'
import { remembered } from './remembered.ts'
import { Residents } from './residents.ts'
import type { SnapshotWriter } from './snapshot-writer.ts'
import { Snapshots } from './snapshots.ts'
import { Strangers } from './strangers.ts'
import { Stumbled, Stumbles } from './stumbles.ts'
import { allowedBy } from './told/allowed.ts'
import { tellVisitor } from './told/visitor.ts'
import { visitorsOf } from './visitors-of.ts'

/** A decision waits this long for a profile on disk, then goes on without one. */
const PROFILE_DEADLINE_MS = 40
/** An event batch waits this long, then the caller is told to try again. */
const BATCH_DEADLINE_MS = 10_000
/** Records of one turn: each may be a lesson of the ranking, a quarter of a millisecond. */
const TURN_RECORDS = 50
/** When nothing came for so long, time itself is written down. */
const TICK_MS = 60_000
/** How often the shop looks after itself, and what it calls a quiet moment then. */
const ROUND_MS = 5_000
const QUIET_RECORDS = 250

export interface ShopStores {
  log: EventLog
  profiles: ProfileStore
  blobs: BlobStore
}

export interface ShopOptions {
  shop: string
  stores: ShopStores
  env: Env
  /** `Keys.nameSecret`: whoever was forgotten is known by a hash that is keyed with it. */
  secret: string
  /** What a new shop is opened with; one that exists keeps its own. */
  settings?: Partial<Settings>
  /** Profiles kept in memory. */
  maxProfiles?: number
  /** Records between two snapshots; a busy shop waits for a quiet moment, up to four times as many. */
  snapshotEvery?: number
  /** Memory is ahead of the disk, or of itself: acknowledge nothing more and end the process. */
  onBroken: (error: unknown) => void
  /** Each record as it is applied, and each repeated one. */
  onRecord?: (record: LogRecord, told: Arrival) => void
  onSnapshot?: (pauseMs: number) => void
  /** How far the replay at the start is: the place reached, and the last one. */
  onReplay?: (done: number, all: number) => void
  /** Keys of somebody who was forgotten: whoever remembers what went by lets go of it. */
  onErased?: (keys: readonly string[]) => void
  /** Writes snapshots in a second process; without one, everybody waits while one is taken. */
  snapshotWriter?: SnapshotWriter
  /** How long a snapshot may take beside us, ms: where the machine is never idle it would take for ever. */
  snapshotPatienceMs?: number
  /** Fits the ranking anew now and then; without one it only learns from every click. */
  refits?: Refits
}

/**
 * One shop, running: its log, its engine, and the only hand that writes to either.
 *
 *     profiles are brought ─▶ one turn, nothing in between ─▶ durable ─▶ acknowledged
 *                             append · apply, in order
 *
 * The log gives a record its place and the engine applies it in the same turn, so
 * memory is never in another order than the log. Only the acknowledgement waits for
 * the disk; a decision waits for nothing but, briefly, its visitor's profile.
 */
export class Shop {
  readonly name: string
  readonly engine: Engine
  readonly residents: Residents
  /** Bounds the ids that a public key may make up. */
  readonly strangers: Strangers
  readonly forgotten: Forgotten
  readonly #log: EventLog
  readonly #env: Env
  readonly #options: ShopOptions
  readonly #snapshots: Snapshots
  #state: 'open' | 'closing' | 'broken' = 'open'
  #lastRecordAt: number
  #lastDurable: Promise<void> = Promise.resolve()
  #sinceSnapshot = 0
  #snapshotting: Promise<void> = Promise.resolve()
  #isHurried = false
  #isWriting = false
  #sinceRound = 0
  #callOffRound = () => {}

  private constructor(options: ShopOptions, engine: Engine, residents: Residents) {
    this.name = options.shop
    this.engine = engine
    this.residents = residents
    this.strangers = new Strangers(engine.catalogue)
    this.forgotten = new Forgotten(engine, options.secret)
    this.#log = options.stores.log
    this.#env = options.env
    this.#options = options
    this.#snapshots = new Snapshots(options.stores.blobs)
    this.#lastRecordAt = options.env.now()
  }

  /** Newest snapshot, then the tail of the log; a new shop is opened with its first record. */
  static async open(options: ShopOptions): Promise<Shop> {
    for (;;) {
      try {
        return await Shop.#openOnce(options)
      } catch (error) {
        if (!(error instanceof Stumbled)) throw error
        await setAsideIfDue(error, options.stores, options.env)
      }
    }
  }

  static async #openOnce(options: ShopOptions): Promise<Shop> {
    const { log, profiles } = options.stores
    const { engine, rebuild } = await remembered(options.stores)
    engine.quarantine.foretell(await quarantinedAfter(engine.position, from => log.read(from)))
    if (rebuild) await profiles.clear()
    const maxProfiles = options.maxProfiles ?? 100_000
    const residents = new Residents(engine.visitors, profiles, log, options.env, maxProfiles)
    const shop = new Shop(options, engine, residents)
    await shop.#replayTail(engine.position === 0 ? await ghostsIn(log) : undefined)
    if (rebuild) await shop.#rebuilt()
    if (log.last === 0) await shop.take([openedRecord(options.shop, options.env, options.settings)])
    residents.start(shop.#storeFailed)
    shop.#nextRound()
    return shop
  }

  /** May it be sent traffic? */
  get isReady(): boolean {
    return this.#state === 'open'
  }

  /** Stretches of the log that were found damaged: "vitrine doctor" tells of them. */
  get damageCount(): number {
    return this.#log.damageCount ?? 0
  }

  /** Reporting currency; events that name none are in it. */
  get currency(): string {
    return this.engine.settings.currency
  }

  /** False while the disk is full: nothing is taken, and decisions do without the visitor. */
  get hasRoom(): boolean {
    return this.#log.hasRoom && this.residents.hasRoom
  }

  /** Records that a restart would have to replay. */
  get sinceSnapshot(): number {
    return this.#sinceSnapshot
  }

  /** Last place that is on disk. */
  get durable(): number {
    return this.#log.durable
  }

  /** Accepted and not yet on disk. */
  get logLag(): number {
    return this.#log.last - this.#log.durable
  }

  /**
   * Keep these records. Resolves when all of them are durable. Many are taken in a few at a
   * time, and others have their turn between; what was kept when it fails is told as repeated
   * to whoever sends all again.
   * @param told what was sent, record by record, for those who watch
   * @returns which of them the log had already, by index
   * @throws Problem 507 while the disk is full
   */
  async take(
    records: readonly NewRecord[],
    told?: readonly Arrival[],
  ): Promise<{ repeated: number[] }> {
    const pinned = await this.#bring(visitorsOf(records), BATCH_DEADLINE_MS)
    const positions: number[] = []
    const kept: Promise<void>[] = []
    try {
      for (let at = 0; at < records.length; at += TURN_RECORDS) {
        if (at > 0) await nextTurn()
        if (!this.hasRoom) throw noRoomProblem()
        const until = at + TURN_RECORDS
        const appended = this.#turn(records.slice(at, until), told?.slice(at, until))
        positions.push(...appended.positions)
        kept.push(this.#durable(appended))
        kept.at(-1)!.catch(() => {}) // told when it is waited for
      }
    } finally {
      this.residents.unpin(pinned)
    }
    await Promise.all(kept)
    return { repeated: repeatedOf(positions) }
  }

  /**
   * Answer a page. What arrives with the request is applied first; nobody waits for
   * the disk: the tag keeps its page view until an acknowledgement. Only an offer is a
   * promise, and is told when it is sure to be kept.
   */
  async decide(
    request: DecisionRequest,
    along?: { records: readonly NewRecord[]; told: readonly Arrival[] },
  ): Promise<DecisionAnswer> {
    const pinned = await this.#bringInTime(request, along?.records ?? [])
    if (!pinned) return this.#answerStranger(request)
    try {
      if (!this.hasRoom) return this.#answerStranger(request)
      if (along) this.#later(along.records, along.told)
      const { answer, promised } = this.#answer(request)
      if (promised) await this.#durable(promised)
      return answer
    } finally {
      this.residents.unpin(pinned)
    }
  }

  /**
   * May a dialog stand over somebody's page? It is counted in the turn that says yes. Whoever
   * cannot be known in time is not asked anything: what they were given today is not known either.
   */
  async mayStand(
    kind: AskingKind,
    visitor: string | undefined,
  ): Promise<{ show: boolean; nudge?: string }> {
    if (visitor === undefined)
      return { show: this.engine.mayStand(kind, undefined, this.#env.now()) }
    const pinned = await this.#bring([visitor], BATCH_DEADLINE_MS)
    try {
      const time = this.#env.now()
      const isUnknown = this.forgotten.has(visitor) || !this.hasRoom
      if (isUnknown || !this.engine.mayStand(kind, visitor, time)) return { show: false }
      const record = nudgeRecord({ visitor, kind, time }, this.#env)
      this.#later([record])
      return { show: true, nudge: record.id }
    } finally {
      this.residents.unpin(pinned)
    }
  }

  /** Look at what is known while the visitor's profile is here; a slow disk makes them a stranger. */
  async lookFor<T>(request: DecisionRequest, look: (asked: DecisionRequest) => T): Promise<T> {
    const pinned = await this.#bringInTime(request, [])
    const isStranger = pinned === undefined || this.forgotten.has(request.visitor ?? '')
    try {
      return look(isStranger ? { ...request, visitor: undefined } : request)
    } finally {
      if (pinned) this.residents.unpin(pinned)
    }
  }

  report(query: ReportQuery): Report {
    return this.engine.report(query)
  }

  /** What we know of a visitor, trait by trait; undefined when nothing is. */
  async visitor(key: string, now: number): Promise<VisitorKnown | undefined> {
    return await this.lookAt(key, (genome, visitor) => ({
      visitor,
      position: genome.position,
      visitType: genome.visitType(now),
      slice: this.engine.sliceOf(visitor),
      acts: genome.actCount,
      traits: genome.traits(now),
    }))
  }

  /** The same in sentences, for whoever reads it. */
  async tellVisitor(key: string, now: number): Promise<VisitorTold | undefined> {
    const { catalogue, experiences, settings } = this.engine
    const windowMs = settings.purchaseWindowMs
    const known = await this.lookAt(key, (genome, visitor) => {
      const slice = this.engine.sliceOf(visitor)
      const names = this.engine.keysOf(visitor).length
      const told = { visitor, genome, slice, names, catalogue, experiences, windowMs, now }
      return { told: tellVisitor(told), newest: genome.acts.at(-1)?.position }
    })
    if (known?.newest === undefined) return known?.told
    const allowed = allowedBy(await this.recordAt(known.newest))
    return allowed ? { ...known.told, allowed } : known.told
  }

  /** Look at somebody while their profile is here; undefined when nothing is known of them. */
  async lookAt<T>(
    key: string,
    look: (genome: Genome, visitor: string) => T,
  ): Promise<T | undefined> {
    const pinned = await this.#bring([key], BATCH_DEADLINE_MS)
    try {
      const genome = this.engine.visitors.get(pinned[0])
      return genome && genome.position > 0 ? look(genome, pinned[0]) : undefined
    } finally {
      this.residents.unpin(pinned)
    }
  }

  /** What may come next for a visitor, and why. */
  async next(key: string, now: number, language: 'fr' | 'en', most: number): Promise<NextItem[]> {
    const pinned = await this.#bring([key], BATCH_DEADLINE_MS)
    try {
      return this.engine.next(key, now, language, most)
    } finally {
      this.residents.unpin(pinned)
    }
  }

  /**
   * Forget a person under every key they were known by, at once. It resolves when that is
   * durable and their stored profiles are gone; snapshots and days of the log follow.
   */
  async erase(visitor: string): Promise<void> {
    const pinned = await this.#bring([visitor], BATCH_DEADLINE_MS)
    if (this.forgotten.has(visitor) || !this.hasRoom) {
      this.residents.unpin(pinned)
      if (!this.hasRoom) throw noRoomProblem()
      return await this.#forgottenSurely()
    }
    const keys = this.engine.keysOf(visitor)
    const ended = keys.flatMap(key => endsOfWishes(key, this, this.#env))
    const erased = keys.map(key => erasedRecord(key, this, this.#env))
    const appended = this.#turn([...ended, ...erased])
    this.residents.unpin(pinned)
    const gone = this.residents.forget(keys, appended.durable)
    this.#options.onErased?.(keys)
    await this.#durable(appended)
    await toldOfRoom(gone)
  }

  /** It was said before, perhaps a moment ago: a record behind the word is durable only when it is. */
  async #forgottenSurely(): Promise<void> {
    if (this.logLag > 0) await this.take([tickRecord(this.#env.now(), this.#env)])
    await toldOfRoom(this.residents.gone())
  }

  /** Keep a tombstone whose key nobody knows any more. */
  async entomb(tombstone: string): Promise<void> {
    await this.take([entombedRecord(tombstone, this.#env)])
  }

  /** Have a snapshot of this place or later, and none of before; false when that cannot be now. */
  async renewSnapshots(position: number): Promise<boolean> {
    await this.#snapshotting
    if (await this.#snapshots.dropBefore(position)) return true
    const { snapshotWriter } = this.#options
    if (snapshotWriter) this.#takeBeside(snapshotWriter, 0)
    else this.#takeHere(0)
    await this.#snapshotting
    return await this.#snapshots.dropBefore(position)
  }

  /** Whoever waits for a snapshot of the second process, which lets everybody go first, gets one from here. */
  hurrySnapshot(): void {
    this.#isHurried = true
    this.#options.snapshotWriter?.stop()
  }

  /** Take a record of the quarantine in once more, as a new one; false when it is not there. */
  async release(position: number): Promise<boolean> {
    if (!this.engine.quarantine.holds(position)) return false
    for await (const [record] of this.#log.read({ after: position - 1 })) {
      if (record.position !== position) break // it was damaged, or its day let go of: gone
      await this.take(releasedRecords(record, this.#env))
      return true
    }
    return false
  }

  /** The record at this place of the log; undefined where there is none, or no longer. */
  async recordAt(position: number): Promise<LogRecord | undefined> {
    for await (const [record] of this.read(position - 1)) {
      return record?.position === position ? record : undefined
    }
    return undefined
  }

  /** The log after a position, as far as it is durable. Whoever was forgotten is nameless in it at once. */
  async *read(after: number): AsyncGenerator<LogRecord[]> {
    for await (const records of this.#log.read({ after })) {
      const isNobodyGone = this.engine.erased.size === 0
      const told = records.map(this.#withoutLeftAddress)
      yield isNobodyGone ? told : told.map(one => nameless(one, this.#ghostOf))
    }
  }

  /** One record, a moment after it was given its place. Whoever was forgotten is nameless in it. */
  async find(id: string): Promise<LogRecord | undefined> {
    if (this.logLag > 0) await this.#allDurable.catch(() => {}) // the disk's trouble is told elsewhere
    const record = await this.#log.find(id)
    return record && nameless(record, this.#ghostOf)
  }

  /** Write everything down and shut. No call may be under way. */
  async close(): Promise<void> {
    if (this.#state !== 'open') return
    this.#state = 'closing'
    this.#callOffRound()
    await this.#options.refits?.stop()
    await this.residents.stop()
    this.#options.snapshotWriter?.stop()
    await this.#snapshotting
    if (this.#sinceSnapshot > 0) await this.snapshot().catch(this.#brokenUnlessFull)
  }

  /** Save the shared state here and now, so that a restart replays only what came after. */
  async snapshot(): Promise<void> {
    await this.residents.drain()
    if (this.#state === 'broken') throw new Error('the shop is broken')
    const started = this.#env.monotonic()
    const sections = [...this.engine.sections()]
    const { position } = this.engine
    const flushed = this.residents.flushed(this.#allDurable)
    this.#sinceSnapshot = 0
    this.#options.onSnapshot?.(this.#env.monotonic() - started)
    await flushed
    await this.residents.settle(position)
    await this.#snapshots.keep(position, sections)
  }

  /** The same without holding anybody up, where there is a second process to do it. */
  async snapshotBeside(writer: SnapshotWriter): Promise<void> {
    const since = this.#sinceSnapshot
    const position = this.#log.durable
    const { snapshotPatienceMs = 15 * MINUTE } = this.#options
    const callOff = this.#env.after(snapshotPatienceMs, () => writer.stop())
    await writer
      .write(position, async () => {
        await this.residents.drain()
        const started = this.#env.monotonic()
        const flushed = this.residents.flushed(this.#allDurable)
        this.#options.onSnapshot?.(this.#env.monotonic() - started)
        await flushed
        await this.residents.settle(position)
      })
      .finally(callOff)
    this.#sinceSnapshot -= since
  }

  /** A wish that is over needs its address no more: it goes from the log later, and from sight now. */
  readonly #withoutLeftAddress = (record: LogRecord): LogRecord =>
    record.type === 'wish_made' && this.engine.wishes.isOver(record.id)
      ? { ...record, body: withoutAddress(record.body) }
      : record

  readonly #ghostOf = (key: string): string | undefined =>
    this.forgotten.has(key) ? this.forgotten.tombstoneOf(key) : undefined

  /** Everything that has a place by now. */
  get #allDurable(): Promise<void> {
    return this.logLag === 0 ? Promise.resolve() : this.#lastDurable
  }

  /** As if nobody knew the visitor: nothing is kept of it, and the answer says so. */
  #answerStranger(request: DecisionRequest): DecisionAnswer {
    return { ...this.#answer({ ...request, visitor: undefined }).answer, degraded: true }
  }

  #answer(asked: DecisionRequest): { answer: DecisionAnswer; promised?: Appended } {
    const isForgotten = asked.visitor !== undefined && this.forgotten.has(asked.visitor)
    const request = isForgotten ? { ...asked, visitor: undefined } : asked
    const { made, reserved, answer } = this.engine.decide(request)
    const records = made ? [decisionRecord(request.id, made, request.time)] : []
    if (reserved) records.push(reservedRecord(reserved, this.#env))
    const promised = reserved && this.#turn(records)
    if (!reserved && records.length > 0) this.#later(records)
    sign(answer, this.engine.offers, this.#options.secret)
    return { answer, promised }
  }

  /** The turn: no promise in it, so nothing can come between a place and its effect. */
  #turn(records: readonly NewRecord[], told?: readonly Arrival[], isAwaited = true): Appended {
    if (this.#state === 'broken') throw new Error('the shop is broken')
    try {
      const sifted = this.forgotten.sift(records)
      const appended = appendSome(this.#log, sifted, isAwaited)
      // What was known already waits for the disk no longer than it must, and so for too little.
      if (appended.positions.some(position => position > 0)) this.#lastDurable = appended.durable
      for (let i = 0; i < sifted.length; i++) {
        const record = sifted[i]
        if (record) this.#apply(record, appended.positions[i], told?.[i])
      }
      this.#afterTurn(records.length)
      return appended
    } catch (error) {
      if (error instanceof Stumbled) this.#stumbled(error)
      else this.#broken(error)
      throw error
    }
  }

  #apply(record: NewRecord, position: number, told?: Arrival): void {
    const placed: LogRecord = { ...record, position }
    const repeated = position === 0
    if (!repeated) this.#takeIn(placed)
    this.#options.onRecord?.(placed, { ...told, repeated })
  }

  #takeIn(record: LogRecord): void {
    try {
      this.engine.apply(record)
    } catch (cause) {
      throw new Stumbled(record, cause)
    }
  }

  #afterTurn(count: number): void {
    this.#lastRecordAt = this.#env.now()
    this.#sinceSnapshot += count
    this.#sinceRound += count
  }

  async #durable(appended: Appended): Promise<void> {
    try {
      await appended.durable
    } catch (error) {
      if (isNoRoom(error)) throw noRoomProblem()
      this.#broken(error)
      throw error
    }
  }

  /** A turn whose records nobody waits for. */
  #later(records: readonly NewRecord[], told?: readonly Arrival[]): void {
    this.#turn(records, told, false).durable.catch(this.#brokenUnlessFull)
  }

  /** Profiles of these visitors in memory, and held there. Merges may rename a visitor meanwhile. */
  async #bring(visitors: readonly string[], deadlineMs: number): Promise<readonly string[]> {
    for (;;) {
      const canonical = visitors.map(visitor => this.engine.canonical(visitor))
      const waiting = this.residents.bring(canonical, deadlineMs)
      if (waiting === undefined) return this.residents.pin(canonical)
      await waiting.catch(error => this.#damaged(error))
    }
  }

  /** A profile that is damaged is made again at the next start, with all the others. */
  async #damaged(error: unknown): Promise<never> {
    if (error instanceof DamagedProjections) {
      await new RebuildMark(this.#options.stores.blobs).setDamaged(error.message)
      this.#broken(error)
    }
    throw error
  }

  /** Undefined when the disk was too slow: then the answer does without this visitor. */
  async #bringInTime(request: DecisionRequest, arrived: readonly NewRecord[]) {
    const visitors = visitorsOf(arrived)
    if (request.visitor !== undefined) visitors.push(request.visitor)
    try {
      return await this.#bring(visitors, PROFILE_DEADLINE_MS)
    } catch (error) {
      if (this.#state === 'broken') throw error
      return undefined
    }
  }

  /** The new profiles and the new snapshot are whole: those of before are of no use any more. */
  async #rebuilt(): Promise<void> {
    await this.snapshot()
    await this.#snapshots.keepOnly(this.engine.position)
    await new RebuildMark(this.#options.stores.blobs).clear()
  }

  /**
   * @param ghosts of everybody who was forgotten, when all is made again from the log: days
   * that are rewritten name them already, and a person must not be two.
   */
  async #replayTail(ghosts?: Ghosts): Promise<void> {
    const { quarantine } = this.engine
    const told = ghosts && readWith(ghosts)
    for await (const read of this.#log.read({ after: this.engine.position })) {
      const whole = read.filter(({ position }) => !quarantine.has(position))
      const records = whole.map(record => readAgain(record, told))
      if (ghosts === undefined && records.some(isRewritten)) await this.#snapshotOfBefore()
      const pinned = await this.#bring(visitorsOf(records), BATCH_DEADLINE_MS)
      const gone = records.flatMap(record => this.#applyAgain(record))
      if (ghosts) gone.push(...erasedIn(read)) // stored before, under a name that is gone here
      this.residents.unpin(pinned)
      if (gone.length > 0) await this.residents.forget(gone, Promise.resolve())
      this.#sinceSnapshot += records.length
      await this.residents.shrink()
      this.#options.onReplay?.(this.engine.position, this.#log.last)
    }
  }

  /**
   * The log was rewritten after this snapshot, which happens to a back-up that was made
   * meanwhile: it knows somebody by a name that the log has no more. All is made again.
   */
  async #snapshotOfBefore(): Promise<never> {
    const what = 'a snapshot from before the log was rewritten'
    await new RebuildMark(this.#options.stores.blobs).set(what)
    throw new DamagedProjections(what)
  }

  /** @returns keys that it forgets: a crash may have come between that word and the deed */
  #applyAgain(record: LogRecord): string[] {
    const { type, body } = record
    const keys = type === 'visitor_erased' ? this.engine.keysOf(body.visitor) : NOBODY
    this.#takeIn(record)
    return keys
  }

  #nextRound(): void {
    this.#callOffRound = this.#env.after(ROUND_MS, () => {
      this.#nextRound()
      this.#round()
    })
  }

  #round(): void {
    const isQuiet = this.#sinceRound < QUIET_RECORDS
    this.#sinceRound = 0
    if (!this.hasRoom) return
    const now = this.#env.now()
    if (now - this.#lastRecordAt >= TICK_MS) this.#later([tickRecord(now, this.#env)])
    const { snapshotEvery = 100_000, snapshotWriter } = this.#options
    if (snapshotWriter) this.#takeBeside(snapshotWriter, snapshotEvery)
    else this.#takeHere(isQuiet ? snapshotEvery : snapshotEvery * 4)
    this.#options.refits?.look(this.#refitted)
  }

  get #refitted(): RefitShop {
    const { engine } = this
    return { engine, durable: () => this.#log.durable, take: records => this.take(records) }
  }

  /** Fit the ranking anew now, due or not. */
  async refit(): Promise<void> {
    await this.#options.refits?.run(this.#refitted)
  }

  /** A snapshot taken here holds everybody up (13 ms for a small shop, a second for 100,000 items). */
  #takeHere(due: number): void {
    if (this.#sinceSnapshot < due) return
    this.#sinceSnapshot = 0
    this.#snapshotting = this.snapshot().catch(this.#brokenUnlessFull)
  }

  /** One at a time; when the second process cannot, it is done here after all. */
  #takeBeside(writer: SnapshotWriter, due: number): void {
    if (this.#sinceSnapshot < due || this.#isWriting) return
    this.#isWriting = true
    this.#snapshotting = this.snapshotBeside(writer)
      .catch(error => {
        if (this.#state !== 'open') return
        if (!this.#isHurried) {
          process.emitWarning(`${(error as Error).message}: the snapshot is taken here instead`)
        }
        return this.snapshot()
      })
      .catch(this.#brokenUnlessFull)
      .finally(() => {
        this.#isWriting = false
      })
  }

  /** A full disk breaks nothing: what waits for it goes there when there is room again. */
  readonly #brokenUnlessFull = (error: unknown): void => {
    if (!isNoRoom(error)) this.#broken(error)
  }

  readonly #storeFailed = (error: unknown): void => {
    this.#damaged(error).catch(this.#broken)
  }

  /**
   * What the engine knows is half of something: none of it is kept. The try is counted
   * once the record is sure to come again; a sender would else send it for ever.
   */
  #stumbled(error: Stumbled): void {
    this.#cease()
    const { blobs } = this.#options.stores
    const end = () => this.#options.onBroken(error)
    this.#lastDurable.then(() => new Stumbles(blobs).count(error)).then(end, end)
  }

  readonly #broken = (error: unknown): void => {
    if (this.#state === 'broken') return
    this.#cease()
    this.#options.onBroken(error)
  }

  #cease(): void {
    this.#state = 'broken'
    this.#callOffRound()
    this.residents.halt()
  }
}

/** @throws Problem 507 when the disk is full: what is to be done is done when there is room again. */
async function toldOfRoom(done: Promise<void>): Promise<void> {
  await done.catch(error => {
    throw isNoRoom(error) ? noRoomProblem() : error
  })
}

/** @throws Stumbled over a record that cannot even be read. */
function readAgain(record: LogRecord, told?: (record: LogRecord) => LogRecord): LogRecord {
  try {
    visitorsOf([record])
    return told ? told(record) : record
  } catch (cause) {
    throw new Stumbled(record, cause)
  }
}

function erasedIn(records: readonly LogRecord[]): string[] {
  return records.flatMap(({ type, body }) => (type === 'visitor_erased' ? body.visitor : []))
}

const NOBODY: string[] = []

/** Days are rewritten only when every snapshot is of later: a tail never meets such a word. */
function isRewritten({ type, body }: LogRecord): boolean {
  return type === 'visitor_erased' && body.visitor === body.ghost
}

/** What is not to be told at all gets no place, as if it were repeated. */
function appendSome(
  log: EventLog,
  records: readonly (NewRecord | undefined)[],
  isAwaited: boolean,
): Appended {
  const told = records.filter(record => record !== undefined)
  const { positions, durable } = log.append(told, isAwaited)
  if (told.length === records.length) return { positions, durable }
  let next = 0
  return { positions: records.map(record => (record ? positions[next++] : 0)), durable }
}

function repeatedOf(positions: readonly number[]): number[] {
  const repeated: number[] = []
  for (let i = 0; i < positions.length; i++) if (positions[i] === 0) repeated.push(i)
  return repeated
}
