import type { Language } from '../../catalogue/shape.ts'
import { type Html, html } from '../html.ts'
import { type CartLine, type Moment, takenOff } from '../moment.ts'
import { href } from '../routes.ts'
import { LONGEST_CODE } from '../vouchers.ts'
import { say, word } from '../words.ts'

/** Where a code is typed, or taken away again, and what became of it. */
export function voucherField(lines: readonly CartLine[], moment: Moment): Html | undefined {
  const { language, session, takesVouchers } = moment
  if (!takesVouchers) return undefined
  const code = session.code ?? ''
  const isUsed = takenOff(lines, moment.voucher) > 0
  return html`<form class="voucher" method="post" action="${href(language, 'cart')}"><input type="hidden" name="do" value="code">
${isUsed ? taken(language) : typed(code, language)}
${code && !isUsed && html`<p role="status">${trouble(moment)}</p>`}</form>`
}

function taken(language: Language): Html {
  return html`<p role="status">${say(language, 'Bon appliqué, une fois, sur cet article.', 'Voucher applied, once, to this item.')}</p><button class="textual" name="code" value="">${word(language, 'remove')}<span class="sr"> ${word(language, 'voucher').toLowerCase()}</span></button>`
}

function typed(code: string, language: Language): Html {
  return html`<label><span>${word(language, 'voucherCode')}</span><input name="code" value="${code}" maxlength="${LONGEST_CODE}" autocomplete="off" autocapitalize="none" spellcheck="false"></label><button class="button line small">${say(language, 'Appliquer', 'Apply')}</button>`
}

/** Why a code takes nothing off, and the way out. */
function trouble({ voucher, language, shelves }: Moment): string {
  if (!voucher) {
    return say(
      language,
      'Ce bon ne peut pas être vérifié pour l’instant : réessayez dans un moment.',
      'This voucher cannot be checked just now: try again in a moment.',
    )
  }
  const item = voucher.good ? shelves.item(voucher.item ?? '') : undefined
  if (item) {
    const title = item.title[language]
    return say(
      language,
      `Ce bon vaut pour ${title}, qui n’est pas dans votre panier.`,
      `This voucher is for ${title}, which is not in your cart.`,
    )
  }
  return say(
    language,
    'Ce code n’est pas, ou plus, valable.',
    'This code is not valid, or no longer.',
  )
}
