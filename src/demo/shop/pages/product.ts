import { attributesOf, describe } from '../../catalogue/describe.ts'
import { alike, inStock } from '../../catalogue/families.ts'
import { reviewsOf } from '../../catalogue/reviews.ts'
import type { Colour, Item, Sku } from '../../catalogue/shape.ts'
import { FACTS } from '../facts.ts'
import { deliveryDays, figure, longDate, money } from '../format.ts'
import { viewItem, viewList } from '../ga4.ts'
import { type Html, html, raw } from '../html.ts'
import { ICONS } from '../icons.ts'
import { breadcrumbLd, productLd } from '../jsonld.ts'
import type { Page } from '../layout.ts'
import type { Moment } from '../moment.ts'
import { href, imageHref, productHref } from '../routes.ts'
import { pathText } from '../shelves.ts'
import { sizeText } from '../sizes.ts'
import { placement } from '../tile.ts'
import { say, word } from '../words.ts'
import { corner } from './corner.ts'
import { crumbs } from './crumbs.ts'

const DAY = 86_400_000

export function productPage(item: Item, moment: Moment): Page {
  const { language, url, shelves } = moment
  const category = shelves.categoryOf(item)
  const colour = colourAsked(item, url)
  const near = alike(shelves.catalogue, item)
  const title = item.title[language]
  const body = html`<div class="page">${crumbs(category.path, moment, title)}
<div class="product">${gallery(item, colour, moment)}
<div class="buy"><p class="brand">${item.brand.name}</p><h1>${title}</h1>
${item.reviews > 0 && html`<p class="rated"><a href="#reviews"><span class="star" aria-hidden="true">★</span> ${say(language, `${figure(item.rating, language, 1)} sur ${item.reviews} avis vérifiés`, `${figure(item.rating, language, 1)} from ${item.reviews} verified reviews`)}</a></p>`}
<p class="asked">${asked(item, moment)}</p>
${item.listPrice !== undefined && html`<p class="low">${word(language, 'struck')}</p>`}
<p class="desc">${describe(item, language)}</p>
${buyForm(item, colour, moment)}
${corner(item, moment)}
${reassurance(item, colour, moment)}
</div></div>
<section class="block">${placement('product', near, language, { title: word(language, 'inBudget'), text: word(language, 'inBudgetText') })}</section>
<section class="block facts"><h2 class="gap">${word(language, 'details')}</h2><dl>${attributesOf(item, language).map(([name, value]) => html`<div><dt>${ATTRIBUTE_NAMES[name][language]}</dt><dd>${value}</dd></div>`)}</dl></section>
${item.reviews > 0 && reviews(item, moment)}</div>`
  const other = language === 'fr' ? 'en' : 'fr'
  return {
    title,
    description: describe(item, language),
    body,
    kind: 'product',
    item: item.id,
    category: pathText(category, language),
    pushes: [viewItem(item, language), viewList(near, 'product', language)],
    jsonLd: [
      productLd(item, language, url.origin),
      breadcrumbLd(category, language, url.origin, item),
    ],
    openGraph: {
      'og:type': 'product',
      'og:image': url.origin + imageHref(item, colour),
      'product:retailer_item_id': item.id,
      'product:price:amount': (item.price / 100).toFixed(2),
      'product:price:currency': 'EUR',
    },
    twin: productHref(other, item),
  }
}

const ATTRIBUTE_NAMES = {
  level: { fr: 'Niveau', en: 'Level' },
  terrain: { fr: 'Usage', en: 'Use' },
  season: { fr: 'Saison', en: 'Season' },
  material: { fr: 'Matière', en: 'Material' },
  weight: { fr: 'Poids', en: 'Weight' },
  gender: { fr: 'Pour', en: 'For' },
}

/** The colour of the address, else the first that is in stock. */
function colourAsked(item: Item, url: URL): Colour {
  const code = url.searchParams.get('colour')
  const stocked = item.skus.find(sku => sku.stock > 0)?.colour
  return item.colours.find(one => one.code === code) ?? stocked ?? item.colours[0]
}

function gallery(item: Item, colour: Colour, { language }: Moment): Html {
  const views = item.colours.map(
    one =>
      html`<li><a class="tint-${one.tint}" href="${productHref(language, item, one.code)}" data-view="${imageHref(item, one)}" data-tint="${one.tint}"${one === colour && html` aria-current="true"`}><img src="${imageHref(item, one)}" alt="${one.name[language]}" width="400" height="400"></a></li>`,
  )
  return html`<div class="gallery"><div class="main tint-${colour.tint}"><img src="${imageHref(item, colour)}" alt="${item.title[language]}, ${colour.name[language]}" width="400" height="400"></div>${item.colours.length > 1 && html`<ul class="views" role="list">${views}</ul>`}</div>`
}

