import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../port.ts'
import type { Vitrine } from '../server.ts'

const CLIENT = join(import.meta.dirname, '../../../src/client/vitrine.ts')

/** Vendure and its storefront, a process in the folder where Vendure is installed. */
export class VendureShop {
  readonly #process: ChildProcess
  url = ''
  shopApi = ''
  /** What its plugin told Vitrine since it began. */
  readonly told: Record<string, number> = { orders: 0, offers: 0 }

  private constructor(child: ChildProcess) {
    this.#process = child
  }

  /** The shop's own files and our client are copied there, as into any project. */
  static async start(folder: string, vitrine: Vitrine): Promise<VendureShop> {
    cpSync(join(import.meta.dirname, 'shop'), folder, { recursive: true })
    cpSync(CLIENT, join(folder, 'vitrine.ts'))
    const env = {
      ...process.env,
      VITRINE_URL: vitrine.api,
      VITRINE_PUBLIC_KEY: vitrine.publicKey,
      VITRINE_SERVER_KEY: vitrine.serverKey,
      VENDURE_PORT: String(await freePort()),
    }
    const child = spawn(process.execPath, ['shop.mjs'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const shop = new VendureShop(child)
    await shop.#begin()
    return shop
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null) return
    const gone = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await gone
  }

  /** Vendure prints lines of its own among ours. */
  #begin(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#process.once('exit', () => reject(new Error('Vendure did not start')))
      createInterface({ input: this.#process.stdout! }).on('line', line => {
        if (!line.startsWith('{')) return
        const said = JSON.parse(line)
        if (said.what) this.told[said.what] += said.count
        if (said.url) resolve(void Object.assign(this, said))
      })
    })
  }
}
