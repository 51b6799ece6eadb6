import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Compile } from 'typebox/compile'
import { HOUR } from '../../core/clock.ts'
import type { Product } from '../../schema/product.ts'
import { Product as ProductShape } from '../../schema/product.ts'
import { all, bytesOf, gzipped } from '../fixtures/streams.ts'
import { type MerchantFeed, readMerchantFeed } from './merchant.ts'

const now = Date.UTC(2026, 0, 15)
const market = { country: 'FR', language: 'fr', currency: 'EUR' }
const shape = Compile(ProductShape)

const HEADER = 'id\ttitle\tlink\tprice\tavailability\titem_group_id\tsize\tproduct_type'
const row = (id: string, rest: Partial<Record<string, string>> = {}) =>
  [
    id,
    rest.title ?? `Boot ${id}`,
    rest.link ?? `https://shop.example/${id}`,
    rest.price ?? '99.90 EUR',
    rest.availability ?? 'in_stock',
    rest.group ?? '',
    rest.size ?? '',
    rest.type ?? 'Ski > Chaussures',
  ].join('\t')

test('TSV, CSV, RSS and Atom of the same goods give the same product', async () => {
  const feeds = { tsv: TSV, csv: CSV, rss: RSS, atom: ATOM }
  for (const [name, text] of Object.entries(feeds)) {
    for (const bytes of [Buffer.from(text), gzipped(text)]) {
      const { products, refused } = await read(bytes)
      assert.deepEqual(refused, [], name)
      assert.deepEqual(products, [ALTO], name)
    }
  }
})

test('a quantity alone says whether there is any, below zero as well', async () => {
  const text = ['id\ttitle\tlink\tprice\tquantity', ...['3', '0', '-2'].map(inStock)].join('\n')
  const { products, refused } = await read(text)
  assert.deepEqual(refused, [])
  const offers = products.map(({ skus }) => [skus[0].offer.stock, skus[0].offer.inStock])
  assert.deepEqual(offers, [[3, true], ...Array(2).fill([0, false])])

  function inStock(quantity: string, n: number) {
    return [`q${n}`, 'Boot', 'https://shop.example/q', '9 EUR', quantity].join('\t')
  }
})

test('variants become one product wherever they stand, and their shared title', async () => {
  const text = [
    HEADER,
    row('A-41', { group: 'A', size: '41', title: 'Boot Alto – 41' }),
    row('B'),
    row('A-42', { group: 'A', size: '42', title: 'Boot Alto – 42', availability: 'out_of_stock' }),
  ].join('\n')
  const { products } = await read(text)
  assert.deepEqual(
    products.map(one => [one.id, one.title, one.skus.map(sku => sku.size)]),
    [
      ['B', 'Boot B', [undefined]],
      ['A', 'Boot Alto', ['41', '42']],
    ],
  )
  assert.deepEqual(
    products[1].skus.map(sku => sku.offer.inStock),
    [true, false],
  )
})

test('one bad row never costs the others, and says its line, field and reason', async () => {
  const text = [
    HEADER,
    row('1'),
    row('', {}),
    row('3', { price: 'soon' }),
    row('4', { link: 'javascript:alert(1)' }),
    row('5', { availability: 'perhaps' }),
    row('6', { price: '12 USD' }),
    `${row('7')}\textra`,
    row('1'),
    row('9', { title: 'x'.repeat(300) }),
    row('10'),
  ].join('\n')
  const { products, refused, readings } = await read(text)
  assert.deepEqual(
    products.map(one => one.id),
    ['1', '10'],
  )
  assert.deepEqual(
    refused.map(one => [one.line, one.field, one.code]),
    [
      [3, 'id', 'missing'],
      [4, 'price', 'not_a_number'],
      [5, 'link', 'bad_url'],
      [6, 'availability', 'unknown_value'],
      [7, 'price', 'currency_mismatch'],
      [8, '', 'unreadable'],
      [9, 'id', 'repeated'],
      [10, 'title', 'too_long'],
    ],
  )
  assert.ok(refused.every(one => one.reason.length > 15))
  assert.equal(readings.filter(one => one.line > 0).length, 10)
})

