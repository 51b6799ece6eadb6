import { complements } from '../../catalogue/families.ts'
import type { Item } from '../../catalogue/shape.ts'
import { FACTS } from '../facts.ts'
import { money } from '../format.ts'
import { cartPush, variant } from '../ga4.ts'
import { type Html, html, raw } from '../html.ts'
import type { Page } from '../layout.ts'
import { type CartLine, cartLines, type Moment, takenOff, totals } from '../moment.ts'
import { href, imageHref, productHref } from '../routes.ts'
import { MOST_OF_ONE } from '../session.ts'
import { bestOf } from '../shelves.ts'
import { placement } from '../tile.ts'
import { say, word } from '../words.ts'
import { voucherField } from './voucher.ts'

export function cartPage(moment: Moment): Page {
  const { language, session, shelves } = moment
  const lines = cartLines(shelves, session.cart)
  const told = session.told[0]?.[0]
  const note =
    told === 'add_to_cart' ? 'added' : told === 'remove_from_cart' ? 'removed' : undefined
  const empty = html`<p class="lead">${word(language, 'cartEmptyText')}</p><p class="gap-top"><a class="button" href="${href(language, 'home')}">${word(language, 'continue')}</a></p>`
  const body = html`<div class="page"><h1>${lines.length > 0 ? word(language, 'cart') : word(language, 'cartEmpty')}</h1>
${note && html`<p class="note" role="status">${word(language, note)}</p>`}
${lines.length === 0 ? empty : html`<div class="basket"><ul class="lines" role="list">${lines.map(line => row(line, moment))}</ul>${summary(lines, moment, html`<a class="button full" href="${href(language, 'checkout')}">${word(language, 'checkout')}</a>${voucherField(lines, moment)}`)}</div>`}
<section class="block">${suggestions(lines, moment)}</section></div>`
  return {
    title: word(language, 'cart'),
    body,
    kind: 'cart',
    pushes: lines.length > 0 ? [cartPush('view_cart', lines, language)] : [],
    twin: href(language === 'fr' ? 'en' : 'fr', 'cart'),
    robots: 'noindex',
  }
}

/** Nothing goes with nothing: an empty cart is offered somewhere to start. */
function suggestions(lines: readonly CartLine[], moment: Moment): Html {
  const { language } = moment
  if (lines.length > 0) {
    const words = { title: word(language, 'together'), text: word(language, 'togetherText') }
    return placement('cart', goingWith(lines, moment), language, words)
  }
  return placement('home', goingWith(lines, moment), language, {
    title: say(language, 'Les plus choisis en ce moment', 'Most chosen right now'),
    text: say(language, 'De quoi commencer.', 'Somewhere to start.'),
  })
}

function row({ item, sku, quantity }: CartLine, { language }: Moment): Html {
  const title = item.title[language]
  const most = Math.min(MOST_OF_ONE, sku.stock)
  const options = Array.from({ length: most }, (_, i) => i + 1).map(
    n => html`<option${n === quantity && html` selected`}>${n}</option>`,
  )
  return html`<li><a class="thumb tint-${sku.colour.tint}" href="${productHref(language, item, sku.colour.code)}" tabindex="-1" aria-hidden="true"><img src="${imageHref(item, sku.colour)}" alt="" width="400" height="400"></a>
<div class="what"><a href="${productHref(language, item, sku.colour.code)}">${title}</a><small>${item.brand.name}, ${variant(sku, language)}</small></div>
<form method="post" action="${href(language, 'cart')}" class="many"><input type="hidden" name="do" value="set"><input type="hidden" name="sku" value="${sku.id}"><label><span class="sr">${word(language, 'quantity')}, ${title}</span><select name="quantity">${options}</select></label><button class="textual">${word(language, 'update')}</button></form>
<form method="post" action="${href(language, 'cart')}" class="less"><input type="hidden" name="do" value="set"><input type="hidden" name="sku" value="${sku.id}"><input type="hidden" name="quantity" value="0"><button class="textual">${word(language, 'remove')}<span class="sr"> ${title}</span></button></form>
<p class="sum">${money(item.price * quantity, language)}</p></li>`
}

/** Totals, and how far free delivery is: a fact, not a push. */
export function summary(
  lines: readonly CartLine[],
  moment: Moment,
  action: Html,
  off = takenOff(lines, moment.voucher),
): Html {
  const { language } = moment
  const { value, delivery } = totals(lines)
  return html`<aside class="summary" aria-label="${word(language, 'total')}">${threshold(value, moment)}
<dl><div><dt>${word(language, 'subtotal')}</dt><dd>${money(value, language)}</dd></div>${off > 0 && html`<div class="off"><dt>${word(language, 'voucher')}</dt><dd>−${money(off, language)}</dd></div>`}<div><dt>${word(language, 'delivery')}</dt><dd>${delivery === 0 ? word(language, 'free') : money(delivery, language)}</dd></div><div class="total"><dt>${word(language, 'total')}</dt><dd>${money(value - off + delivery, language)}</dd></div></dl>
${action}</aside>`
}

function threshold(value: number, { language }: Moment): Html {
  const full = FACTS.freeDeliveryFrom
  const share = Math.min(100, Math.round((value / full) * 1000) / 10)
  const left = money(full - value, language)
  const says =
    value >= full
      ? say(language, 'La livraison est offerte', 'Delivery is free')
      : say(
          language,
          `Encore ${left} et la livraison est offerte`,
          `${left} more and delivery is free`,
        )
  return html`<div class="threshold"><p>${says}${value < full && html`<span>${money(value, language)} ${say(language, 'sur', 'of')} ${money(full, language)}</span>`}</p>${raw(`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="way" width="100" height="6"/><rect class="gone" width="${share}" height="6"/></svg>`)}</div>`
}

/** What goes with the things in the cart; with an empty cart, what sells best. */
export function goingWith(lines: readonly CartLine[], { shelves }: Moment): Item[] {
  const inCart = new Set(lines.map(line => line.item))
  const found = new Set<Item>()
  for (let turn = 0; turn < 4; turn++) {
    for (const line of lines) {
      const item = complements(shelves.catalogue, line.item)[turn]
      if (item && !inCart.has(item)) found.add(item)
    }
  }
  const rest = bestOf(shelves.catalogue.items, 8).filter(
    item => !inCart.has(item) && !found.has(item),
  )
  return [...found, ...rest].slice(0, 4)
}