function asked(item: Item, { language }: Moment): Html {
  const now = money(item.price, language)
  if (!item.listPrice) return html`${now}`
  return html`<span class="reduced">${now}</span> <s class="struck"><span class="sr">${say(language, 'au lieu de', 'instead of')} </span>${money(item.listPrice, language)}</s>`
}

/** Colour by link, size by radio, one button. A size that is gone can be looked at, not bought. */
function buyForm(item: Item, colour: Colour, moment: Moment): Html {
  const { language, url } = moment
  const skus = item.skus.filter(sku => sku.colour === colour)
  const refused = url.searchParams.has('unavailable')
  const swatches = item.colours.map(
    one =>
      html`<a href="${productHref(language, item, one.code)}"${one === colour && html` aria-current="true"`} aria-label="${one.name[language]}">${raw(`<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="10" fill="${one.paint[0]}"/></svg>`)}</a>`,
  )
  const buyable = skus.some(sku => sku.stock > 0)
  return html`<form class="choose" method="post" action="${href(language, 'cart')}">
<input type="hidden" name="do" value="add"><input type="hidden" name="item" value="${item.id}">
<div class="option"><p>${word(language, 'colour')}${say(language, ' : ', ': ')}${colour.name[language]}</p>${item.colours.length > 1 && html`<div class="swatches">${swatches}</div>`}</div>
${skus[0]?.size ? sizes(skus, moment) : html`<input type="hidden" name="sku" value="${skus[0]?.id ?? ''}">`}
${refused && html`<p class="alert" role="alert">${word(language, 'unavailable')}</p>`}
${buyable ? html`<button class="button full" data-out="${word(language, 'soldOut')}">${word(language, 'add')}</button>` : html`<p class="alert">${inStock(item) ? say(language, 'Épuisé dans cette couleur.', 'Sold out in this colour.') : word(language, 'soldOutText')}</p>`}
</form>`
}

function sizes(skus: readonly Sku[], { language }: Moment): Html {
  return html`<fieldset class="option"><legend>${word(language, 'size')}</legend><div class="sizes">${skus.map(
    sku => {
      const gone = sku.stock === 0
      const size = sizeText(sku.size ?? '', language)
      return html`<label${gone && html` class="gone"`}><input type="radio" name="sku" value="${sku.id}" required data-size="${size}"${gone && html` data-gone`}><span>${size}${gone && html`<span class="sr">, ${word(language, 'soldOut').toLowerCase()}</span>`}</span></label>`
    },
  )}</div></fieldset>`
}

function reassurance(item: Item, colour: Colour, { language, now }: Moment): Html {
  const free = money(FACTS.freeDeliveryFrom, language)
  const paid = money(FACTS.deliveryPrice, language)
  const pieces = item.skus
    .filter(sku => sku.colour === colour)
    .reduce((sum, sku) => sum + sku.stock, 0)
  const delivered =
    item.price >= FACTS.freeDeliveryFrom
      ? say(language, 'livraison offerte', 'free delivery')
      : say(language, `${paid}, offerte dès ${free}`, `${paid}, free from ${free}`)
  return html`<ul class="sure" role="list">
${pieces > 0 && html`<li>${ICONS.parcel}<span>${say(language, 'Chez vous ', 'With you ')}${deliveryDays(now, language)}<small>${delivered}</small></span></li>`}
<li>${ICONS.back}<span>${say(language, `${FACTS.returnDays} jours pour changer d’avis`, `${FACTS.returnDays} days to change your mind`)}<small>${say(language, 'retour gratuit, en boutique ou par la poste', 'free returns, in shop or by post')}</small></span></li>
${pieces > 0 && html`<li>${ICONS.store}<span>${say(language, `${pieces} en stock dans cette couleur`, `${pieces} in stock in this colour`)}</span></li>`}
<li>${ICONS.tag}<span>${say(language, 'Moins cher ailleurs ? Même prix ici', 'Cheaper elsewhere? Same price here')}<small><a href="${href(language, 'info')}#prix">${say(language, 'comment faire', 'how it works')}</a></small></span></li></ul>`
}

function reviews(item: Item, { language, now }: Moment): Html {
  const count = say(
    language,
    `${item.reviews} avis`,
    item.reviews === 1 ? '1 review' : `${item.reviews} reviews`,
  )
  const quotes = reviewsOf(item).map(
    one =>
      html`<blockquote><p>${say(language, `« ${one.text.fr} »`, `“${one.text.en}”`)}</p><small>★ ${one.stars}, ${one.name}, ${longDate(now - one.daysAgo * DAY, language)}</small></blockquote>`,
  )
  return html`<section class="block reviews" id="reviews" aria-label="${count}"><div><p class="mean">${figure(item.rating, language, 1)}</p><h2>${count}</h2><small>${word(language, 'reviewsText')}</small></div><div class="quotes">${quotes}</div></section>`
}
