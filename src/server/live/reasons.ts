import { REFUSALS } from '../../ingest/refusals.ts'
import { REPAIRS } from '../../ingest/repairs.ts'
import type { Say } from '../../schema/live.ts'
import { small } from './words.ts'

/** A refusal or repair in the debugger's words. */
export interface Reason {
  /** For a list, without full stop. */
  say: Say
  /** A whole sentence. */
  why: Say
  /** What to change where the event is made. */
  fix: Say
}

export function repairOf(code: string): Reason {
  const why = (REPAIRS as Record<string, Say>)[code] ?? {
    fr: `Réparé : ${code}.`,
    en: `Repaired: ${code}.`,
  }
  return { say: withoutStop(why), why, fix: FIXES[code] ?? FIXES.any_repair }
}

/** @param reason plain English of `ingest`, which names the field and the way out. */
export function refusalOf(code: string, field: string, name: string, reason?: string): Reason {
  const known = (REFUSALS as Record<string, Say>)[code] ?? {
    fr: `Refusé : ${code}.`,
    en: `Refused: ${code}.`,
  }
  const say = isOrderNumber(code, field, name)
    ? { fr: 'Achat sans numéro de commande', en: 'Purchase without an order number' }
    : withoutStop(known)
  const fix = isOrderNumber(code, field, name)
    ? FIXES.order_number
    : (FIXES[code] ?? FIXES.any_refusal)
  const at = field.split('/').filter(Boolean).join('.')
  const why = {
    fr: at ? `${say.fr}. Le champ est ${at}.` : `${say.fr}.`,
    en: reason ?? (at ? `${say.en}. The field is ${at}.` : `${say.en}.`),
  }
  return { say, why, fix }
}

/** `/params/items/0/price` is read `items[0].price`. */
export function fieldPath(pointer: string): string {
  return pointer
    .split('/')
    .filter(part => part !== '' && part !== 'params')
    .reduce(
      (path, part) => (/^\d+$/.test(part) ? `${path}[${part}]` : path ? `${path}.${part}` : part),
      '',
    )
}

/** As part of a longer sentence: `prix lu comme un nombre`. */
export function inside(say: Say): Say {
  return { fr: small(say.fr), en: small(say.en) }
}

function isOrderNumber(code: string, field: string, name: string): boolean {
  return code === 'missing' && name === 'purchase' && /transaction/.test(field)
}

function withoutStop({ fr, en }: Say): Say {
  return { fr: fr.replace(/\.$/, ''), en: en.replace(/\.$/, '') }
}

const FIXES: Record<string, Say> = {
  order_number: {
    fr: 'Ajoutez transaction_id au purchase de la page de confirmation. Sans lui, une commande pourrait compter deux fois.',
    en: 'Add transaction_id to the purchase of the confirmation page. Without it an order could count twice.',
  },
  missing: {
    fr: 'Ajoutez ce champ là où l’événement est poussé dans le dataLayer.',
    en: 'Add this field where the event is pushed to the dataLayer.',
  },
  unknown_name: {
    fr: 'Prenez un nom d’événement GA4. Une faute de frappe se perdrait dans les données, nous préférons la refuser.',
    en: 'Use a GA4 event name. A typing mistake would vanish in the data, so we refuse it.',
  },
  wrong_type: {
    fr: 'Envoyez ce champ dans la forme de GA4 : items est une liste d’objets, les autres sont des textes ou des nombres.',
    en: 'Send this field in GA4’s form: items is a list of objects, the others are texts or numbers.',
  },
  too_large: {
    fr: 'Envoyez moins d’articles par événement, ou découpez la liste en deux événements.',
    en: 'Send fewer items per event, or split the list into two events.',
  },
  too_many: {
    fr: 'Découpez la liste en plusieurs événements.',
    en: 'Split the list into several events.',
  },
  not_a_number: {
    fr: 'Envoyez un nombre nu : 289 plutôt que « à partir de 289 € ».',
    en: 'Send a bare number: 289 rather than “from €289”.',
  },
  bad_time: {
    fr: 'Envoyez time en millisecondes depuis 1970, ou en date ISO 8601.',
    en: 'Send time in milliseconds since 1970, or as an ISO 8601 date.',
  },
  future: {
    fr: 'Réglez l’horloge de l’expéditeur, ou joignez sentAt au lot : nous corrigeons alors le décalage.',
    en: 'Set the sender’s clock, or add sentAt to the batch: we then correct the difference.',
  },
  late: {
    fr: 'Passez par l’import pour l’historique : en direct, un événement a 8 jours au plus.',
    en: 'Use the import for history: a live event is 8 days old at most.',
  },
  unknown_currency: {
    fr: 'Envoyez un code ISO 4217 : EUR, CHF, GBP.',
    en: 'Send an ISO 4217 code: EUR, CHF, GBP.',
  },
  any_refusal: {
    fr: 'Corrigez ce champ là où l’événement est fait, puis renvoyez-le avec le même id.',
    en: 'Correct this field where the event is made, then send it again with the same id.',
  },
  price_text: {
    fr: 'Dans le modèle de page, ôtez les guillemets autour du prix : price: 289.',
    en: 'In the page template, drop the quotes around the price: price: 289.',
  },
  number_text: {
    fr: 'Dans le modèle de page, ôtez les guillemets autour du nombre.',
    en: 'In the page template, drop the quotes around the number.',
  },
  currency_case: {
    fr: 'Écrivez la devise en majuscules : EUR.',
    en: 'Write the currency in capitals: EUR.',
  },
  value_from_order: {
    fr: 'Ajoutez value, ou le prix de chaque article remboursé.',
    en: 'Add value, or the price of each item given back.',
  },
  refund_none: {
    fr: 'Ajoutez value, ou le prix de chaque article remboursé.',
    en: 'Add value, or the price of each item given back.',
  },
  refund_whole: {
    fr: 'Ajoutez value, ou le prix de chaque article remboursé.',
    en: 'Add value, or the price of each item given back.',
  },
  currency_default: {
    fr: 'Ajoutez currency à chaque événement qui porte un prix.',
    en: 'Add currency to each event that carries a price.',
  },
  id_number: {
    fr: 'Mettez des guillemets autour de la référence : item_id: "20418".',
    en: 'Put quotes around the reference: item_id: "20418".',
  },
  id_made: {
    fr: 'Donnez à chaque événement un id (UUID) : un renvoi ne comptera jamais deux fois.',
    en: 'Give each event an id (a UUID): sending it again will never count twice.',
  },
  clock_skew: {
    fr: 'Rien à faire si c’est le téléphone d’un visiteur. Sur un serveur, réglez l’horloge.',
    en: 'Nothing to do for a visitor’s phone. On a server, set the clock.',
  },
  personal_removed: {
    fr: 'N’envoyez ni adresse e-mail ni téléphone : nous les ôtons, mais ils ont voyagé.',
    en: 'Send no e-mail address or telephone: we remove them, but they have travelled.',
  },
  any_repair: {
    fr: 'Rien ne presse : l’événement est gardé. Pour ne plus le voir ici, envoyez le champ dans la forme de GA4.',
    en: 'No hurry: the event is kept. To see it here no more, send the field in GA4’s form.',
  },
}
