import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, type TagManifest } from '../scripts/build-tag.ts'
import { PERSONAL, pageHtml, placement } from '../src/web/tag/fixtures/pages.ts'
import { stored } from '../src/web/tag/fixtures/scene.ts'
import { Shop } from '../src/web/tag/fixtures/shop.ts'
import { launch } from '../test/browser.ts'
import { troubled } from './tag-beside/troubled.ts'

/**
 * What the tag costs a page with three placements, in a real Chromium slowed down
 * four times: sizes as a gzip of level 9, the longest task in which any of our code
 * ran, and all time spent in our code, from the browser's own trace. Median of five. Then what a
 * server that is slow or away costs the page, see `tag-beside/troubled.ts`.
 */
const RUNS = 5
const SLOWER = 4
/** Each placement has one, the widest there is. */
const NUDGE = {
  kind: 'threshold' as const,
  text: '€11 more for free delivery',
  bar: { value: 6_900, goal: 8_000, text: '€69 of €80' },
}
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/gi

const dist = mkdtempSync(join(tmpdir(), 'vitrine-bench-'))
const shop = new Shop(dist)
let browser: Browser | undefined
try {
  const manifest = await build(dist)
  await shop.listen()
  browser = await launch()
  const before = await withoutConsent(browser)
  const costs: Cost[] = []
  for (let run = 0; run < RUNS; run++) costs.push(await costOf(browser))
  const slow = await troubled(browser, shop, 'slow')
  const down = await troubled(browser, shop, 'down')
  const median = (pick: (cost: Cost) => number) => costs.map(pick).sort((a, b) => a - b)[RUNS >> 1]
  console.log(
    JSON.stringify({
      bench: 'tag',
      loader_gz: manifest.tag.gz,
      core_gz: manifest.core.gz,
      nudge_gz: manifest.drawing.gz,
      parts_gz: partsGz(manifest),
      layout_shift: Math.max(...costs.map(cost => cost.shift)),
      longest_task_ms: round(median(cost => cost.longestMs)),
      main_thread_ms: round(median(cost => cost.totalMs)),
      storage_before_consent: before.storage,
      ids_before_consent: before.ids,
      drawn: Math.min(...costs.map(cost => cost.drawn)),
      cpu_slowdown: SLOWER,
      slow_identical: slow.identical,
      slow_lcp_ratio: ratio(slow.lcpRatio),
      down_identical: down.identical,
      down_lcp_ratio: ratio(down.lcpRatio),
    }),
  )
} finally {
  await browser?.close()
  shop.close()
  rmSync(dist, { recursive: true, force: true })
}

interface Cost {
  shift: number
  drawn: number
  longestMs: number
  totalMs: number
}

/** One visit, traced. */
async function costOf(browser: Browser): Promise<Cost> {
  shop.answer = () => ({ nudge: NUDGE })
  const page = await newPage(browser)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel', 'v8'] })
  await open(page, PERSONAL)
  await page.waitForTimeout(1_500)
  const trace = JSON.parse((await browser.stopTracing()).toString()).traceEvents as TraceEvent[]
  const { shift } = (await page.evaluate('witness')) as { shift: number }
  const drawn = await page.locator('.vt:has(.vt-nudge)').count()
  await page.context().close()
  return { shift, drawn, ...ours(trace) }
}

interface TraceEvent {
  name: string
  ph: string
  ts: number
  dur?: number
  tid: number
  pid: number
  args?: { data?: { url?: string; fileName?: string } }
}

/** Time inside functions of our files, and the longest task that holds one of them. */
function ours(trace: TraceEvent[]): { longestMs: number; totalMs: number } {
  const whole = trace.filter(event => event.ph === 'X' && event.dur !== undefined)
  const mine = whole.filter(({ args }) =>
    /\/_vitrine\//.test(args?.data?.url ?? args?.data?.fileName ?? ''),
  )
  const isInside = (inner: TraceEvent, outer: TraceEvent) =>
    inner !== outer &&
    inner.tid === outer.tid &&
    inner.pid === outer.pid &&
    inner.ts >= outer.ts &&
    inner.ts + inner.dur! <= outer.ts + outer.dur!
  const outermost = mine.filter(one => !mine.some(other => isInside(one, other)))
  const tasks = whole.filter(({ name }) => /RunTask$/.test(name))
  const holding = tasks.filter(task => outermost.some(one => isInside(one, task)))
  if (holding.length === 0) throw new Error('the trace shows no task of ours: nothing was measured')
  return {
    longestMs: Math.max(...holding.map(task => task.dur!)) / 1_000,
    totalMs: outermost.reduce((sum, one) => sum + one.dur!, 0) / 1_000,
  }
}

/** A visitor who has not chosen: what is kept in the browser, and how many ids or cookies went out. */
async function withoutConsent(browser: Browser): Promise<{ storage: number; ids: number }> {
  shop.reset()
  const page = await newPage(browser)
  await open(page, '')
  await page.waitForTimeout(1_500)
  await page.evaluate(`dispatchEvent(new Event('pagehide'))`)
  await page.waitForTimeout(300)
  const storage = await stored(page)
  if (shop.received.length === 0) throw new Error('no request came: nothing was measured')
  const ids = shop.received.map(({ body, cookie }) => {
    const found = JSON.stringify(body).match(UUID)?.length ?? 0
    return found + (cookie ? 1 : 0) + ('visitor' in body ? 1 : 0)
  })
  await page.context().close()
  return { storage, ids: ids.reduce((sum, count) => sum + count, 0) }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
  return context.newPage()
}

async function open(page: Page, head: string): Promise<void> {
  const body = ['home', 'home:second', 'home:third']
    .map(name => `<h2>${name}</h2>${placement(name)}<p>${'Text of the shop. '.repeat(60)}</p>`)
    .join('')
  shop.pages.set('/', { html: pageHtml({ head, body }) })
  await page.goto(shop.url, { waitUntil: 'load' })
}

/** All that a page fetches only when it needs it, each by itself. */
function partsGz({ tag, core, ...parts }: TagManifest): Record<string, number> {
  return Object.fromEntries(Object.entries(parts).map(([name, { gz }]) => [name, gz]))
}

function ratio(value: number): number {
  return Math.round(value * 1_000) / 1_000
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
