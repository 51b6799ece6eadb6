import { crc32 } from 'node:zlib'
import { uuidV7 } from '../../src/core/ids.ts'
import { Random } from '../../src/core/random.ts'
import { visitorKey } from '../../src/core/visitor-key.ts'
import { DamagedProjections } from '../../src/store/ports.ts'
import { SimulatedDisk } from '../../src/store/simulated/disk.ts'
import { LogOnDisk } from '../../src/store/simulated/event-log.ts'
import { SimulatedMachine, SimulatedTime } from '../../src/store/simulated/machine.ts'
import { PROFILES } from '../../src/store/simulated/profile-store.ts'
import { Errands } from './errands.ts'
import { FAULTS, type Fault, faultsOf, jumpOf } from './faults.ts'
import type { Answered, Asked, Front } from './front.ts'
import { RunOfServer } from './run-of-server.ts'
import { Sender } from './sender.ts'
import { Truth } from './truth.ts'

const STEPS = 40
const SENDERS = 3
const BEGINS = Date.UTC(2026, 10, 22, 12)

export interface Life {
  seed: number
  records: number
  acknowledged: number
  /** How often each fault came. */
  faults: Partial<Record<Fault, number>>
  starts: number
  /** Of the log, to tell whether two lives of one seed are one. */
  digest: number
}

/** One life of a shop, from its first record on, with all that may befall it. */
export async function simulate(
  seed: number,
  front: Front,
  tell?: (line: string) => void,
): Promise<Life> {
  const world = new World(seed, front, tell)
  await world.live()
  return world.life
}

class World {
  readonly time = new SimulatedTime()
  readonly random: Random
  readonly disk: SimulatedDisk
  readonly #log: LogOnDisk
  readonly life: Life
  wallMs = BEGINS
  readonly nameSecret: string
  readonly #front: Front
  readonly #tell?: (line: string) => void
  readonly #truth = new Truth()
  readonly #faults: Fault[]
  readonly #senders: Sender[]
  #slow = 3
  #run?: RunOfServer
  #machine?: SimulatedMachine
  /** Nobody gets through to the server. */
  #isCutOff = false
  #complaint?: unknown
  #newestSnapshot?: string

  constructor(seed: number, front: Front, tell?: (line: string) => void) {
    this.random = new Random(seed)
    this.disk = new SimulatedDisk(new Random(seed ^ 0x5eed))
    this.#log = new LogOnDisk(this.disk)
    this.life = { seed, records: 0, acknowledged: 0, faults: {}, starts: 0, digest: 0 }
    this.#front = front
    this.nameSecret = front.nameSecret
    this.#tell = tell
    this.#faults = faultsOf(this.random)
    const errands = new Errands(this.random, () => BEGINS + Math.floor(this.time.nowMs))
    const network = {
      random: this.random,
      after: (ms: number, act: () => void) => this.time.after(ms, act),
      reach: (asked: Asked) => this.#reach(asked, errands),
      say: (text: string) => this.#say(text),
      complain: (error: unknown) => void (this.#complaint ??= error),
    }
    this.#senders = Array.from(
      { length: SENDERS },
      (_, n) =>
        new Sender(
          n,
          network,
          () => errands.next(),
          ids => this.#truth.acknowledge(n, ids),
        ),
    )
  }

