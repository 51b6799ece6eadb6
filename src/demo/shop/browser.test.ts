import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { placementTree } from '../../render/placement.ts'
import { toHtml } from '../../render/to-html.ts'
import type { PlacementAnswer } from '../../schema/decision.ts'
import { makeCatalogue } from '../catalogue/make.ts'
import { type RunningShop, startShop } from './start.ts'

const catalogue = makeCatalogue(1)
const sized = catalogue.items.find(
  item => item.colours.length > 1 && item.skus[0].stock > 1 && item.skus.some(s => !s.stock),
)!

let shop: RunningShop
let browser: Browser

before(async () => {
  const keys = { publicKey: 'pk_test', costsKey: 'secret' }
  shop = await startShop({ port: 0, vitrineUrl: 'http://127.0.0.1:9', ...keys })
  browser = await launch()
})
after(async () => {
  await browser.close()
  await shop.close()
})

for (const width of [1440, 390]) {
  for (const language of ['fr', 'en']) {
    test(`at ${width} px in ${language}, no page is wider than the window and no script fails`, async () => {
      const faults: string[] = []
      const page = await newPage({ viewport: { width, height: 900 } })
      page.on('pageerror', error => faults.push(error.message))
      page.on('console', said => {
        if (said.type() === 'error' && !/502|404/.test(said.text())) faults.push(said.text())
      })
      for (const path of language === 'fr' ? FRENCH : ENGLISH) {
        await page.goto(shop.url + path)
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        assert.equal(over, 0, path)
      }
      assert.deepEqual(faults, [])
    })

    test(`at ${width} px in ${language}, Vitrine's tiles fit in the room kept for them`, async () => {
      const page = await newPage({ viewport: { width, height: 900 } })
      await page.goto(shop.url + (language === 'fr' ? '/' : '/en/'))
      const tree = placementTree(fullAnswer(language), { language, count: 4 })!
      const [before, drawn] = await page.evaluate(markup => {
        const place = document.querySelector<HTMLElement>('[data-vitrine="home"]')!
        const height = place.offsetHeight
        place.innerHTML = markup
        return [height, place.offsetHeight]
      }, toHtml(tree))
      assert.ok(drawn <= before, `${drawn} px in ${before}`)
      assert.ok(before - drawn < 60, `${before - drawn} px too many`)
    })
  }
}

