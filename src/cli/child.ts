import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setPriority } from 'node:os'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Complaint } from './flags.ts'

const STOP_MS = 5_000

/** A process that this one started and ends. It is as far from us as a stranger's. */
export class Child {
  readonly #process: ChildProcess
  readonly #name: string

  /**
   * @param script path from `src`, `demo/main.ts`
   * @param env what it is told where other users of the machine do not look: keys
   */
  constructor(name: string, script: string, args: string[], env: Record<string, string> = {}) {
    this.#name = name
    const path = resolve(import.meta.dirname, '..', script)
    const follow = pathToFileURL(resolve(import.meta.dirname, 'follow-parent.ts')).href
    this.#process = spawn(process.execPath, ['--import', follow, path, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    })
  }

  /**
   * The first line it prints, as JSON.
   * @throws Complaint when it ends before; it has said why itself
   */
  async firstLine<T>(): Promise<T> {
    for await (const line of createInterface({ input: this.#process.stdout! })) {
      this.#process.stdout?.resume()
      return JSON.parse(line) as T
    }
    throw new Complaint(`The ${this.#name} did not start.`)
  }

  /** Let others go first. */
  makeGentle(): void {
    const { pid } = this.#process
    if (pid !== undefined) setPriority(pid, 10)
  }

  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process
    if (exitCode !== null || signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    const late = setTimeout(() => this.#process.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
  }
}