test('prices and stock are understood as shops write them, and counted as repairs', async () => {
  const cases: [string, string, number, boolean, string[]][] = [
    ['99.90 EUR', 'in_stock', 9990, true, []],
    ['99,90 €', 'in stock', 9990, true, ['price_text']],
    ['1 299,00 EUR', 'En stock', 129900, true, ['price_text', 'availability']],
    ['99.9', 'https://schema.org/OutOfStock', 9990, false, ['availability']],
    ['99.90 EUR', 'épuisé', 9990, false, ['availability']],
    ['99.90 EUR', 'preorder', 9990, true, []],
  ]
  for (const [price, availability, minor, inStock, codes] of cases) {
    const { products, readings } = await read(
      [HEADER, row('1', { price, availability })].join('\n'),
    )
    assert.deepEqual(products[0]?.skus[0].offer, { price: minor, inStock }, price)
    assert.deepEqual(
      readings.flatMap(one => one.repairs.map(r => r.code)),
      codes,
      price,
    )
  }
})

test('a price in thousandths is read as Merchant writes it, and is nothing to mend', async () => {
  const text = [HEADER, row('A', { price: '5.750 KWD' }), row('B', { price: '12.5 KWD' })].join(
    '\n',
  )
  const kuwait = { country: 'KW', language: 'en', currency: 'KWD' }
  const { products, readings } = await read(text, { market: kuwait })
  assert.deepEqual(
    products.map(one => one.skus[0].offer.price),
    [5_750, 12_500],
  )
  assert.deepEqual(
    readings.flatMap(one => one.repairs),
    [],
  )
})

test('a sale counts while it lasts', async () => {
  const at = async (dates: string) => {
    const text = `id,title,link,price,availability,sale_price,sale_price_effective_date\n1,Boot,https://a.example/1,100.00 EUR,in_stock,80.00 EUR,${dates}\n`
    return (await read(text, { now: now + 12 * HOUR })).products[0].skus[0].offer
  }
  const sale = { price: 8000, listPrice: 10000, inStock: true }
  assert.deepEqual(await at(''), sale)
  assert.deepEqual(await at('2026-01-01T00:00+0100/2026-01-31T23:59+0100'), sale)
  const over = { price: 10000, inStock: true }
  assert.deepEqual(await at('2025-12-01T00:00+0100/2025-12-31T23:59+0100'), over)
  assert.deepEqual(await at('2026-01-01/2026-01-15'), sale, 'the day it ends on is one of it')
  assert.deepEqual(await at('2026-01-01/2026-01-14'), over)
})

test('the lowest price of 30 days comes from a column of our own', async () => {
  const text =
    'id,title,link,price,availability,lowest_price_30_days\n' +
    '1,Boot,https://a.example/1,100.00 EUR,in_stock,92.50 EUR\n' +
    '2,Boot,https://a.example/2,100.00 EUR,in_stock,\n'
  const { products } = await read(text)
  const [told, untold] = products.map(({ skus }) => skus[0].offer)
  assert.deepEqual(told, { price: 10000, inStock: true, lowestPrice: 9250 })
  assert.deepEqual(untold, { price: 10000, inStock: true })
  assert.equal(products[0].attributes, undefined, 'nobody filters by it')
})

test('texts come without HTML, and whole addresses only', async () => {
  const text = `id,title,link,price,availability,description,image_link,terrain\n1,Boot &amp; Co,https://a.example/1,1.00 EUR,in_stock,"<p>Légère<br>et <b>chaude</b></p><script>alert(1)</script> &lt;img src=x onerror=y&gt;",data:image/png;base64,alpin\n`
  const { products, readings } = await read(
    text.replace('data:image/png;base64', '"data:image/png;base64"'),
  )
  assert.equal(products[0].title, 'Boot & Co')
  assert.equal(products[0].description, 'Légère et chaude')
  assert.equal(products[0].image, undefined)
  assert.deepEqual({ ...products[0].attributes }, { terrain: 'alpin' })
  assert.deepEqual(
    readings[0].repairs.map(one => one.code),
    ['html_removed', 'url_dropped'],
  )
})

