import type { Language } from '../catalogue/shape.ts'
import { euros, type Push, toldPushes } from './ga4.ts'
import { data, type Html, html } from './html.ts'
import { ICONS, MARK } from './icons.ts'
import { cartLines, type Moment, totals } from './moment.ts'
import { href, type PageName } from './routes.ts'
import { cartCount } from './session.ts'
import { say, word } from './words.ts'

/** One page, ready to be framed. */
export interface Page {
  title: string
  description?: string
  body: Html
  /** Kind of page in Vitrine's words, for `data-vitrine-page`. */
  kind: string
  item?: string
  category?: string
  pushes?: Push[]
  jsonLd?: unknown[]
  openGraph?: Record<string, string>
  /** The same page in the other language. */
  twin: string
  status?: number
  robots?: string
}

/** Header, footer, banner and what machines read, around a page. */
export function frame(page: Page, moment: Moment): string {
  const { language, url, publicKey } = moment
  const other: Language = language === 'fr' ? 'en' : 'fr'
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Cimes</title>
${page.description && html`<meta name="description" content="${page.description}">`}
${page.robots && html`<meta name="robots" content="${page.robots}">`}
<link rel="canonical" href="${url.origin}${url.pathname}">
<link rel="alternate" hreflang="${other}" href="${url.origin}${page.twin}">
<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
<link rel="preload" as="font" type="font/woff2" href="/assets/noto-sans-latin.woff2" crossorigin>
<link rel="preload" as="font" type="font/woff2" href="/assets/noto-serif-latin.woff2" crossorigin>
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/shop.css">
<link rel="stylesheet" href="/assets/search.css">
<meta property="og:site_name" content="Cimes">
<meta property="og:title" content="${page.title}">
<meta property="og:url" content="${url.origin}${url.pathname}">
${Object.entries(page.openGraph ?? { 'og:type': 'website' }).map(([name, value]) => html`<meta property="${name}" content="${value}">`)}
${(page.jsonLd ?? []).map(thing => data('application/ld+json', thing))}
${data('application/json', [...toldPushes(moment), ...(page.pushes ?? [])], 'ga4')}
<script src="/assets/shop.js" defer></script>
<script async src="/_vitrine/tag.js" data-key="${publicKey}" data-market="${language === 'fr' ? 'FR-fr' : 'IE-en'}" data-results="${href(language, 'search')}"></script>
</head>
<body data-vitrine-page="${page.kind}"${page.item && html` data-vitrine-item="${page.item}"`}${page.category && html` data-vitrine-category="${page.category}"`}${moment.choice && html` data-choice="${moment.choice}"`} data-vitrine-cart-value="${euros(cartValue(moment))}">
<a class="sr" href="#content">${word(language, 'noPush')}</a>
${banner(moment)}
${header(moment)}
<main id="content" tabindex="-1">${page.body}</main>
${footer(page, moment)}
</body>
</html>`.text
}

const cartValue = ({ shelves, session }: Moment) => totals(cartLines(shelves, session.cart)).value

const MENU = ['Ski', 'Randonnée', 'Trail et running', 'Bivouac']

function header({ language, shelves, session }: Moment): Html {
  const count = cartCount(session)
  const cart = word(language, 'cart')
  const label = count ? say(language, `Panier, ${count} articles`, `Cart, ${count} items`) : cart
  const links = MENU.flatMap(name => shelves.roots.filter(root => root.name.fr === name)).map(
    root =>
      html`<a href="${href(language, 'category', root.slug[language])}">${shortName(root.name[language])}</a>`,
  )
  return html`<header class="top">
<details class="menu"><summary aria-label="${word(language, 'menu')}">${ICONS.menu}</summary>
<nav aria-label="${word(language, 'departments')}">${shelves.roots.map(root => html`<a href="${href(language, 'category', root.slug[language])}">${root.name[language]}</a>`)}<a href="${href(language, 'guides')}">Guides</a></nav></details>
<a class="wordmark" href="${href(language, 'home')}">${MARK}CIMES</a>
<nav class="wide" aria-label="${word(language, 'departments')}">${links}<a href="${href(language, 'guides')}">Guides</a></nav>
<form class="find" role="search" action="${href(language, 'search')}"><label class="sr" for="q">${word(language, 'search')}</label><input id="q" name="q" type="search" maxlength="120" autocomplete="off" placeholder="${word(language, 'search')}"><button aria-label="${word(language, 'search')}">${ICONS.search}</button></form>
<a class="find-link" href="${href(language, 'search')}" aria-label="${word(language, 'search')}">${ICONS.search}</a>
<a class="bag" href="${href(language, 'cart')}" aria-label="${label}">${ICONS.cart}${count > 0 && html`<i aria-hidden="true">${count}</i>`}</a>
</header>`
}

/** `Trail et running` is `Trail` where room is short, as people say it. */
const shortName = (name: string) => name.replace(/ (et|and) running$/, '')

function footer(page: Page, { language }: Moment): Html {
  const other: Language = language === 'fr' ? 'en' : 'fr'
  const link = (name: PageName, text: string) => html`<a href="${href(language, name)}">${text}</a>`
  return html`<footer class="foot"><p>${say(language, 'Cimes, matériel de montagne et de course. Boutique de démonstration : tout y est inventé.', 'Cimes, mountain and running gear. A demonstration shop: everything in it is invented.')}</p>
<nav aria-label="${say(language, 'Bas de page', 'Footer')}">${link('guides', 'Guides')}${link('info', word(language, 'info'))}${link('choice', word(language, 'choices'))}<a href="${href(language, 'choice')}" data-vitrine="why">${say(language, 'Pourquoi cette page ?', 'Why this page?')}</a><a href="${page.twin}" lang="${other}" hreflang="${other}">${word(language, 'other')}</a></nav></footer>`
}

/** Three answers, one shape: refusing costs no more than accepting. */
function banner({ language, choice, url }: Moment): Html | undefined {
  if (choice) return undefined
  return html`<section class="banner" aria-label="${word(language, 'choices')}"><form method="post" action="${href(language, 'choice')}">
<p><b>${say(language, 'Une page qui vous ressemble, ou non.', 'A page that suits you, or not.')}</b> ${say(language, 'Avec votre accord, la boutique retient ce que vous regardez pour mieux choisir ce qu’elle montre. Rien n’est revendu. Vous changerez d’avis quand vous voudrez.', 'If you agree, the shop remembers what you look at, to choose better what it shows. Nothing is sold on. You can change your mind at any time.')}</p>
<input type="hidden" name="back" value="${url.pathname}${url.search}">
${choiceButtons(language)}
</form></section>`
}

export function choiceButtons(language: Language): Html {
  return html`<div class="answers"><button name="choice" value="refused">${say(language, 'Refuser', 'Refuse')}</button><button name="choice" value="measure">${say(language, 'Mesure seule', 'Measure only')}</button><button name="choice" value="personal">${say(language, 'Accepter', 'Accept')}</button></div>`
}
