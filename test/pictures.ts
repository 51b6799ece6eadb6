import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { FRENCH } from './sides.ts'

/** Where pictures of the pages are kept, for people to look at; nowhere unless it is told. */
const FOLDER = process.env.VITRINE_PICTURES
const counts = new Map<string, number>()

/** What somebody has before them when a test is over, a picture a page. */
export async function keepPictures(test: string | undefined, context: BrowserContext) {
  if (!FOLDER || !test) return
  const folder = join(FOLDER, plain(FRENCH.name.replace('French', 'with French')))
  mkdirSync(folder, { recursive: true })
  for (const page of context.pages()) {
    const count = (counts.get(test) ?? 0) + 1
    counts.set(test, count)
    const path = join(folder, `${plain(test).slice(0, 90)}-${count}.png`)
    // A page that was left in the middle of something has no picture, and that is no fault.
    await page.screenshot({ path, fullPage: true }).catch(() => {})
  }
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