test('of a field that XML repeats the first is read, and g: before a name of the format’s own', async () => {
  const types = ['Femme > Robes', 'Nouveautés', 'Soldes > Été'].map(
    type => `<g:product_type>${escaped(type)}</g:product_type>`,
  )
  const text = RSS.replace('<title><![CDATA[', '<title>Short</title><g:title><![CDATA[')
    .replace(']]></title>', ']]></g:title>')
    .replace(/<g:product_type>.*<\/g:product_type>/, types.join(''))
  const { products } = await read(text)
  assert.equal(products[0].title, ALTO.title)
  assert.deepEqual(products[0].categories, ['Femme', 'Robes'])
})

test('of several types in one cell the first is the path, and a comma in a name parts nothing', async () => {
  const cases: [string, string[]][] = [
    ['Livres > Sport,Livres > Affaires', ['Livres', 'Sport']],
    ['Femme > Robes, Nouveautés, Soldes > Été', ['Femme', 'Robes']],
    ['Femme &gt; Robes, Soldes &gt; Été', ['Femme', 'Robes']],
    ['Femme > Jupes, robes', ['Femme', 'Jupes, robes']],
    ['Maison, jardin > Cuisine', ['Maison, jardin', 'Cuisine']],
    ['Jupes, robes', ['Jupes, robes']],
  ]
  for (const [type, path] of cases) {
    const { products } = await read([HEADER, row('1', { type })].join('\n'))
    assert.deepEqual(products[0].categories, path, type)
  }
  const google = 'Food, Beverages & Tobacco > Food Items > Fruits, Nuts > Nuts'
  const { products } = await read(
    `id,title,link,price,availability,google_product_category\n1,A,https://a.example/1,9 EUR,in_stock,"${google}"\n`,
  )
  assert.equal(products[0].categories[2], 'Fruits, Nuts')
})

