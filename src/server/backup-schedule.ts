import { Gauge, type Registry } from 'prom-client'
import { keptOn, shelfOf } from '../store/backup/shelf.ts'
import type { Env } from '../store/ports.ts'
import { SecondProcess } from './second-process.ts'

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
  readonly #second: SecondProcess
  #isMaking = false
  #isStopped = false
  /** Why the last one failed; undefined when it did not. */
  trouble?: string

  /** @param tell a line for the server's log */
  constructor(plan: BackupPlan, env: Env, tell: (says: string, isTrouble: boolean) => void) {
    this.#plan = plan
    this.#env = env
    this.#tell = tell
    const script = new URL('./backup-process.ts', import.meta.url)
    const { dataDir, shop, dir, keep } = plan
    const args = [dataDir, shop, dir, String(keep)]
    this.#second = new SecondProcess('makes back-ups', script, args)
    this.#callOff = env.after(1_000, () => this.#look())
  }

  get everyMs(): number {
    return this.#plan.everyMs
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
    this.#second.stop() // what it had begun is cleared by the next one
  }

  /** A disk for back-ups that is not there is trouble to tell of, and none for the shop. */
  #look(): void {
    this.#callOff = this.#env.after(Math.min(LOOK_MS, this.#plan.everyMs), () => this.#look())
    this.#makeIfDue().catch(error => this.#failed((error as Error).message))
  }

  async #makeIfDue(): Promise<void> {
    const isDue = this.#env.now() - this.newest >= this.#plan.everyMs
    if (isDue && !this.#isMaking) await this.#make()
  }

  async #make(): Promise<void> {
    this.#isMaking = true
    try {
      const { folder, damaged, error } = JSON.parse(await this.#second.ask('now'))
      await this.#second.ended()
      this.trouble = error ?? damaged?.[0]
      if (this.trouble) this.#failed(this.trouble)
      else this.#tell(`back-up made: ${folder}`, false)
    } finally {
      this.#isMaking = false
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
export function newestOf(schedule: BackupSchedule): number {
  try {
    return schedule.newest
  } catch {
    return 0
  }
}
