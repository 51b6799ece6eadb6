import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Product } from './catalogue.ts'
import type { EverShop } from './shop.ts'

const WHO = { name: 'Ada', email: 'ada@example.org', password: 'only-for-this-check-1' }

/** EverShop's own seed, with the pictures it would fetch from elsewhere drawn here, and one variant sold out. */
export class Merchant {
  readonly #shop: EverShop
  #token = ''

  constructor(shop: EverShop) {
    this.#shop = shop
  }

  /** EverShop's demo catalogue, and somebody who may change it. */
  async open(): Promise<void> {
    await this.#shop.run('seed', '--attributes', '--categories', '--collections', '--products')
    const { name, email, password } = WHO
    const who = ['--name', name, '--email', email, '--password', password]
    await this.#shop.run('user:create', ...who)
    const { data } = await this.#ask('POST', '/api/user/tokens', { email, password })
    this.#token = data.accessToken
  }

  async hangPictures(products: Product[], browser: Browser): Promise<void> {
    const folder = join(this.#shop.folder, 'media/catalog')
    mkdirSync(folder, { recursive: true })
    const page = await browser.newPage({ viewport: { width: 640, height: 640 } })
    for (const product of products) {
      await page.setContent(drawn(product))
      writeFileSync(join(folder, `${product.sku}.png`), await page.screenshot())
      await this.#change(product, { images: [`/assets/catalog/${product.sku}.png`] })
    }
    await page.close()
  }

  /** The last of it was sold. */
  async sellOut(product: Product): Promise<void> {
    await this.#change(product, { qty: 0 })
  }

  async #change({ uuid }: Product, change: object): Promise<void> {
    await this.#ask('PATCH', `/api/products/${uuid}`, change)
  }

  async #ask(method: string, path: string, body: object) {
    const answer = await fetch(this.#shop.url + path, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return await answer.json()
  }
}

const SHAPES: [RegExp, string][] = [
  [
    /Cup/,
    'M200 220h200v140q0 90-100 90t-100-90zM400 250h50q40 0 40 50t-40 50h-50v-30h40q20 0 20-20t-20-20h-40z',
  ],
  [/Pen/, 'M220 230h200l-20 230h-160zM280 230l-20-110h20l30 110zM340 230l40-120h18l-30 120z'],
  [/Bowl/, 'M150 280h340q0 170-130 180h-80q-130-10-130-180z'],
  [/Vase/, 'M270 130h100q-20 70 30 130t20 140q-20 70-100 70t-100-70q-30-80 20-140t30-130z'],
  [/Thermos/, 'M260 180h120v280q0 20-20 20h-80q-20 0-20-20zM275 110h90v55h-90z'],
]
const COLOURS: Record<string, string> = {
  White: '#f4f1ea',
  Black: '#2b2b2e',
  Yellow: '#e6b93c',
  Green: '#5f8f6b',
}

/** A plain shape of what it is, in its colour. */
function drawn({ name, attributeIndex }: Product): string {
  const shape = SHAPES.find(([pattern]) => pattern.test(name))?.[1] ?? ''
  const colour = COLOURS[attributeIndex[0]?.optionText ?? ''] ?? '#888'
  return `<body style="margin:0"><svg viewBox="0 0 640 640" width="640" height="640"><rect width="640" height="640" fill="#e3e0da"/><ellipse cx="315" cy="478" rx="150" ry="14" fill="#c9c5bd"/><path d="${shape}" fill="${colour}" fill-rule="evenodd" stroke="#00000022" stroke-width="3"/></svg>`
}
