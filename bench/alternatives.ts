import { parseArgs } from 'node:util'
import { Random } from '../src/core/random.ts'
import { makeCatalogue } from '../src/demo/catalogue/make.ts'
import { productOf } from '../src/demo/catalogue/product.ts'
import { Catalogue } from '../src/engine/catalogue/catalogue.ts'
import { Content } from '../src/engine/recommend/content/content.ts'
import type { Product } from '../src/schema/product.ts'
import { readProducts } from './alternatives/feed-file.ts'
import { centile, rounded } from './fixtures/figures.ts'

/**
 * The claim: what a product is called is enough to find what could stand in for it, in less
 * than 150 µs and 300 bytes an item at 100,000 items.
 *
 * With `--feed FILE` (CSV or TSV, gzip or not) it draws `--n` products by `--seed` and prints
 * for each the three called most alike, or fewer where fewer are fair, for a reader to judge;
 * without, it measures on the demo shop grown to `--items`.
 */
const { values } = parseArgs({
  options: {
    feed: { type: 'string' },
    n: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    items: { type: 'string', default: '100000' },
    json: { type: 'boolean' },
  },
})
const SHOWN = 3
const QUESTIONS = 3000
const MARKET = { country: 'FR', language: values.feed ? 'en' : 'fr', currency: 'EUR' }

const seed = Number(values.seed)
const products = values.feed ? await read(values.feed) : demoProducts(Number(values.items))
const catalogue = new Catalogue()
for (let i = 0; i < products.length; i += 1000) {
  catalogue.applyProducts({ market: MARKET, products: products.slice(i, i + 1000) }, 0)
}
const content = new Content()
const before = performance.now()
content.follow(catalogue.takeChanged(), catalogue)
const built = performance.now() - before
if (values.feed && !values.json) printTable(Number(values.n))
console.log(JSON.stringify({ bench: 'alternatives', seed, ...figures() }))

/** Of a file that cannot be read, one sentence. */
async function read(file: string): Promise<Product[]> {
  try {
    return await readProducts(file)
  } catch (error) {
    console.error(`${file}: ${(error as Error).message}`)
    process.exit(2)
  }
}

function printTable(count: number): void {
  console.log(`| product | ${'alternative | '.repeat(SHOWN)}`)
  console.log(`|${'---|'.repeat(SHOWN + 1)}`)
  const random = new Random(seed)
  for (let i = 0; i < count; i++) {
    const item = random.below(catalogue.itemCount)
    const shown = alternativesOf(item)
    const cells = [nameOf(item), ...shown, ...Array(SHOWN - shown.length).fill('')]
    console.log(`| ${cells.map(cell => cell.replaceAll('|', '/')).join(' | ')} |`)
  }
}

/** Names, the most alike first; the same name in another box is the same thing. */
function alternativesOf(item: number): string[] {
  const alike = content.like(item, catalogue.categoryOf(item))
  const order = Array.from({ length: alike.count }, (_, at) => at)
  order.sort((a, b) => alike.scores[b] - alike.scores[a] || alike.items[a] - alike.items[b])
  const names = new Set(order.map(at => nameOf(alike.items[at])))
  names.delete(nameOf(item))
  return [...names].slice(0, SHOWN)
}

function nameOf(item: number): string {
  const brand = catalogue.brandOf(item)
  const title = catalogue.titleOf(item, MARKET.language)
  return brand < 0 || title.startsWith(catalogue.brandName(brand))
    ? title
    : `${title} (${catalogue.brandName(brand)})`
}

function figures() {
  const random = new Random(seed)
  const times: number[] = []
  const used = process.cpuUsage()
  for (let i = 0; i < QUESTIONS; i++) {
    const item = random.below(catalogue.itemCount)
    const start = performance.now()
    content.like(item, catalogue.categoryOf(item))
    times.push((performance.now() - start) * 1000)
  }
  const { user, system } = process.cpuUsage(used)
  return {
    items: catalogue.itemCount,
    follow_us: rounded((built * 1000) / catalogue.itemCount),
    bytes_an_item: rounded(content.bytes / catalogue.itemCount),
    question_us: {
      mean: rounded(times.reduce((sum, each) => sum + each, 0) / times.length),
      p50: rounded(centile(times, 0.5)),
      p99: rounded(centile(times, 0.99)),
      cpu: rounded((user + system) / QUESTIONS),
    },
  }
}

function demoProducts(size: number): Product[] {
  return makeCatalogue(seed, size).items.map(item => productOf(item, 'fr'))
}
