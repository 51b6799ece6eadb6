import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What `npm start` starts, without the simulated shoppers: the server and the shop, each a process. */
export interface DemoRun {
  api: string
  shop: string
  /** Opens the console, once. */
  console: string
  publicKey: string
  serverKey: string
  dataDir: string
  stop(): Promise<void>
}

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const WITHIN_MS = 120_000

export async function startDemo(): Promise<DemoRun> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-journey-'))
  const args = [MAIN, 'demo', '--data', dataDir, '--port', '0', '--no-shoppers']
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, VITRINE_LOG: 'error' },
  })
  const stop = async () => {
    await killed(child)
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
  const file = join(dataDir, 'run.json')
  const started = Date.now()
  while (!existsSync(file) || JSON.parse(readFileSync(file, 'utf8')).shop === undefined) {
    if (child.exitCode !== null || Date.now() - started > WITHIN_MS) {
      await stop()
      throw new Error('the demo did not start')
    }
    await sleep(100)
  }
  return { ...JSON.parse(readFileSync(file, 'utf8')), stop }
}

/**
 * Nothing is to be kept: its last snapshot would be for nobody, and a stop waits for an erasure
 * under way, which lets every other process of the machine go first.
 */
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
