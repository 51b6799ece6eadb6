import type { Say } from '../schema/live.ts'
import type { RowCode } from '../schema/problem.ts'

/** Why something was set aside. Codes are stable: consoles, alerts and tests know them by name. */
export const REFUSALS = {
  wrong_type: {
    en: 'A field has the wrong type (a list for an object, an object for a text).',
    fr: 'Un champ n’a pas le bon type (une liste pour un objet, un objet pour un texte).',
  },
  missing: { en: 'A required field is missing.', fr: 'Un champ obligatoire manque.' },
  unknown_name: { en: 'The event name is not known.', fr: 'Le nom de l’événement est inconnu.' },
  unknown_sku: {
    en: 'No feed of this market offers the SKU.',
    fr: 'Aucun flux de ce marché ne propose ce SKU.',
  },
  unknown_value: {
    en: 'The value is not one of those allowed.',
    fr: 'La valeur ne fait pas partie de celles admises.',
  },
  too_long: { en: 'A text is too long.', fr: 'Un texte est trop long.' },
  too_many: { en: 'A list is too long.', fr: 'Une liste est trop longue.' },
  too_many_ids: {
    en: 'Too many item ids that no feed knows.',
    fr: 'Trop d’identifiants d’articles qu’aucun flux ne connaît.',
  },
  too_large: { en: 'It is too large as a whole.', fr: 'L’ensemble est trop volumineux.' },
  too_deep: { en: 'It is nested too deeply.', fr: 'L’imbrication est trop profonde.' },
  not_a_number: { en: 'A number cannot be read.', fr: 'Un nombre est illisible.' },
  not_whole: { en: 'A whole number is needed.', fr: 'Il faut un nombre entier.' },
  negative: { en: 'The number may not be negative.', fr: 'Le nombre ne peut pas être négatif.' },
  out_of_range: { en: 'The number is out of range.', fr: 'Le nombre est hors des bornes.' },
  bad_time: { en: 'The time cannot be read.', fr: 'L’heure est illisible.' },
  future: { en: 'It lies more than 24 hours ahead.', fr: 'Il est daté de plus de 24 h en avance.' },
  late: { en: 'It is older than 8 days.', fr: 'Il a plus de 8 jours.' },
  unknown_currency: { en: 'The currency is not known.', fr: 'La devise est inconnue.' },
  currency_mismatch: { en: 'Two currencies contradict.', fr: 'Deux devises se contredisent.' },
  bad_url: { en: 'The address is not http(s).', fr: 'L’adresse n’est pas en http(s).' },
  repeated: { en: 'The same id came twice.', fr: 'Le même identifiant est venu deux fois.' },
  group_closed: {
    en: 'A variant came too far from its group.',
    fr: 'Une variante est trop éloignée de son groupe.',
  },
  no_consent: {
    en: 'This visitor wants nothing kept.',
    fr: 'Ce visiteur ne veut pas que l’on garde quoi que ce soit.',
  },
  browser_of_another: {
    en: 'The browser is another account’s already.',
    fr: 'Le navigateur est déjà celui d’un autre compte.',
  },
  unreadable: { en: 'The file cannot be read.', fr: 'Le fichier est illisible.' },
} as const satisfies Record<RowCode, Say>
export type RefusalCode = RowCode

/**
 * Thrown inside this room while one event or row is judged, caught where its
 * neighbours go on. Not an `Error`: a stack would cost more than the judgement.
 */
export class Refused {
  /** JSON pointer into what was sent, `/params/items/0/price`. */
  readonly field: string
  readonly code: RefusalCode
  /** Plain English, naming the way out. */
  readonly reason: string
  /** What the reason is made of, for who says it in another language. */
  readonly params?: Record<string, string | number>

  constructor(field: string, code: RefusalCode, reason: string, params?: Refused['params']) {
    this.field = field
    this.code = code
    this.reason = reason
    this.params = params
  }

  /** For a log line, where it leaves the room (`fetchFeed`). */
  toString(): string {
    return `${this.code}${this.field && ` at ${this.field}`}: ${this.reason}`
  }
}

/** A row of a file set aside. */
export interface RowRefusal {
  /** Line of the file (1 is its first), or place in the list, from 1. */
  line: number
  /** Name of the row, where it has one. */
  id?: string
  /** Id of the product it belongs to: refused is not the same as gone. */
  item?: string
  field: string
  code: RefusalCode
  reason: string
}

/** Rethrows what is not a refusal: our own mistakes are not the sender's. */
export function asRefused(error: unknown): Refused {
  if (error instanceof Refused) return error
  throw error
}
