import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Gauge, type Registry } from 'prom-client'
import { keptOn, shelfOf } from '../store/backup/shelf.ts'
import type { Env } from '../store/ports.ts'
import { GENTLE } from './gentle.ts'

export interface BackupPlan {
  dataDir: string
  shop: string
  dir: string
  everyMs: number
  /** How many whole ones stay. */
  keep: number
}

/** How often it is asked whether a back-up is due. */
const LOOK_MS = 60_000

/** Makes a back-up whenever the newest one is old enough, in a process of its own. */
export class BackupSchedule {
  readonly #plan: BackupPlan
  readonly #env: Env
  readonly #tell: (says: string, isTrouble: boolean) => void
  #callOff: () => void
  #child?: ChildProcess
  #isStopped = false
  /** Why the last one failed; undefined when it did not. */
  trouble?: string

  /** @param tell a line for the server's log */
  constructor(plan: BackupPlan, env: Env, tell: (says: string, isTrouble: boolean) => void) {
    this.#plan = plan
    this.#env = env
    this.#tell = tell
    this.#callOff = env.after(1_000, () => this.#look())
  }

  /** When the newest whole back-up was made, ms; 0 when there is none. */
  get newest(): number {
    const shelf = shelfOf(this.#plan.dir, this.#plan.shop)
    const whole = keptOn(shelf).find(({ manifest }) => manifest.damaged.length === 0)
    return whole ? Date.parse(whole.manifest.madeAt) : 0
  }

  stop(): void {
    this.#isStopped = true
    this.#callOff()
    this.#child?.kill('SIGKILL') // what it had begun is cleared by the next one
  }

  /** A disk for back-ups that is not there is trouble to tell of, and none for the shop. */
  #look(): void {
    this.#callOff = this.#env.after(Math.min(LOOK_MS, this.#plan.everyMs), () => this.#look())
    this.#makeIfDue().catch(error => this.#failed((error as Error).message))
  }

  async #makeIfDue(): Promise<void> {
    const isDue = this.#env.now() - this.newest >= this.#plan.everyMs
    if (isDue && this.#child === undefined) await this.#make()
  }

  async #make(): Promise<void> {
    const { dataDir, shop, dir, keep } = this.#plan
    const script = new URL('./backup-process.ts', import.meta.url)
    this.#child = fork(script, [dataDir, shop, dir, String(keep)], { execArgv: GENTLE })
    try {
      const ended = once(this.#child, 'exit').then(([code]) => [{ error: `it ended (${code})` }])
      const [{ folder, damaged, error }] = await Promise.race([once(this.#child, 'message'), ended])
      await ended
      this.trouble = error ?? damaged?.[0]
      if (this.trouble) this.#failed(this.trouble)
      else this.#tell(`back-up made: ${folder}`, false)
    } finally {
      this.#child = undefined
    }
  }

  #failed(why: string): void {
    if (this.#isStopped) return
    this.trouble = why
    this.#tell(`no whole back-up was made: ${why}`, true)
  }
}

/** Whoever watches wants to know how old the newest whole one is. */
export function showBackups(schedule: BackupSchedule, registry: Registry, env: Env): void {
  new Gauge({
    name: 'vitrine_backup_age_seconds',
    help: 'Age of the newest whole back-up; -1 when there is none, or none can be seen.',
    registers: [registry],
    collect() {
      const newest = newestOf(schedule)
      this.set(newest === 0 ? -1 : (env.now() - newest) / 1000)
    },
  })
}

/** What cannot be seen is none. */
function newestOf(schedule: BackupSchedule): number {
  try {
    return schedule.newest
  } catch {
    return 0
  }
}
