import { figure, money, THIN } from '../../../core/figures.ts'
import type { Moment } from '../../recommend/moment.ts'
import type { Promotion } from '../../recommend/promotion.ts'
import { type Maker, nameOf, said } from './scene.ts'

/** J7: one offer for who hesitates. It says that it was chosen automatically, and the price stays. */
export const offer: Maker = ({ moment }) => {
  const { promotion, catalogue } = moment
  if (promotion === undefined) return undefined
  const { percent, amount, value, price, lowest, currency, expires } = promotion
  const { id = '', code = '' } = promotion
  return {
    kind: 'offer',
    text: question(promotion, moment),
    more: conditions(promotion, moment),
    item: catalogue.idOf(promotion.item),
    voucher: {
      ...{ offer: id, code },
      ...(percent !== undefined && { percent }),
      ...(amount !== undefined && { amount }),
      ...{ value, price, lowest, currency, expires },
      decline: said(moment, 'Non merci', 'No, thank you'),
    },
  }
}

function question({ item, percent, value, currency }: Promotion, moment: Moment): string {
  const name = nameOf(item, moment)
  const off =
    percent === undefined
      ? money(value, currency, moment.language)
      : figure(percent, 0, moment.language) + said(moment, `${THIN}%`, '%')
  return said(
    moment,
    `Vous hésitez ? −${off} sur ${name}, nous ne le proposons qu’une fois.`,
    `Hesitating? −${off} on ${name}, offered only once.`,
  )
}

function conditions({ lowest, currency, expires, timeZone }: Promotion, moment: Moment): string {
  const price = money(lowest, currency, moment.language)
  const until = dayAndHour(expires, timeZone, moment.language)
  return said(
    moment,
    `Choisi automatiquement pour vous, pour un article, jusqu’au ${until}. Prix le plus bas des 30 derniers jours : ${price}.`,
    `Chosen automatically for you, for one item, until ${until}. Lowest price of the last 30 days: ${price}.`,
  )
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dayAndHour(time: number, timeZone: string, language: string): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const key = `${locale} ${timeZone}`
  let format = formats.get(key)
  if (format === undefined) {
    const parts = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const
    formats.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone, ...parts })))
  }
  return format.format(time)
}