test('an entity of the file’s own is never expanded: a DOCTYPE ends the reading', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]>${RSS.replace(/^<\?xml.*?\?>/, '')}`
  const { products, refused, fatal } = await read(bomb)
  assert.deepEqual([products, refused[0].code, fatal], [[], 'unreadable', true])
  assert.match(refused[0].reason, /DOCTYPE/)
})

test('XML that breaks off keeps what came before and says where it ended', async () => {
  const { products, refused, fatal } = await read(`${RSS.split('</channel>')[0]}<item><g:id>2`)
  assert.deepEqual(products, [ALTO])
  assert.equal(fatal, true)
  assert.match(refused[0].reason, /^Line \d+/)
})

test('a file that unpacks to hundreds of times its size is refused before it fills the memory', async () => {
  const bomb = gzipSync(
    Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.alloc(12 * 1024 ** 2, 'x')]),
  )
  const { refused, fatal } = await read(bomb, {}, 4096)
  assert.equal(fatal, true)
  assert.equal(refused.at(-1)?.code, 'too_large')
})

test('a damaged archive, a zip, an empty file and a page of HTML each say what is wrong', async () => {
  const packed = gzipped(TSV)
  const cases: [Uint8Array | string, RegExp][] = [
    [packed.subarray(0, packed.length - 12), /gzip file is damaged/],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /zip archive/],
    ['', /empty/],
    ['<html><body>Login</body></html>', /no product feed/],
    ['name,cost\n1,2\n', /name the columns, id/],
  ]
  for (const [bytes, reason] of cases) {
    const { refused, fatal } = await read(bytes)
    assert.equal(fatal, true)
    assert.match(refused.at(-1)!.reason, reason)
  }
})

test('a feed larger than its cap is refused', async () => {
  const { fatal, refused } = await read(TSV, { maxBytes: 100 })
  assert.deepEqual([fatal, refused[0].code], [true, 'too_large'])
})

test('feeds of spreadsheets are read: UTF-16, Windows-1252, a declared encoding', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TSV, 'utf16le')])
  assert.deepEqual((await read(utf16)).products, [ALTO])
  assert.deepEqual((await read(Buffer.from(TSV, 'latin1'), {}, 4096)).products, [ALTO])
  const latin = RSS.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>')
  assert.deepEqual((await read(Buffer.from(latin, 'latin1'), {}, 4096)).products, [ALTO])
})

test('columns named like parts of the language are attributes like any other', async () => {
  const text =
    'id,title,link,price,availability,__proto__,constructor\n1,B,https://a.example/1,1 EUR,in_stock,x,y\n'
  const { products } = await read(text)
  assert.equal(Object.hasOwn(products[0].attributes!, 'constructor'), true)
  assert.equal(({} as Record<string, unknown>).x, undefined)
})

async function read(text: string | Uint8Array, feed: Partial<MerchantFeed> = {}, size = 13) {
  const readings = await all(readMerchantFeed(bytesOf(text, size), { market, now, ...feed }))
  const products = readings
    .map(one => one.product)
    .filter((one): one is Product => one !== undefined)
  for (const product of products) {
    assert.ok(shape.Check(product), JSON.stringify(shape.Errors(product)))
  }
  const refused = readings.map(one => one.refused).filter(one => one !== undefined)
  return { readings, products, refused, fatal: readings.some(one => one.fatal) }
}

const ALTO: Product = {
  id: 'CH-42',
  title: 'Chaussure Alto légère',
  url: 'https://shop.example/p/42?a=1&b=2',
  categories: ['Ski', 'Chaussures de ski'],
  description: 'Pour débuter, chaude.',
  image: 'https://shop.example/i/42.jpg',
  brand: 'Cimes',
  attributes: { level: 'débutant', season: 'hiver' },
  rating: 4.5,
  reviews: 12,
  skus: [
    {
      id: 'CH-42-41',
      size: '41',
      colour: 'noir',
      gtin: '3012345678901',
      offer: { price: 17990, inStock: true, listPrice: 19990, stock: 3 },
    },
  ],
}
const FIELDS: [string, string][] = [
  ['id', 'CH-42-41'],
  ['item_group_id', 'CH-42'],
  ['title', 'Chaussure Alto légère'],
  ['description', 'Pour débuter, chaude.'],
  ['link', 'https://shop.example/p/42?a=1&b=2'],
  ['image_link', 'https://shop.example/i/42.jpg'],
  ['price', '199.90 EUR'],
  ['sale_price', '179.90 EUR'],
  ['availability', 'in_stock'],
  ['quantity', '3'],
  ['brand', 'Cimes'],
  ['gtin', '3012345678901'],
  ['product_type', 'Ski > Chaussures de ski'],
  ['size', '41'],
  ['color', 'noir'],
  ['product_rating', '4.5'],
  ['review_count', '12'],
]
const DETAILS: [string, string][] = [
  ['Level', 'débutant'],
  ['Season', 'hiver'],
]
const flatDetails = DETAILS.map(([name, value]) => `Usage:${name}:${value}`).join(',')
const TSV = `${[...FIELDS.map(f => f[0]), 'product_detail'].join('\t')}\n${[...FIELDS.map(f => f[1]), flatDetails].join('\t')}\n`
const CSV = `\ufeff${[...FIELDS.map(f => f[0].replace('_', ' ')), 'product_detail'].join(',')}\r\n${[...FIELDS.map(f => f[1]), flatDetails].map(cell => `"${cell}"`).join(',')}\r\n`
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('>', '&gt;')
const xmlDetails = DETAILS.map(
  ([name, value]) =>
    `<g:product_detail><g:section_name>Usage</g:section_name><g:attribute_name>${name}</g:attribute_name><g:attribute_value>${value}</g:attribute_value></g:product_detail>`,
).join('')
const SHIPPING = '<g:shipping><g:country>FR</g:country><g:price>4.90 EUR</g:price></g:shipping>'
const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title><link>https://shop.example</link>
<item>${FIELDS.map(([name, value]) => (name === 'title' ? `<title><![CDATA[${value}]]></title>` : name === 'link' ? `<link>${escaped(value)}</link>` : `<g:${name}>${escaped(value)}</g:${name}>`)).join('\n')}${SHIPPING}${xmlDetails}</item>
</channel></rss>`
const ATOM = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title>
<entry><id>urn:1</id>${FIELDS.map(([name, value]) => (name === 'link' ? `<link href="${escaped(value)}" rel="alternate"/>` : name === 'description' ? `<summary>${value}</summary>` : `<g:${name}>${escaped(value)}</g:${name}>`)).join('\n')}${xmlDetails}${SHIPPING}</entry>
</feed>`
