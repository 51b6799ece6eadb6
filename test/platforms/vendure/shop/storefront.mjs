import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { escaped, feedOf, isGone, productsOf } from './catalogue.mjs'
import { Vitrine } from './vitrine.ts'

/** Whoever comes here has said yes to personal service. */
const SAID = { language: 'en', market: 'US-en', consent: 'personal' }

/**
 * A storefront that prints its pages from Vendure's Shop API, and asks Vitrine before it prints:
 * no script of anybody's is in them.
 */
export function storefront({ shopApi, vitrineUrl, publicKey }) {
  const vitrine = new Vitrine({ url: vitrineUrl, key: publicKey, patienceMs: 2_000 })
  const pages = { '': home, product, 'feed.xml': feed }
  return createServer(async (request, response) => {
    const url = new URL(request.url, `http://${request.headers.host}`)
    const asking = vitrine.for(request, cookie => response.appendHeader('set-cookie', cookie))
    const [, kind, slug] = url.pathname.split('/')
    try {
      const products = await productsOf(shopApi)
      const text = await pages[kind]?.({ url, asking, products, slug })
      response.setHeader('content-type', kind === 'feed.xml' ? 'text/xml' : 'text/html')
      response.writeHead(text ? 200 : 404).end(text)
    } catch (error) {
      console.error(error)
      response.writeHead(500).end()
    }
  })
}

const feed = ({ products, url }) => feedOf(products, url.origin)

/** What Vitrine printed for this visitor, else the shop's own. Told of the visit first, it knows who comes back. */
async function home({ asking, url, products }) {
  const page = { type: 'home', url: url.pathname + url.search }
  await tell(asking, [{ name: 'page_view', page }])
  const answer = await asking.render({
    ...SAID,
    page,
    placements: [{ placement: 'home', count: 4 }],
  })
  const place = answer?.placements[0]
  const own = products.slice(0, 4).map(({ name, slug }) => link(`/product/${slug}`, name))
  const row = place?.show ? place.html : own.join(' ')
  return html('Walking', `<section data-experience="${place?.experience}">${row}</section>`)
}

/** Of a size that is gone it says so, and shows what is like it in the same answer. */
async function product({ asking, url, products, slug }) {
  const product = products.find(one => one.slug === slug)
  if (!product) return undefined
  const asked = url.searchParams.get('sku')
  const variant = product.variants.find(({ sku }) => sku === asked) ?? product.variants[0]
  await tell(asking, seen(variant, url))
  const sizes = product.variants.map(({ sku, options }) =>
    link(`/product/${slug}?sku=${sku}`, options[0]?.name ?? sku),
  )
  const rest = isGone(variant) ? await alike(asking, variant) : '<button>Add to cart</button>'
  return html(product.name, `<h1>${escaped(product.name)}</h1><p>${sizes.join(' ')}</p>${rest}`)
}

async function alike(asking, { sku, options }) {
  const found = await asking.search({ like: sku, ...SAID })
  const items = (found?.items ?? []).map(({ id, url, title, price, currency }) => {
    const costs = `${currency} ${(price / 100).toFixed(2)}`
    return `<li data-item="${escaped(id)}">${link(url, title)} ${costs}</li>`
  })
  const gone = `Sold out in ${escaped(options[0]?.name ?? sku)}.`
  return `<p data-gone="${escaped(sku)}">${gone}</p><ul data-alike>${items.join('')}</ul>`
}

function seen({ sku, priceWithTax, currencyCode }, url) {
  const page = { type: 'product', url: url.pathname + url.search, item: sku }
  const items = [{ item_id: sku, price: priceWithTax / 100 }]
  return [
    { name: 'page_view', page },
    { name: 'view_item', page, params: { currency: currencyCode, items } },
  ]
}

/** A page does not fail because nobody could be told of it. */
async function tell(asking, happened) {
  const events = happened.map(one => ({ id: randomUUID(), time: Date.now(), ...one }))
  await asking
    .events({ consent: SAID.consent, events })
    .catch(({ message }) => console.error(message))
}

const link = (url, text) => `<a href="${escaped(url)}">${escaped(text)}</a>`

const html = (title, body) =>
  `<!doctype html><html lang="en"><title>${escaped(title)}</title>` +
  `<link rel="stylesheet" href="/_vitrine/placements.css"><main>${body}</main></html>`
