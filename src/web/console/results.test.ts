import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { Engine } from '../../engine/engine.ts'
import { World } from '../../engine/prove/experiment/fixtures/world.ts'
import { resultsOf } from '../../engine/prove/experiment/results.ts'
import { Split } from '../../engine/prove/split.ts'
import type { Report } from '../../schema/report.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { openStage, type Stage } from './fixtures/stage.ts'

let stage: Stage
let browser: Browser
let report: Report
/** What rows were asked for last. */
let asked: Record<string, string> = {}
const ROWS = {
  how: { fr: 'Une ligne par emplacement.', en: 'One row a placement.' },
  ...{ count: 1_234, isCut: true, position: 9, behind: 0 },
  columns: ['decision', 'visitor', 'experience'],
  rows: [['d.0', 'key-of-somebody', '<img src=x>']],
}

before(async () => {
  stage = await openStage({
    '/v1/results': () => report,
    '/v1/rows': request => {
      asked = request.query as Record<string, string>
      return ROWS
    },
  })
  browser = await launch()
})

after(async () => {
  await browser.close()
  await stage.close()
})

test('a true gain is told with its interval, in money and for each measure', async t => {
  report = lived({ lift: 1.6 }, 20_000)
  const page = await open(t)
  const { effect, low, high } = metric('margin')
  assert.ok(low! > 0)
  const answer = await page.locator('.answer').innerText()
  assert.match(answer, /^Vitrine rapporte .* de marge de plus par visiteur que la page habituelle/)
  for (const value of [effect, low, high]) assert.ok(answer.includes(euros(value!)), answer)
  const row = page.locator('.mt tbody tr', { hasText: 'Marge' })
  assert.match(await row.innerText(), /prouvé/)
  assert.equal(await page.locator('.mt tbody tr').count(), 8)
  await page.getByRole('button', { name: 'Hasard' }).click()
  assert.match(await page.locator('.answer').innerText(), /au hasard|Trop tôt/)
})

test('where nothing matters the page does not conclude, and says what could be seen', async t => {
  report = lived({ lift: 1 }, 20_000)
  const page = await open(t, { locale: 'en-GB' })
  assert.match(await page.locator('.answer').innerText(), /^Too early to conclude/)
  assert.match(await page.locator('.lede').innerText(), /smallest effect detectable so far/)
  assert.equal(await page.locator('.mt .ok, .mt .bad').count(), 0)
})

test('with a few visitors there is no figure of an effect at all', async t => {
  report = lived({ lift: 3 }, 40)
  const page = await open(t)
  assert.equal(await page.locator('.answer').innerText(), 'Trop tôt pour le dire.')
  const [, bought, came] = /Jusqu’ici (\d+) sur (\d+) avec Vitrine/.exec(
    await page.locator('.lede').innerText(),
  )!
  assert.ok(Number(bought) < Number(came), 'fifty orders are counted in orders')
  const toRows = await page.locator('.mt .counted').first().innerText()
  assert.match(toRows, /Voir les lignes, Marge, Vitrine/)
  assert.equal(await page.locator('.iv').count(), 0)
})

test('a split that is not as it was drawn hides every effect and says where to look', async t => {
  report = { ...lived({ lift: 1.6 }, 10), results: resultsOf(robbed(), []) }
  const page = await open(t)
  assert.equal(await page.locator('.answer').innerText(), 'Nous refusons de conclure.')
  assert.match(await page.locator('.trust .bad').first().innerText(), /Le partage est faussé/)
  assert.equal(await page.locator('.mt').count(), 0)
  await page.getByText('effet masqué').waitFor()
})

test('the export holds every measure, and no campaign can be a formula', async t => {
  report = lived({ lift: 1.6 }, 20_000)
  report.results.comparisons[0].campaigns[0].name = ['=HYPERLINK("x")', 'a,b']
  const page = await open(t)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exporter' }).click()
  const saved = await saving
  assert.match(saved.suggestedFilename(), /^vitrine-\d{4}-\d\d-\d\d-EUR\.csv$/)
  const lines = (await text(await saved.createReadStream())).trim().split('\r\n')
  const told = report.results.comparisons.flatMap(each => [
    ...each.metrics,
    ...each.sources,
    ...each.campaigns,
  ])
  assert.equal(lines.length, 1 + told.length)
  assert.ok(lines.some(line => line.includes(`"'=HYPERLINK(""x"") / a,b"`)))
})