  slowMs = () => 1 + this.random.below(this.#slow)

  async live(): Promise<void> {
    this.#say(`faults: ${this.#faults.join(', ') || 'none'}`)
    await this.#start()
    for (let step = 0; step < STEPS; step++) {
      for (const fault of this.#faults) {
        if (this.random.chance(FAULTS[fault])) await this.#befall(fault)
      }
      for (const sender of this.#senders) if (sender.isIdle) sender.begin()
      await this.#pass(this.random.chance(0.02) ? 8_000 : this.random.below(400))
      await this.#keepRunning()
    }
    await this.#comeToRest()
  }

  /** All faults end; whatever is under way comes through; then everything must fit. */
  async #comeToRest(): Promise<void> {
    this.#mend()
    for (let waits = 0; this.#senders.some(sender => !sender.isIdle); waits++) {
      await this.#pass(1_000)
      await this.#keepRunning()
      if (waits > 100) throw new Error('it does not come to rest')
    }
    await this.#check()
    do {
      this.#kill()
      await this.#start()
    } while (this.#hasEnded(this.#run!))
    const records = this.#log.records()
    this.life.records = records.length
    this.life.acknowledged = this.#truth.acknowledged
    this.life.digest = crc32(JSON.stringify(records))
    this.#kill()
  }

  async #befall(fault: Fault): Promise<void> {
    this.life.faults[fault] = (this.life.faults[fault] ?? 0) + 1
    this.#say(`— ${fault}`)
    const forAWhile = (end: () => void) => this.time.after(this.random.below(4_000), end)
    if (fault === 'kill') this.#kill()
    else if (fault === 'powerCut') this.#kill(true)
    else if (fault === 'stop') await this.#stop()
    else if (fault === 'rot') this.#rot()
    else if (fault === 'poison') this.#poison()
    else if (fault === 'erasure') this.#erase()
    else if (fault === 'clock') this.#turnClock(jumpOf(this.random))
    else if (fault === 'failingDisk') {
      this.disk.faults.failure = 0.2
      forAWhile(() => (this.disk.faults.failure = 0))
    } else if (fault === 'misreadingDisk') {
      this.disk.faults.misread = 0.3
      forAWhile(() => (this.disk.faults.misread = 0))
    } else if (fault === 'fullDisk') {
      this.disk.capacity = this.disk.used + this.random.below(2_000)
      forAWhile(() => (this.disk.capacity = Number.POSITIVE_INFINITY))
    } else {
      this.#slow = 2_000
      forAWhile(() => (this.#slow = 3))
    }
  }

  #mend(): void {
    Object.assign(this.disk.faults, { failure: 0, misread: 0 })
    this.disk.capacity = Number.POSITIVE_INFINITY
    this.#slow = 3
  }

  #rot(): void {
    const snapshots = this.disk.list('blobs/snapshots/')
    const file = this.random.pick([PROFILES, ...snapshots])
    this.disk.rot(file)
  }

  /** Its sender sends it again, until it is safe like any other. */
  #poison(): void {
    const id = uuidV7(BEGINS + this.time.nowMs, this.#machine!.random(10))
    const visitor = this.#someBrowser()
    let sender = -(this.life.faults.poison ?? 0)
    const send = () => {
      this.#run?.poison(id, visitor).then(
        () => {
          if (sender < 0) this.#truth.acknowledge(sender, [id])
          sender = 0
        },
        error => this.#say(`poison: ${error.message}`),
      )
    }
    for (const ms of [0, 2_000, 4_000, 8_000]) this.time.after(ms, send)
  }

