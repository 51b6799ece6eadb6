import { complements } from '../../catalogue/families.ts'
import type { Item } from '../../catalogue/shape.ts'
import { money } from '../format.ts'
import { type Html, html } from '../html.ts'
import type { Moment } from '../moment.ts'
import { href, imageHref, productHref } from '../routes.ts'
import { say, word } from '../words.ts'

/** Dearer than this share of what it goes with, it is no small extra. */
const MOST_SHARE = 0.5

/**
 * Beside the button: something small that goes with the product, by the shop's own book. It is
 * also the room in which Vitrine may say one thing instead, and is as high as that needs.
 */
export function corner(item: Item, moment: Moment): Html {
  const { language, shelves } = moment
  const extra = complements(shelves.catalogue, item).find(
    one => one.price <= item.price * MOST_SHARE,
  )
  const payment = say(
    language,
    'En trois fois sans frais, par carte ou par virement',
    'In three free instalments, by card or bank transfer',
  )
  return html`<div class="corner" data-vitrine-nudge="product">${extra ? goesWith(extra, moment) : html`<p>${payment}</p>`}</div>`
}

function goesWith(extra: Item, moment: Moment): Html {
  const { language } = moment
  const to = productHref(language, extra)
  return html`<div class="extra"><p>${say(language, 'Souvent pris avec', 'Often taken with it')}</p>
<a class="extra-image tint-${extra.colours[0].tint}" href="${to}" tabindex="-1" aria-hidden="true"><img src="${imageHref(extra)}" alt="" width="400" height="400"></a>
<p class="extra-name"><a href="${to}">${extra.title[language]}</a><small>${money(extra.price, language)}</small></p>
${addOrChoose(extra, moment)}</div>`
}

/** What comes in one size is added at once; the rest is chosen on its own page. */
function addOrChoose(extra: Item, { language }: Moment): Html {
  const title = html`<span class="sr"> ${extra.title[language]}</span>`
  const sku = extra.skus.find(({ stock }) => stock > 0)
  if (!sku || sku.size) {
    return html`<a class="button line" href="${productHref(language, extra)}">${say(language, 'Choisir', 'Choose')}${title}</a>`
  }
  return html`<form method="post" action="${href(language, 'cart')}"><input type="hidden" name="do" value="add"><input type="hidden" name="sku" value="${sku.id}"><button class="button line">${word(language, 'addShort')}${title}</button></form>`
}
