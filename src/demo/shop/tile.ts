import type { Item, Language } from '../catalogue/shape.ts'
import { figure, money } from './format.ts'
import { type Html, html } from './html.ts'
import { imageHref, productHref } from './routes.ts'
import { say, word } from './words.ts'

/** An item in a list. `lazy` leaves the picture for later, below the first screen. */
export function tile(item: Item, language: Language, lazy = true): Html {
  const colour = item.colours[0]
  return html`<a class="tile" href="${productHref(language, item)}" data-item="${item.id}">
<span class="tile-image"><img src="${imageHref(item, colour)}" alt="" width="400" height="400"${lazy && html` loading="lazy"`} decoding="async"></span>
<span class="tile-brand">${item.brand.name}</span>
<span class="tile-name">${item.title[language]}</span>
${rating(item, language)}${price(item, language)}
</a>`
}

export function tiles(items: readonly Item[], language: Language, lazy = true): Html {
  return html`<ul class="tiles" role="list">${items.map(item => html`<li class="tile-item">${tile(item, language, lazy)}</li>`)}</ul>`
}

/**
 * Room for Vitrine, filled with the shop's own choice. What is inside stays when
 * there is no JavaScript, no consent or no Vitrine.
 */
export function placement(
  name: string,
  items: readonly Item[],
  language: Language,
  words: { title: string; text: string },
): Html {
  return html`<div class="placement" data-vitrine="${name}" data-vitrine-count="4">
<div class="placement-head"><h2 class="placement-title">${words.title}</h2></div>
<p class="placement-text">${words.text}</p>
${tiles(items, language, name !== 'home')}
</div>`
}

export function price(item: Item, language: Language): Html {
  if (!item.listPrice) return html`<span class="tile-price">${money(item.price, language)}</span>`
  return html`<span class="tile-price reduced">${money(item.price, language)} <s class="struck"><span class="sr">${say(language, 'au lieu de', 'instead of')} </span>${money(item.listPrice, language)}</s></span>
<span class="tile-low">${word(language, 'struck')}</span>`
}

function rating(item: Item, language: Language): Html | undefined {
  if (!item.reviews) return undefined
  const stars = figure(item.rating, language, 1)
  const label = say(
    language,
    `${stars} sur 5, ${item.reviews} avis`,
    `${stars} out of 5, ${item.reviews} reviews`,
  )
  return html`<span class="tile-rating" role="img" aria-label="${label}"><span class="star" aria-hidden="true">★</span> ${stars} (${item.reviews})</span>`
}
