import type { Item } from '../../catalogue/shape.ts'
import { narrow } from '../facets.ts'
import { viewList } from '../ga4.ts'
import { html } from '../html.ts'
import { breadcrumbLd } from '../jsonld.ts'
import type { Page } from '../layout.ts'
import { list, pageOf } from '../listing.ts'
import type { Moment } from '../moment.ts'
import { href } from '../routes.ts'
import { type Category, mostChosen, oneOfEachLevel, pathText } from '../shelves.ts'
import { placement } from '../tile.ts'
import { word } from '../words.ts'
import { crumbs } from './crumbs.ts'

export function categoryPage(category: Category, moment: Moment): Page {
  const { language, url } = moment
  const listing = narrow(inOrder(category, moment), url, language)
  const shown = pageOf(listing, url)
  const help = oneOfEachLevel(category.items)
  const path = pathText(category, language)
  const other = language === 'fr' ? 'en' : 'fr'
  const body = html`<div class="page">${crumbs(category.path.slice(0, -1), moment, category.name[language])}
<h1>${category.name[language]}</h1>
${category.children.length > 0 && html`<nav class="chips" aria-label="${category.name[language]}">${category.children.map(child => html`<a href="${href(language, 'category', child.slug[language])}">${child.name[language]}</a>`)}</nav>`}
<section class="help">${placement('category', help, language, {
    title: word(language, 'help'),
    text: word(language, 'helpText'),
  })}</section>
${list(listing, moment, shown)}</div>`
  return {
    title: category.name[language],
    description: `${path}. ${category.items.length}`,
    body,
    kind: 'category',
    category: path,
    pushes: [viewList(shown.items, path, language)],
    jsonLd: [
      {
        '@context': 'https://schema.org',
        '@type': 'CollectionPage',
        name: category.name[language],
      },
      breadcrumbLd(category, language, url.origin),
    ],
    twin: href(other, 'category', category.slug[other]),
    robots: url.search ? 'noindex, follow' : undefined,
  }
}

/** The person's own order where there is one, else what is chosen most. */
function inOrder({ items }: Category, { order }: Moment): Item[] {
  const own = mostChosen(items)
  if (!order) return own
  const place = new Map(order.map((id, at) => [id, at]))
  return own.sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity))
}
