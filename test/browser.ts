import chromium from '@sparticuz/chromium'
import { type Browser, chromium as driver } from 'playwright-core'

/** One process is not real, and painting by a graphics card that is none takes ten times as long. */
const UNWANTED =
  /^--(single-process|zygote|no-zygote|ignore-gpu|in-process-gpu|use-gl|use-angle|enable-unsafe)/

/**
 * A real Chromium, without any system package on Linux x64. `VITRINE_CHROME` names
 * the executable of a system Chrome where that is wanted or where the package has none.
 */
export async function launch(): Promise<Browser> {
  const own = process.env.VITRINE_CHROME
  const executablePath = own || (await chromium.executablePath())
  const given = own ? [] : chromium.args.filter(arg => !UNWANTED.test(arg))
  const args = [...given, '--no-sandbox', '--disable-background-networking', '--disable-gpu']
  const start = () => driver.launch({ executablePath, headless: true, args })
  // Once in some hundred starts Chromium itself dies of a fault before it says anything.
  return start().catch(start)
}
