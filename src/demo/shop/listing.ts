import type { Item } from '../catalogue/shape.ts'
import { type Listing, type Sort, sortName, withoutFacets, withParam } from './facets.ts'
import { figure } from './format.ts'
import { type Html, html } from './html.ts'
import { ICONS } from './icons.ts'
import type { Moment } from './moment.ts'
import { tiles } from './tile.ts'
import { say, word } from './words.ts'

const PAGE_SIZE = 24

/** The items of the page asked for, at most 24. */
export function pageOf(listing: Listing, url: URL): { items: Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(listing.items.length / PAGE_SIZE))
  const asked = Number.parseInt(url.searchParams.get('page') ?? '1', 10)
  const page = Math.min(pages, Math.max(1, Number.isFinite(asked) ? asked : 1))
  return { items: listing.items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), page, pages }
}

/** Filters beside a grid. Every filter is a link: it works, and can be shared, without a script. */
export function list(listing: Listing, moment: Moment, shown: ReturnType<typeof pageOf>): Html {
  const { language, url } = moment
  const count = listing.items.length
  const total = say(
    language,
    count === 1 ? '1 article' : `${figure(count, language)} articles`,
    count === 1 ? '1 item' : `${figure(count, language)} items`,
  )
  return html`<div class="list">
<details class="filters" open><summary>${word(language, 'filters')}</summary>${listing.facets.map(
    facet =>
      html`<div class="facet"><h3>${word(language, facet.word)}</h3><ul role="list">${facet.values.map(
        value =>
          html`<li><a href="${value.href}" rel="nofollow"${value.chosen && html` aria-current="true"`}><i class="tick" aria-hidden="true">${value.chosen && ICONS.check}</i>${value.label}<small>${value.count}</small></a></li>`,
      )}</ul></div>`,
  )}</details>
<div class="results">
<div class="tools"><p>${total}</p>${chosen(listing, moment)}${sorts(listing, moment)}</div>
${count === 0 ? html`<p class="empty">${word(language, 'none')}</p>` : tiles(shown.items, language)}
${shown.pages > 1 && html`<nav class="pages" aria-label="Pages">${shown.page > 1 && html`<a class="button line" rel="prev" href="${withParam(url, 'page', String(shown.page - 1))}">${word(language, 'previous')}</a>`}<span>${shown.page} / ${shown.pages}</span>${shown.page < shown.pages && html`<a class="button line" rel="next" href="${withParam(url, 'page', String(shown.page + 1))}">${word(language, 'next')}</a>`}</nav>`}
</div></div>`
}

function chosen(listing: Listing, { language, url }: Moment): Html | undefined {
  if (listing.chosen.length === 0) return undefined
  return html`<div class="chosen">${listing.chosen.map(
    one =>
      html`<a href="${one.href}" rel="nofollow">${one.label}<span class="sr">, ${word(language, 'remove')}</span>${ICONS.cross}</a>`,
  )}<a class="plain" href="${withoutFacets(url)}">${word(language, 'removeAll')}</a></div>`
}

function sorts(listing: Listing, { language, order }: Moment): Html {
  // Without an order of the person's own, what is chosen most is what comes first.
  const name = (sort: Sort) => sortName(sort === 'best' && !order ? 'sold' : sort, language)
  const sorts = listing.sorts.filter(({ sort }) => order || sort !== 'sold')
  return html`<details class="sorts"><summary>${word(language, 'sort')}${say(language, ' : ', ': ')}${name(listing.sort).toLowerCase()}</summary><ul role="list">${sorts.map(
    ({ sort, href }) =>
      html`<li><a href="${href}" rel="nofollow"${sort === listing.sort && html` aria-current="true"`}>${name(sort)}</a></li>`,
  )}</ul></details>`
}
