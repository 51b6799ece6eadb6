import { narrow } from '../facets.ts'
import { viewList, viewResults } from '../ga4.ts'
import { type Html, html, raw } from '../html.ts'
import { ICONS } from '../icons.ts'
import type { Page } from '../layout.ts'
import { list, pageOf } from '../listing.ts'
import type { Moment } from '../moment.ts'
import { href } from '../routes.ts'
import type { Search } from '../search.ts'
import { bestOf } from '../shelves.ts'
import { placement } from '../tile.ts'
import { say, word } from '../words.ts'

const LONGEST_QUERY = 120

export function resultsPage(search: Search, moment: Moment): Page {
  const { language, url, shelves } = moment
  if (url.searchParams.has('vt-like') || url.searchParams.has('vt-q')) return vitrinePage(moment)
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST_QUERY)
  const found = search.find(query, language)
  const listing = narrow(found, url, language)
  const shown = pageOf(listing, url)
  const title = query ? say(language, `« ${query} »`, `“${query}”`) : word(language, 'search')
  const nothing = html`<div class="empty"><p><b>${word(language, 'none')}</b> ${word(language, 'noneText')}</p><p><a href="${href(language, 'search')}?vt-q=${encodeURIComponent(query)}" rel="nofollow">${word(language, 'forgiving')}</a></p>${chips(moment)}</div>`
  const body = html`<div class="page"><h1>${title}</h1>
<form class="bigfind" role="search" action="${href(language, 'search')}"><label class="sr" for="q2">${word(language, 'search')}</label>${ICONS.search}<input id="q2" name="q" type="search" maxlength="${LONGEST_QUERY}" value="${query}" placeholder="${word(language, 'searchHint')}"><button class="button small">${word(language, 'search')}</button></form>
${found.length > 0 ? list(listing, moment, shown) : query ? nothing : chips(moment)}
<section class="block">${placement('search', bestOf(shelves.catalogue.items, 4), language, {
    title: word(language, 'popular'),
    text: word(language, 'popularText'),
  })}</section></div>`
  const pushes = query ? [viewResults(query, found.length)] : []
  return {
    title,
    body,
    kind: 'search',
    pushes: found.length > 0 ? [...pushes, viewList(shown.items, 'search', language)] : pushes,
    jsonLd: [{ '@context': 'https://schema.org', '@type': 'SearchResultsPage', name: title }],
    twin:
      href(language === 'fr' ? 'en' : 'fr', 'search') +
      (query && `?q=${encodeURIComponent(query)}`),
    robots: 'noindex',
  }
}

/** What Vitrine found: printed here where it came in time, else drawn by the tag. */
function vitrinePage(moment: Moment): Page {
  const { language, url, results } = moment
  const title = word(language, 'search')
  const body = html`<div class="page"><h1 class="sr">${title}</h1><div data-vitrine="results">${raw(results ?? '')}</div>${results?.includes('vt-tile') ? '' : chips(moment)}</div>`
  return {
    title,
    body,
    kind: 'search',
    jsonLd: [{ '@context': 'https://schema.org', '@type': 'SearchResultsPage', name: title }],
    twin: href(language === 'fr' ? 'en' : 'fr', 'search') + url.search,
    robots: 'noindex',
  }
}

/** The way on where nothing was found. */
function chips({ language, shelves }: Moment): Html {
  const links = shelves.roots.map(
    ({ slug, name }) =>
      html`<a href="${href(language, 'category', slug[language])}">${name[language]}</a>`,
  )
  return html`<div class="chips gap">${links}</div>`
}
