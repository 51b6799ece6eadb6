import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DAY, HOUR } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import type { AnalyticsQuestion, AnalyticsTable, Env, FileFormat } from '../../store/ports.ts'
import { Problem } from '../problem.ts'
import { SecondProcess } from '../second-process.ts'
import type { AnalyticsDesk } from './desk.ts'
import { type FromProcess, TABLES_FILE, type ToProcess } from './messages.ts'

/** Questions on their way at once: more would wait too long to be worth it. */
const MOST_WAITING = 32
/** What the log brought is in the tables after so long. */
const EVERY_MS = 1_000
/** Who has not asked for so long is not waited for any more. */
const ASKED_MS = HOUR
/** After trouble it rests: a log that cannot be taken in must not be tried all day long. */
const REST_MS = 10_000
/** The process keeps the time of a question; one that keeps it no more is ended. */
const GRACE_MS = 5_000
/** A round of reading the log, on a machine with other things to do. */
const ROUND_MS = 60_000
/** A file made anew takes seconds for each million of events, and an age on a busy machine. */
const ANEW_MS = HOUR
const WITHIN_MS = 5_000

interface Options {
  dataDir: string
  shop: string
  env: Env
  /** How far the log is on disk. */
  durable(): number
  /** How long what visitors did is kept, ms. */
  keptMs: number
  tell(says: string): void
}

/**
 * The tables in a process of their own, which everybody else goes before. It can be killed at
 * any time: the next question starts it again, and it goes on from where its tables are.
 *
 * It is there for whoever asked within the last hour: it takes hundreds of megabytes, and a part
 * of a core where decisions come in by the thousand. The first question after a rest waits until
 * the tables are in step, or is told to come again. Somebody forgotten wakes it too, where there
 * are tables: nothing of theirs is to rest there.
 */
export class AnalyticsBeside implements AnalyticsDesk {
  readonly #options: Options
  readonly #second: SecondProcess
  #queue: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #followed: number | undefined
  #isMadeAnew = false
  #isClosed = false
  #askedAt = Number.NEGATIVE_INFINITY
  #callOff: () => void

  constructor(options: Options) {
    this.#options = options
    const script = new URL('./process.ts', import.meta.url)
    const args = [options.dataDir, options.shop]
    this.#second = new SecondProcess('keeps the tables', script, args, 'aLittle')
    this.#callOff = options.env.after(EVERY_MS, () => this.#round())
    this.catchUp()
  }

  get behind(): number | undefined {
    if (this.#followed === undefined) return undefined
    return Math.max(0, this.#options.durable() - this.#followed)
  }

  /** Somebody was forgotten, or may have been while nobody followed: the tables are to know. */
  catchUp(): void {
    const { dataDir, shop } = this.#options
    if (existsSync(join(dataDir, 'shops', shop, TABLES_FILE))) this.#wake()
  }

  async ask(question: AnalyticsQuestion): Promise<AnalyticsTable> {
    const told = await this.#find({ ask: question }, question.withinMs)
    if ('table' in told) return told.table
    throw notReady()
  }

  async write(question: AnalyticsQuestion, format: FileFormat): Promise<string> {
    const { dataDir, shop, env } = this.#options
    const name = `${uuidV7(env.now(), env.random(10))}.${format}`
    const path = join(dataDir, 'shops', shop, 'analytics-files', name)
    await this.#find({ write: question, format, path }, question.withinMs)
    return path
  }

  close(): void {
    this.#isClosed = true
    this.#callOff()
    this.#second.stop()
  }

  async #find(message: ToProcess, withinMs = WITHIN_MS): Promise<FromProcess> {
    if (this.#waiting >= MOST_WAITING || this.#isMadeAnew) throw notReady()
    this.#wake()
    if (this.#followed === undefined) await this.#inStep(withinMs)
    const told = await this.#say(message, withinMs + GRACE_MS).catch(error => {
      this.#stumbled(error)
      throw notReady()
    })
    if (!('trouble' in told)) return told
    if (told.isLate) throw tooSlow()
    this.#options.tell(`a question to the tables failed: ${told.trouble}`)
    throw notReady()
  }

  #wake(): void {
    this.#askedAt = this.#options.env.now()
  }

