import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../port.ts'
import type { Database } from '../postgres.ts'

const BIN = 'node_modules/@evershop/evershop/dist/bin/evershop.js'
const WITHIN_MS = 120_000

/** An extension and two settings: all that EverShop is told of us. */
const CONFIG = {
  shop: { language: 'en', currency: 'EUR' },
  catalog: { showOutOfStockProduct: true },
  system: {
    extensions: [{ name: 'vitrine', resolve: 'extensions/vitrine', enabled: true, priority: 10 }],
  },
}

/** EverShop in its folder, with a database of its own. */
export class EverShop {
  readonly folder: string
  readonly #env: NodeJS.ProcessEnv
  #port = 0
  #server?: ChildProcess

  /** @param home where the street knows it */
  constructor(folder: string, { host, user, name }: Database, home: string) {
    this.folder = folder
    this.#env = {
      ...process.env,
      ...{ DB_HOST: host, DB_PORT: '5432', DB_USER: user, DB_PASSWORD: user, DB_NAME: name },
      ...{ DB_SSLMODE: 'disable', EVERSHOP_HOME_URL: home },
      JWT_ADMIN_SECRET: randomBytes(32).toString('hex'),
      JWT_ADMIN_REFRESH_SECRET: randomBytes(32).toString('hex'),
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** What its developer would do: copy the extension, with the key in it, and build. */
  async build(publicKey: string): Promise<void> {
    const extension = join(this.folder, 'extensions/vitrine/dist')
    rmSync(extension, { recursive: true, force: true })
    cpSync(join(import.meta.dirname, 'extension'), extension, { recursive: true })
    const tag = join(extension, 'pages/frontStore/all/VitrineTag.js')
    writeFileSync(tag, readFileSync(tag, 'utf8').replace('pk_…', publicKey))
    for (const name of ['config', 'media', 'public'])
      mkdirSync(join(this.folder, name), { recursive: true })
    writeFileSync(join(this.folder, 'config/default.json'), JSON.stringify(CONFIG, null, 2))
    await this.run('build')
  }

  /** One of its own commands, to its end. */
  async run(...args: string[]): Promise<void> {
    const child = this.#spawn(args)
    let told = ''
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', text => (told += text))
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`"evershop ${args[0]}" ended with ${code}:\n${told}`)
  }

  async start(): Promise<void> {
    this.#port = await freePort()
    this.#server = this.#spawn(['start'], { PORT: String(this.#port) })
    this.#server.stdout!.resume()
    this.#server.stderr!.resume()
    for (const until = Date.now() + WITHIN_MS; !(await this.#answers()); await sleep(300)) {
      if (this.#server.exitCode !== null || Date.now() > until)
        throw new Error('EverShop did not start')
    }
  }

  /** It starts processes of its own, and leaves them when it is ended: the group goes together. */
  async stop(): Promise<void> {
    const server = this.#server
    if (!server?.pid || server.exitCode !== null) return
    const gone = once(server, 'exit')
    process.kill(-server.pid, 'SIGTERM')
    await gone
  }

  async #answers(): Promise<boolean> {
    return fetch(this.url).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  #spawn(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(process.execPath, [BIN, ...args], {
      cwd: this.folder,
      env: { ...this.#env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
}
