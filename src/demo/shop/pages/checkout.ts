import { deliveryDays, money } from '../format.ts'
import { cartPush, variant } from '../ga4.ts'
import { html } from '../html.ts'
import type { Page } from '../layout.ts'
import { cartLines, type Moment, takenOff } from '../moment.ts'
import { href } from '../routes.ts'
import { placement } from '../tile.ts'
import { say, type Word, word } from '../words.ts'
import { goingWith, summary } from './cart.ts'

/** Fields of the form: name, word, kind, what a browser may fill in. */
const FIELDS: [string, Word, string, string][] = [
  ['name', 'name', 'text', 'name'],
  ['email', 'email', 'email', 'email'],
  ['address', 'address', 'text', 'street-address'],
  ['postcode', 'postcode', 'text', 'postal-code'],
  ['city', 'city', 'text', 'address-level2'],
]

export function checkoutPage(moment: Moment): Page {
  const { language, session, shelves } = moment
  const lines = cartLines(shelves, session.cart)
  const fields = FIELDS.map(
    ([name, label, type, fill]) =>
      html`<label class="field ${name}"><span>${word(language, label)}</span><input name="${name}" type="${type}" autocomplete="${fill}" maxlength="120" required></label>`,
  )
  const body = html`<div class="page"><h1>${word(language, 'checkout')}</h1><p class="lead">${word(language, 'checkoutText')}</p>${moment.url.searchParams.get('voucher') === 'gone' && html`<p class="alert" role="alert">${word(language, 'voucherGone')}</p>`}
<div class="basket"><form class="fields" method="post" action="${href(language, 'checkout')}"><input type="hidden" name="off" value="${takenOff(lines, moment.voucher)}">${fields}
<fieldset><legend>${say(language, 'Paiement', 'Payment')}</legend><label class="radio"><input type="radio" name="pay" value="card" checked>${say(language, 'Carte, à la livraison', 'Card, on delivery')}</label><label class="radio"><input type="radio" name="pay" value="transfer">${say(language, 'Virement', 'Bank transfer')}</label></fieldset>
<button class="button full">${word(language, 'order')}</button></form>
${summary(lines, moment, html`<ul class="small" role="list">${lines.map(line => html`<li><span>${line.quantity} × ${line.item.title[language]}<small>${variant(line.sku, language)}</small></span><span>${money(line.item.price * line.quantity, language)}</span></li>`)}</ul>`)}</div></div>`
  return {
    title: word(language, 'checkout'),
    body,
    kind: 'checkout',
    pushes: [cartPush('begin_checkout', lines, language)],
    twin: href(language === 'fr' ? 'en' : 'fr', 'checkout'),
    robots: 'noindex',
  }
}

export function thanksPage(moment: Moment): Page {
  const { language, session, shelves, now } = moment
  const order = session.order!
  const lines = cartLines(shelves, order.lines)
  const body = html`<div class="page"><h1>${word(language, 'thanks')}</h1>
<p class="lead">${say(language, `Commande ${order.id}. Chez vous ${deliveryDays(now, language)}.`, `Order ${order.id}. With you ${deliveryDays(now, language)}.`)}</p>
<div class="basket"><div><p class="desc">${say(language, 'Rien n’a été débité : cette boutique est une démonstration. Soixante jours pour changer d’avis, comme pour une vraie commande.', 'Nothing was charged: this shop is a demonstration. Sixty days to change your mind, as with a real order.')}</p><p class="gap-top"><a class="button" href="${href(language, 'home')}">${word(language, 'continue')}</a></p></div>
${summary(lines, moment, html`<ul class="small" role="list">${lines.map(line => html`<li><span>${line.quantity} × ${line.item.title[language]}<small>${variant(line.sku, language)}</small></span><span>${money(line.item.price * line.quantity, language)}</span></li>`)}</ul>`, order.off ?? 0)}</div>
<section class="block">${placement('confirmation', goingWith(lines, moment), language, { title: word(language, 'afterwards'), text: word(language, 'afterwardsText') })}</section></div>`
  return {
    title: word(language, 'thanks'),
    body,
    kind: 'confirmation',
    twin: href(language === 'fr' ? 'en' : 'fr', 'thanks'),
    robots: 'noindex',
  }
}