test('what was shown is called as shoppers read it, not by its id', async t => {
  report = lived({ lift: 1 }, 10)
  const home = report.placements.find(({ placement }) => placement === 'home')!
  home.experiences.find(({ experience }) => experience === 'home/best-reviewed')!.decisions = 4
  const page = await open(t)
  const row = page.locator('.shown tbody th')
  assert.match(await row.innerText(), /^«\sLes mieux notés\s» \(avec les avis\)$/)
})

test('a count is followed to its rows: how it is made, the newest of them, and all as a file', async t => {
  report = lived({ lift: 1 }, 10)
  const home = report.placements.find(({ placement }) => placement === 'home')!
  home.experiences.find(({ experience }) => experience === 'home/best-reviewed')!.decisions = 4
  const page = await open(t)
  await page.locator('.shown .counted').first().click()
  const rows = page.locator('.rows')
  await rows.getByText('Une ligne par emplacement').waitFor()
  assert.equal(asked.experience, 'home/best-reviewed')
  assert.match(await rows.locator('.meta').innerText(), /1\s234 lignes, dont les 1 plus récentes/)
  assert.equal(await rows.locator('tbody img').count(), 0)
  assert.match(await rows.locator('tbody').innerText(), /<img src=x>/)
  const parquet = await rows.getByRole('link', { name: 'Tout en Parquet' }).getAttribute('href')
  assert.match(parquet!, /\/v1\/rows\?of=decisions&experience=home%2Fbest-reviewed&format=parquet$/)
  const others = page.waitForResponse(/v1\/rows\?of=orders/)
  await rows.getByRole('link', { name: 'Commandes' }).click()
  await others
  await rows.getByText('Une ligne par emplacement').waitFor()
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(wide <= 0)
  await page.goBack() // rows have an address of their own
  await rows.getByText('home/best-reviewed').waitFor()
})

test('a server that does not answer is said, and what was read stays', async t => {
  report = lived({ lift: 1.6 }, 20_000)
  const page = await open(t)
  await page.route('**/v1/results', route => route.abort())
  await page.clock.runFor(11_000)
  await page.getByText('Le serveur ne répond pas').waitFor()
  assert.ok(await page.locator('.mt').isVisible())
  await page.unroute('**/v1/results')
  await page.getByRole('button', { name: 'Réessayer' }).click()
  await page.getByText('Le serveur ne répond pas').waitFor({ state: 'detached' })
})

test('nothing scrolls sideways on a phone, and the page has one heading and no nameless button', async t => {
  report = lived({ lift: 1.6 }, 20_000)
  for (const width of [390, 320]) {
    const page = await open(t, { viewport: { width, height: 700 }, locale: 'en-GB' })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `${wide} px wide at ${width}`)
    assert.equal(await page.locator('h1').count(), 1)
  }
})

const SHOP = { holdout: 0.2, uniform: 0.1, buys: 0.3, returns: 0.3 }

/** What the engine reports, after so many visits to a shop where it makes orders so much likelier. */
function lived({ lift }: { lift: number }, visits: number): Report {
  const world = new World(1, { ...SHOP, lift })
  world.live(visits)
  const slices = world.split.sums().map(sums => ({ ...sums }))
  const empty = new Engine().report({ kind: 'summary' })
  return { ...empty, currency: 'EUR', time: Date.now(), slices, results: world.results() }
}

/** A split in which nobody of the holdout ever arrives. */
function robbed(): Split {
  const split = new Split()
  const newcomers = {
    sliceOf: () => 'engine' as const,
    isCustomer: () => false,
    shares: () => SHOP,
  }
  for (let n = 0; n < 500; n++) split.meet(`v${n}`, newcomers)
  return split
}

function metric(name: string) {
  return report.results.comparisons[0].metrics.find(each => each.metric === name)!
}

function euros(minor: number): string {
  return `${(minor / 100).toFixed(2).replace('.', ',')}\u202f€`
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}

async function open(t: Test, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await readerPage(t, browser, options)
  await page.clock.install()
  await page.goto(`${stage.url}#/results`)
  await page.waitForSelector('.answer')
  return page
}