  #erase(): void {
    const visitor = this.#someBrowser()
    const askedAt = this.wallMs
    this.#run?.shop.erase(visitor).then(
      () => this.#truth.forget(visitor, askedAt),
      error => this.#say(`erasure: ${error.message}`),
    )
  }

  #someBrowser(): string {
    return visitorKey(`browser-${this.random.below(8)}`.padEnd(43, 'x'))
  }

  #turnClock(ms: number): void {
    this.wallMs += ms
    if (this.#machine) this.#machine.wallMs += ms
  }

  #reach(asked: Asked, errands: Errands): Promise<Answered> | undefined {
    if (!this.#run || this.#isCutOff) return undefined
    return this.#front.send(asked).then(answer => {
      const placements = (answer.body.placements ?? []) as { decisionId: string }[]
      for (const { decisionId } of placements) errands.shown.push(decisionId)
      return answer
    })
  }

  /** Whoever ended or was killed is started again, as a service manager would. */
  async #keepRunning(): Promise<void> {
    if (this.#run?.broken !== undefined) {
      this.#say(`the server ended itself: ${this.#run.broken}`)
      this.#kill()
    }
    if (!this.#run) await this.#start()
  }

  async #start(): Promise<void> {
    for (let tries = 1; ; tries++) {
      this.#machine = new SimulatedMachine(this.time, this.random, this.wallMs)
      try {
        this.#run = await this.#waitFor(RunOfServer.start(this, this.#machine))
        break
      } catch (error) {
        this.#say(`it does not start: ${error}`)
        this.#machine.kill()
        if (tries > 30) throw error
        await this.#pass(1_000)
      }
    }
    this.life.starts++
    this.#say(`started at record ${this.#run.log.last}`)
    this.#front.running = this.#run.services
    if (this.disk.faults.misread === 0) await this.#check()
  }

  #kill(withPower = false): void {
    this.#machine?.kill()
    this.#run = undefined
    if (withPower) this.disk.cutPower()
  }

  /** As `SIGTERM` does: nothing new comes in, what is under way is finished, all is written. */
  async #stop(): Promise<void> {
    const run = this.#run
    if (!run) return
    this.#isCutOff = true
    await this.#pass(3_000)
    if (this.#hasEnded(run)) return void (this.#isCutOff = false)
    await this.#waitFor(run.shop.close().then(() => run.log.close())).catch(error =>
      this.#say(`it did not stop well: ${error}`),
    )
    this.#isCutOff = false
    this.#kill()
  }

  /** Who ended meanwhile is looked at after the next start. */
  async #check(): Promise<void> {
    const run = this.#run!
    const { log } = run
    this.#isCutOff = true
    let isChecked = false
    while (!isChecked) {
      while (log.durable < log.last && log.hasRoom && !this.#hasEnded(run)) await this.#pass(10)
      if (this.#hasEnded(run)) break
      this.#truth.checkLog(this.#log.records())
      isChecked = !log.hasRoom || (await this.#checkShop(run))
    }
    this.#isCutOff = false
  }

  /** It was killed, or is about to end itself, while time passed. */
  #hasEnded(run: RunOfServer): boolean {
    return this.#run !== run || !run.shop.isReady
  }

  /** False when what was under way before, a slow batch or an erasure, came in between. */
  #checkShop(run: RunOfServer): Promise<boolean> {
    return this.#waitFor(this.#truth.checkShop(run.shop, BEGINS)).catch(error => {
      if (this.#hasEnded(run)) return true
      if (!(error instanceof DamagedProjections)) throw error
      this.#say('the damage is found')
      return true
    })
  }

  /** Let so much time pass, and all that is due in it happen. */
  async #pass(ms: number): Promise<void> {
    const until = this.time.nowMs + ms
    while (this.time.next(until)) {
      await settle()
      this.#mayLosePowerAfterSnapshot()
    }
    this.time.passTo(until)
    if (this.#complaint !== undefined) throw this.#complaint
  }

  /** The moment that a power cut would choose: what the new snapshot stands on must be safe. */
  #mayLosePowerAfterSnapshot(): void {
    const newest = this.disk.list('blobs/snapshots/').at(-1)
    if (newest === this.#newestSnapshot) return
    this.#newestSnapshot = newest
    if (!this.#faults.includes('powerCut') || !this.random.chance(0.2)) return
    this.#say('— powerCut, upon a snapshot')
    this.#kill(true)
  }

  /** Let time pass until this is done. */
  async #waitFor<T>(promise: Promise<T>): Promise<T> {
    let isDone = false
    const watched = promise.finally(() => (isDone = true))
    watched.catch(() => {})
    await settle()
    while (!isDone) {
      if (!this.time.next(this.time.nowMs + 120_000)) throw new Error('it waits for nothing')
      await settle()
    }
    return watched
  }

  #say(text: string): void {
    this.#tell?.(`${(this.time.nowMs / 1000).toFixed(3).padStart(9)}  ${text}`)
  }
}

/** Everything that follows from what has happened, up to the next wait. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 3; turns++) await new Promise(resolve => setImmediate(resolve))
}
