import type { Brand } from '../../catalogue/shape.ts'
import { scene } from '../../pictures/scene.ts'
import { viewList } from '../ga4.ts'
import { GUIDES } from '../guides.ts'
import { html, raw } from '../html.ts'
import type { Page } from '../layout.ts'
import type { Moment } from '../moment.ts'
import { href } from '../routes.ts'
import { type SeasonWindow, windowAt } from '../seasons.ts'
import { bestOf } from '../shelves.ts'
import { placement } from '../tile.ts'
import { say, word } from '../words.ts'

export function homePage(moment: Moment): Page {
  const { language, now, shelves } = moment
  const season = windowAt(now)
  const roots = shelves.roots.filter(root => season.roots.includes(root.name.fr))
  const best = bestOf(
    roots.flatMap(root => root.items),
    4,
  )
  const target = shelves.roots.find(root => root.name.fr === season.target)!
  const guide = GUIDES.find(one => one.slug === season.guide)!
  const body = html`<div class="hero ${season.scene}" data-vitrine="home:hero" data-vitrine-template="hero">${raw(scene(season.scene))}<div class="words"><h1>${season.title[language]}</h1><p class="lead">${season.text[language]}</p><a class="button" href="${href(language, 'category', target.slug[language])}">${season.button[language]}</a></div></div>
<section class="pad"><div data-vitrine="home:brands" data-vitrine-template="brands"><ul class="brands" role="list" aria-label="${word(language, 'brands')}">${brandsOf(season, moment).map((brand, i) => html`<li><a class="hand-${i % 5}" href="${href(language, 'search')}?q=${encodeURIComponent(brand.name)}">${brand.name}</a></li>`)}</ul></div></section>
<section class="pad">${placement('home', best, language, {
    title: season.heading[language],
    text: say(
      language,
      'D’après ce que nos clients ont acheté ces trente derniers jours.',
      'From what our customers bought over the last thirty days.',
    ),
  })}</section>
<section class="pad"><div class="strip" data-vitrine="home:guide" data-vitrine-template="guide"><div><h2>${guide.title[language]}</h2><p>${guide.lead[language]}</p></div><a class="button line small" href="${href(language, 'guides', guide.slug)}">${word(language, 'read')}<span class="sr">${say(language, ' : ', ': ')}${guide.title[language]}</span></a></div></section>
<section class="pad"><h2 class="gap">${word(language, 'all')}</h2><div class="chips">${shelves.roots.map(root => html`<a href="${href(language, 'category', root.slug[language])}">${root.name[language]}</a>`)}</div></section>`
  return {
    title: season.title[language],
    description: season.text[language],
    body,
    kind: 'home',
    pushes: [viewList(best, 'home', language)],
    twin: href(language === 'fr' ? 'en' : 'fr', 'home'),
  }
}

/** Houses that make most of the season's trades, the dearest first. */
function brandsOf(season: SeasonWindow, { shelves }: Moment): Brand[] {
  const share = (brand: Brand) => season.trades.filter(one => brand.trades.includes(one)).length
  return [...shelves.catalogue.brands]
    .sort((a, b) => share(b) - share(a) || b.position - a.position)
    .slice(0, 5)
}
