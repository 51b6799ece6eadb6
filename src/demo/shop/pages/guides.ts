import { viewList } from '../ga4.ts'
import { GUIDES, type Guide } from '../guides.ts'
import { html } from '../html.ts'
import type { Page } from '../layout.ts'
import type { Moment } from '../moment.ts'
import { href } from '../routes.ts'
import { bestOf } from '../shelves.ts'
import { tiles } from '../tile.ts'
import { say, word } from '../words.ts'

export function guidesPage(moment: Moment): Page {
  const { language } = moment
  const rows = GUIDES.map(
    guide =>
      html`<li><a href="${href(language, 'guides', guide.slug)}"><h2>${guide.title[language]}</h2><p>${guide.lead[language]}</p><small>${minutes(guide, moment)}</small></a></li>`,
  )
  return {
    title: word(language, 'guides'),
    description: word(language, 'guidesText'),
    body: html`<div class="page"><h1>${word(language, 'guides')}</h1><p class="lead">${word(language, 'guidesText')}</p><ul class="guides" role="list">${rows}</ul></div>`,
    kind: 'content',
    twin: href(language === 'fr' ? 'en' : 'fr', 'guides'),
  }
}

export function guidePage(guide: Guide, moment: Moment): Page {
  const { language, shelves, url } = moment
  const items = bestOf(
    shelves.catalogue.items.filter(item => guide.shelves.includes(item.leaf.code)),
    4,
  )
  const body = html`<div class="page"><article class="guide"><nav class="crumbs" aria-label="${word(language, 'breadcrumb')}"><a href="${href(language, 'guides')}">${word(language, 'guides')}</a> / <span aria-current="page">${guide.title[language]}</span></nav>
<h1>${guide.title[language]}</h1><p class="lead">${guide.lead[language]}</p>
${guide.parts.map(([subject, answer]) => html`<h2>${subject[language]}</h2><p>${answer[language]}</p>`)}</article>
<section class="block"><h2 class="gap">${say(language, 'Pour commencer', 'To start with')}</h2>${tiles(items, language)}</section></div>`
  return {
    title: guide.title[language],
    description: guide.lead[language],
    body,
    kind: 'content',
    category: items[0]?.leaf.path.map(name => name[language]).join(' > '),
    pushes: [
      { event: 'select_content', content_type: 'guide', item_id: guide.slug },
      viewList(items, 'guide', language),
    ],
    jsonLd: [
      { '@context': 'https://schema.org', '@type': 'Article', headline: guide.title[language] },
    ],
    openGraph: { 'og:type': 'article', 'og:image': `${url.origin}/images/scene-winter.svg` },
    twin: href(language === 'fr' ? 'en' : 'fr', 'guides', guide.slug),
  }
}

const minutes = (guide: Guide, { language }: Moment) =>
  say(language, `${guide.minutes} minutes de lecture`, `${guide.minutes}-minute read`)
