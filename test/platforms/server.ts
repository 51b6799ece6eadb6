import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunFile } from '../../src/cli/run-file.ts'

const MAIN = join(import.meta.dirname, '../../src/main.ts')
const WITHIN_MS = 60_000

export interface Vitrine extends RunFile {
  /** `vitrine import` of a feed that holds this text. */
  import(name: string, text: string, ...flags: string[]): Promise<string>
  /** The search has read as far as this SKU, which the feed brought. */
  untilFound(sku: string, market: string): Promise<void>
  stop(): Promise<void>
}

/** Our server as a merchant starts it: a process, an empty data folder, and the commands. */
export async function startVitrine(): Promise<Vitrine> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-platform-'))
  const env = { ...process.env, VITRINE_LOG: 'error' }
  const child = spawn(process.execPath, [MAIN, 'serve', '--data', dataDir, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
  const file = join(dataDir, 'run.json')
  for (const until = Date.now() + WITHIN_MS; !existsSync(file); await sleep(100)) {
    if (child.exitCode === null && Date.now() < until) continue
    await stop()
    throw new Error('Vitrine did not start')
  }
  const run: RunFile = JSON.parse(readFileSync(file, 'utf8'))
  return {
    ...run,
    stop,
    async untilFound(sku, market) {
      const query = new URLSearchParams({ like: sku, market })
      for (const until = Date.now() + WITHIN_MS; ; await sleep(200)) {
        const headers = { authorization: `Bearer ${run.publicKey}` }
        if ((await fetch(`${run.api}/v1/search?${query}`, { headers })).ok) return
        if (Date.now() > until) throw new Error(`the search never found ${sku}`)
      }
    },
    import(name, text, ...flags) {
      const path = join(dataDir, name)
      writeFileSync(path, text)
      return command(['import', path, ...flags, '--data', dataDir])
    },
  }
}

/** @returns what it printed, on one line */
async function command(args: string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', text => (told += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`"vitrine ${args[0]}" failed: ${told}`)
  return told.trim().replace(/\s*\n\s*/g, '; ')
}