test('the page’s GA4 block is pushed in order, and a chosen tile is told', async () => {
  const page = await newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${shop.url}/rayon/chaussures-de-ski`)
  await page.evaluate(() => {
    document.addEventListener('click', event => event.preventDefault())
    document.querySelector<HTMLElement>('.results .tile')!.click()
  })
  assert.deepEqual(await pushed(page), ['view_item_list', 'select_item'])
})

test('the banner answers at once, tells Vitrine, and refusing is as near as accepting', async () => {
  const page = await newPage({ viewport: { width: 390, height: 844 } }, 'asked')
  await page.goto(shop.url)
  const sizes = await page.locator('.answers button').evaluateAll(buttons =>
    buttons.map(button => {
      const { height } = button.getBoundingClientRect()
      const { backgroundColor, color, fontSize } = getComputedStyle(button)
      return JSON.stringify({ height, backgroundColor, color, fontSize })
    }),
  )
  assert.equal(new Set(sizes).size, 1)
  // By keyboard, right behind the way to the content: not behind every link of the page.
  for (let n = 0; n < 2; n++) await page.keyboard.press('Tab')
  assert.equal(await page.locator('.answers :focus').innerText(), 'Refuser')
  await page.locator('.answers button', { hasText: 'Refuser' }).click()
  await page.locator('.banner').waitFor({ state: 'detached' })
  const said = await page.evaluate(() => (window as unknown as Calls).vitrine.q)
  assert.deepEqual(said.at(-1), ['consent', 'refused'])
  await page.waitForFunction(() => document.cookie.includes('cimes_choice=refused'))
  await page.reload()
  assert.equal(await page.locator('.banner').count(), 0)
})

test('a size that is gone turns the button into a sentence, by keyboard alone', async () => {
  const page = await newPage({ viewport: { width: 1440, height: 900 } })
  const gone = sized.skus.find(sku => !sku.stock)!
  await page.goto(`${shop.url}/produit/${sized.id}?colour=${gone.colour.code}`)
  await page.locator(`input[value="${gone.id}"]`).focus()
  await page.keyboard.press('Space')
  const button = page.locator('form.choose button')
  assert.match((await button.textContent())!, /^Épuisé en /)
  assert.ok(await button.isDisabled())
  assert.ok((await pushed(page)).includes('select_size'))
  await page.goto(`${shop.url}/panier`)
  await page.goBack()
  await page.locator(`input[value="${gone.id}"]:checked`).waitFor({ state: 'attached' })
  assert.ok(await button.isDisabled(), 'back in the history, it is still sold out')
})

test('every pair of text and ground on a page meets WCAG AA, in light and in dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await newPage({ viewport: { width: 1440, height: 900 }, colorScheme }, 'asked')
    for (const path of ['/rayon/ski', `/produit/${sized.id}`, '/panier', '/guides/tente']) {
      await page.goto(shop.url + path)
      assert.deepEqual(await page.evaluate(poorContrasts), [], `${path} ${colorScheme}`)
    }
  }
})

const FRENCH = [
  '/',
  '/rayon/ski',
  `/produit/${sized.id}`,
  '/recherche?q=tente',
  '/panier',
  '/guides',
  '/guides/amorti',
  '/informations',
  '/choix',
  '/rien',
]
const ENGLISH = [
  '/en/',
  '/en/department/ski',
  `/en/product/${sized.id}`,
  '/en/search?q=tent',
  '/en/cart',
  '/en/guides/amorti',
  '/en/information',
  '/en/choice',
]

interface Calls {
  vitrine: { q: unknown[][] }
  dataLayer: { event?: string }[]
}

async function newPage(options: BrowserContextOptions, choice = 'settled'): Promise<Page> {
  const context = await browser.newContext(options)
  if (choice === 'settled') {
    await context.addCookies([{ name: 'cimes_choice', value: 'refused', url: shop.url }])
  }
  return context.newPage()
}

async function pushed(page: Page): Promise<(string | undefined)[]> {
  const layer = await page.evaluate(() => (window as unknown as Calls).dataLayer)
  return layer.map(push => push.event).filter(event => event)
}

/** The longest answer the engine gives: a title, a reason each, a reduction. */
function fullAnswer(language: string): PlacementAnswer {
  const french = language === 'fr'
  const items = catalogue.items.slice(30, 34).map((item, i) => ({
    id: item.id,
    title: item.title[french ? 'fr' : 'en'],
    url: '/x',
    image: '/assets/mark.svg',
    brand: item.brand.name,
    price: item.price,
    ...(i === 1 ? { struckPrice: item.price + 3_000 } : {}),
    currency: 'EUR',
    rating: 4.4,
    reviews: 128,
    reason: french ? 'Parmi les mieux notés du rayon' : 'Among the best rated on this shelf',
  }))
  return {
    placement: 'home',
    decisionId: 'd.0',
    experience: 'home/welcome-back',
    strategy: 'next',
    propensity: 1,
    show: true,
    title: french ? 'Ravis de vous revoir' : 'Welcome back',
    text: french ? 'Cette sélection devrait vous plaire.' : 'This selection should please you.',
    reason: french ? 'Parce que vous avez comparé.' : 'Because you compared.',
    items,
  }
}

/** Runs in the page: texts whose contrast with the ground behind them is under 4.5 (3 when large). */
function poorContrasts(): string[] {
  const canvas = document.createElement('canvas').getContext('2d')!
  const rgba = (colour: string): number[] => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (colour: number[]) => {
    const [r, g, b] = colour.map(part => {
      const c = part / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element: Element | null): number[] => {
    for (let at = element; at; at = at.parentElement) {
      const ground = rgba(getComputedStyle(at).backgroundColor)
      if (ground[3] === 255) return ground
    }
    return [255, 255, 255, 255]
  }
  const poor: string[] = []
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent?.trim())
    const { color, fontSize, visibility } = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    if (!own || width < 2 || height < 2 || visibility === 'hidden') continue
    const [a, b] = [luminance(rgba(color)), luminance(groundOf(element))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < (Number.parseFloat(fontSize) >= 24 ? 3 : 4.5)) {
      poor.push(`${element.className || element.tagName} ${ratio.toFixed(2)}`)
    }
  }
  return poor
}