  /** The tables are brought on until they hold what the log held, or the time is over. */
  async #inStep(withinMs: number): Promise<void> {
    const { env } = this.#options
    const until = env.now() + withinMs
    const isBehind = () =>
      this.#follow().catch(error => {
        this.#stumbled(error)
        throw notReady()
      })
    while (await isBehind()) if (env.now() > until) throw notReady()
  }

  /** Bring the tables on, and again at once while there is more. */
  #round(): void {
    this.#callOff = () => {}
    const isAwaited = this.#options.env.now() - this.#askedAt <= ASKED_MS
    const done = isAwaited ? this.#follow() : this.#rest()
    done.then(
      isBehind => this.#again(isBehind ? 0 : EVERY_MS),
      error => {
        this.#stumbled(error)
        this.#again(REST_MS)
      },
    )
  }

  #again(afterMs: number): void {
    if (this.#isClosed) return
    this.#callOff = this.#options.env.after(afterMs, () => this.#round())
  }

  /** @returns whether there is more */
  async #follow(): Promise<boolean> {
    const { durable, env, keptMs } = this.#options
    const until = durable()
    if (until === this.#followed) return false
    const keptFrom = Math.floor((env.now() - keptMs) / DAY)
    const told = await this.#say({ follow: { until, keptFrom } }, ROUND_MS)
    if (!('followed' in told)) return true
    this.#followed = told.followed
    const isBehind = told.followed !== until
    if (told.isDueAnew && !isBehind) this.#makeAnew()
    return isBehind
  }

  /** Nobody is kept waiting for it: questions are told to come again. */
  #makeAnew(): void {
    this.#isMadeAnew = true
    this.#say({ anew: true }, ANEW_MS)
      .catch(error => this.#stumbled(error))
      .finally(() => {
        this.#isMadeAnew = false
      })
  }

  /** @returns false: there is nothing more to do */
  async #rest(): Promise<boolean> {
    if (this.#followed === undefined) return false
    this.#followed = undefined
    await this.#inTurn(async () => {
      await this.#sayNow({ rest: true }, ANEW_MS)
      await this.#second.ended()
    })
    return false
  }

  #say(message: ToProcess, withinMs: number): Promise<FromProcess> {
    return this.#inTurn(() => this.#sayNow(message, withinMs))
  }

  /** One after the other: there is one process, and it does one thing at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting++
    const done = this.#queue.then(work)
    this.#queue = done.then(
      () => this.#waiting--,
      () => this.#waiting--,
    )
    return done
  }

  async #sayNow(message: ToProcess, withinMs: number): Promise<FromProcess> {
    if (this.#isClosed) throw new Error('the server stops')
    const callOff = this.#options.env.after(withinMs, () => this.#second.stop())
    try {
      return JSON.parse(await this.#second.ask(JSON.stringify(message))) as FromProcess
    } finally {
      callOff()
    }
  }

  /** Whatever it was about to say is not waited for. */
  #stumbled(error: unknown): void {
    if (this.#isClosed) return
    this.#followed = undefined
    this.#second.stop()
    this.#options.tell(`the tables are not there: ${(error as Error).message}`)
  }
}

function notReady(): Problem {
  const says = 'The tables for this answer are not ready; try again in 5 s.'
  return new Problem(503, 'analytics_not_ready', says, { headers: { 'retry-after': '5' } })
}

function tooSlow(): Problem {
  const says = 'This answer takes longer than it may now; ask of fewer days, or try again later.'
  return new Problem(503, 'analytics_too_slow', says, { headers: { 'retry-after': '60' } })
}
