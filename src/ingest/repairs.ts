import { LIMITS } from '../schema/limits.ts'
import type { Say } from '../schema/live.ts'
import { withoutPersonal } from './personal.ts'

/** What was put right on the way in. Codes are stable and kept with the event. */
export const REPAIRS = {
  number_text: { en: 'A number came as text.', fr: 'Un nombre est venu en texte.' },
  price_text: { en: 'A price came as text.', fr: 'Un prix est venu en texte.' },
  price_rounded: {
    en: 'A price had more decimals than its currency.',
    fr: 'Un prix avait plus de décimales que sa devise.',
  },
  currency_case: { en: 'The currency was tidied.', fr: 'La devise a été mise en forme.' },
  currency_default: {
    en: 'No currency was given: the shop’s own was taken.',
    fr: 'Aucune devise : celle de la boutique a été prise.',
  },
  value_computed: {
    en: 'The total was computed from the items.',
    fr: 'Le total a été calculé depuis les articles.',
  },
  value_from_order: {
    en: 'Items given back without a price have that of their order.',
    fr: 'Des articles remboursés sans prix ont celui de leur commande.',
  },
  refund_whole: {
    en: 'A refund named items without a price: the whole order was given back.',
    fr: 'Un remboursement d’articles sans prix : toute la commande est rendue.',
  },
  refund_none: {
    en: 'An imported refund named items without a price: nothing was given back.',
    fr: 'Un remboursement importé d’articles sans prix : rien n’est rendu.',
  },
  sign: { en: 'A minus sign was dropped from a refund.', fr: 'Un signe moins a été ôté.' },
  id_number: { en: 'An id came as a number.', fr: 'Un identifiant est venu en nombre.' },
  id_text: { en: 'An event id was not a UUID.', fr: 'L’identifiant n’était pas un UUID.' },
  id_made: { en: 'An event came without an id.', fr: 'L’événement n’avait pas d’identifiant.' },
  item_id_from_name: {
    en: 'An item had no id: its name serves.',
    fr: 'Un article sans identifiant : son nom en tient lieu.',
  },
  item_from_page: {
    en: 'The item was taken from the page.',
    fr: 'L’article a été pris de la page.',
  },
  items_single: { en: 'One item came outside a list.', fr: 'Un article est venu hors liste.' },
  text_number: { en: 'A text came as a number.', fr: 'Un texte est venu en nombre.' },
  whitespace: { en: 'Spaces were trimmed.', fr: 'Des espaces ont été ôtés.' },
  characters: {
    en: 'Unprintable characters were removed.',
    fr: 'Des caractères invisibles ont été ôtés.',
  },
  personal_removed: {
    en: 'Personal data was removed.',
    fr: 'Des données personnelles ont été retirées.',
  },
  clock_skew: {
    en: 'The sender’s clock was wrong: the time was corrected.',
    fr: 'L’horloge de l’expéditeur se trompait : l’heure a été corrigée.',
  },
  time_seconds: { en: 'The time came in seconds.', fr: 'L’heure est venue en secondes.' },
  time_micros: { en: 'The time came in microseconds.', fr: 'L’heure est venue en microsecondes.' },
  time_text: { en: 'The time came as a numeric text.', fr: 'L’heure est venue en texte.' },
  time_missing: {
    en: 'No time was given: the time of receipt serves.',
    fr: 'Aucune heure : celle de réception en tient lieu.',
  },
  name_alias: { en: 'The event name was translated.', fr: 'Le nom d’événement a été traduit.' },
  field_alias: { en: 'A field had an older name.', fr: 'Un champ portait un ancien nom.' },
  page_type: { en: 'The page type was inferred.', fr: 'Le type de page a été déduit.' },
  url_cut: { en: 'A long address lost its query.', fr: 'Une longue adresse a perdu sa requête.' },
  context_dropped: {
    en: 'A field of the context was unusable.',
    fr: 'Un champ du contexte était inutilisable.',
  },
  availability: { en: 'A stock word was understood.', fr: 'Un mot de stock a été compris.' },
  oversold: {
    en: 'A stock below zero was taken for none.',
    fr: 'Un stock sous zéro a été pris pour zéro.',
  },
  html_removed: { en: 'HTML was removed from a text.', fr: 'Du HTML a été retiré d’un texte.' },
  text_cut: { en: 'A long text was cut.', fr: 'Un long texte a été coupé.' },
  url_dropped: {
    en: 'An unusable optional address was left out.',
    fr: 'Une adresse facultative inutilisable a été laissée.',
  },
  field_dropped: {
    en: 'An unusable optional field was left out.',
    fr: 'Un champ facultatif inutilisable a été laissé.',
  },
} as const satisfies Record<string, Say>
export type RepairCode = keyof typeof REPAIRS

export interface Repair {
  code: RepairCode
  /** Where it happened first: JSON pointer, or the column of a feed. */
  field: string
  /** What came and what was kept, the first time; cut and without personal data. */
  before?: string
  after?: string
  /** How often in this event or row. */
  count: number
}

/** Add to a list that holds each code once, so that it stays short whatever is sent. */
export function noteRepair(
  repairs: Repair[],
  code: RepairCode,
  field: string,
  before?: unknown,
  after?: unknown,
): void {
  for (const known of repairs) {
    if (known.code === code) {
      known.count++
      return
    }
  }
  repairs.push({ code, field, before: brief(before), after: brief(after), count: 1 })
}

function brief(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const text = typeof value === 'string' ? value.slice(0, 2 * LIMITS.id) : String(value)
  return withoutPersonal(text).slice(0, LIMITS.id).toWellFormed()
}
