import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'

/**
 * One process is not real, no shopper's browser lets pages of one site read another, and painting
 * by a graphics card that is none takes ten times as long.
 */
const UNWANTED =
  /^--(single-process|zygote|no-zygote|disable-web-security|allow-running-insecure|disable-site-isolation|ignore-gpu|in-process-gpu|use-gl|use-angle|enable-unsafe)/

/**
 * A headless browser says so in its name, and would be taken for the robot it is. What outlives
 * its page is sent under the name of the browser, whatever the page was given: so it is named here.
 */
export const PERSON =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

let browser: Promise<Browser> | undefined

/**
 * A real Chromium, without any system package on Linux x64. `VITRINE_CHROME` names
 * the executable of a system Chrome where that is wanted or where the package has none.
 * Files that share a process share it, and close it when all of them are through.
 */
export function launch(): Promise<Browser> {
  browser ??= begun()
  return browser
}

async function begun(): Promise<Browser> {
  const own = process.env.VITRINE_CHROME
  const executablePath = own || (await unpacked())
  const given = own ? [] : chromium.args.filter(arg => !UNWANTED.test(arg))
  const needed = ['--no-sandbox', '--disable-background-networking', '--disable-gpu']
  const args = [...given, ...needed, `--user-agent=${PERSON}`]
  const start = () => driver.launch({ executablePath, headless: true, args })
  // Once in some hundred starts Chromium itself dies of a fault before it says anything.
  return start().catch(start)
}

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url))

/**
 * The package's browser, unpacked into a folder of its version. The package itself unpacks where
 * everybody's temporary files are, and believes whatever has the name: half a browser, if others
 * unpack at the same time, or last year's.
 */
async function unpacked(): Promise<string> {
  const about = readFileSync(join(MODULES, '@sparticuz/chromium/package.json'), 'utf8')
  const folder = join(MODULES, `.cache/chromium-${JSON.parse(about).version}`)
  if (!existsSync(folder)) await unpack(folder)
  return join(folder, 'chromium')
}

/** As a whole, or not at all; of several that do it at the same time one is kept. */
async function unpack(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true })
  const draft = mkdtempSync(`${folder}.draft-`)
  const code = `await (await import('@sparticuz/chromium')).default.executablePath()`
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      cwd: MODULES,
      env: { ...process.env, TMPDIR: draft },
    })
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
