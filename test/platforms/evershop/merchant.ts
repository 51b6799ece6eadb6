import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Product } from './catalogue.ts'
import type { EverShop } from './shop.ts'

const WHO = { name: 'Ada', email: 'ada@example.org', password: 'only-for-this-check-1' }

/** What a merchant does in EverShop's admin, by its API: more products, pictures of all, and one colour sold out. */
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

  /** Its five things are too few to have a taste among: three departments of five more. */
  async widen(): Promise<void> {
    for (const [name, products] of Object.entries(MORE)) {
      const url_key = name.toLowerCase()
      const words = { meta_title: name, meta_description: name, meta_keywords: '', description: [] }
      const category = { name, url_key, status: 1, include_in_nav: 1, position: 1, ...words }
      const { data } = await this.#ask('POST', '/api/categories', category)
      for (const [title, price] of products) {
        await this.#add(title, price, { ...words, category_id: data.category_id })
      }
    }
  }

  async #add(name: string, price: number, more: object): Promise<void> {
    const key = name.toLowerCase().replaceAll(' ', '-')
    const stock = { qty: 20, manage_stock: 1, stock_availability: 1 }
    const sold = { status: 1, visibility: 1, group_id: 1, weight: 0, no_shipping_required: 1 }
    const product = {
      ...more,
      ...stock,
      ...sold,
      name,
      price,
      sku: key.toUpperCase(),
      url_key: key,
    }
    await this.#ask('POST', '/api/products', product)
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

const MORE: Record<string, [string, number][]> = {
  Mugs: [
    ['Thin Mug', 14],
    ['Wide Mug', 16],
    ['Tall Mug', 17],
    ['Camp Mug', 19],
    ['Breakfast Mug', 15],
  ],
  Lamps: [
    ['Reading Lamp', 49],
    ['Shelf Lamp', 42],
    ['Bedside Lamp', 45],
    ['Corner Lamp', 58],
    ['Window Lamp', 52],
  ],
  Notebooks: [
    ['Pocket Notebook', 7],
    ['Squared Notebook', 9],
    ['Sketch Notebook', 12],
    ['Travel Notebook', 11],
    ['Desk Notebook', 10],
  ],
}

const SHAPES: [RegExp, string][] = [
  [/Lamp/, 'M250 150h140l50 130h-240zM310 280h20v170h-20zM250 450h140v22h-140z'],
  [/Notebook/, 'M220 150h200q15 0 15 15v300h-215zM240 150h8v315h-8z'],
  [
    /Cup|Mug/,
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

const TONES = ['#7a8fa6', '#a65f4a', '#6f7f5a', '#c2a35c', '#5b5f73']

/** A plain shape of what it is, in its colour. */
function drawn({ name, attributeIndex }: Product): string {
  const shape = SHAPES.find(([pattern]) => pattern.test(name))?.[1] ?? ''
  const colour = COLOURS[attributeIndex[0]?.optionText ?? ''] ?? TONES[name.length % TONES.length]
  return `<body style="margin:0"><svg viewBox="0 0 640 640" width="640" height="640"><rect width="640" height="640" fill="#e3e0da"/><ellipse cx="315" cy="478" rx="150" ry="14" fill="#c9c5bd"/><path d="${shape}" fill="${colour}" fill-rule="evenodd" stroke="#00000022" stroke-width="3"/></svg>`
}
