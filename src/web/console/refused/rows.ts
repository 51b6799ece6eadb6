import type { FeedRunTold } from '../../../schema/catalogue-told.ts'
import type { RowCode } from '../../../schema/problem.ts'
import type { Language } from '../settings.ts'

type RowRefused = Pick<FeedRunTold['refusals'][number], 'code' | 'reason'>

/** Why a row of a feed was not taken, and the way out; a code without words says what the server says. */
export function sayRow({ code, reason }: RowRefused, language: Language): string {
  return (language === 'fr' && FRENCH_ROWS[code as RowCode]) || reason
}

/** By the codes of `ingest/refusals.ts`; the field stands beside the sentence. */
export const FRENCH_ROWS: Record<RowCode, string> = {
  wrong_type: 'Ce champ n’a pas la bonne forme\u202f: envoyez un texte ou un nombre.',
  missing: 'Ce champ obligatoire manque\u202f: ajoutez-le.',
  unknown_name: 'Ce nom est inconnu\u202f: vérifiez son orthographe.',
  unknown_sku:
    'Aucun flux de ce marché ne propose ce SKU\u202f: vérifiez-le, ou envoyez d’abord le flux.',
  unknown_value: 'Cette valeur ne fait pas partie de celles admises.',
  too_long: 'Ce texte est trop long\u202f: raccourcissez-le.',
  too_many: 'Cette liste est trop longue\u202f: gardez-en moins.',
  too_many_ids:
    'Trop d’articles qu’aucun flux ne connaît\u202f: envoyez d’abord le flux de produits.',
  too_large: 'L’ensemble est trop volumineux\u202f: envoyez-le en plusieurs fois.',
  too_deep: 'L’imbrication est trop profonde\u202f: envoyez des champs simples.',
  not_a_number:
    'Ce nombre est illisible\u202f: écrivez-le nu, 289.00, avec sa monnaie pour un prix.',
  not_whole: 'Il faut un nombre entier.',
  negative: 'Ce nombre ne peut pas être négatif.',
  out_of_range: 'Ce nombre est hors des bornes.',
  bad_time: 'Cette date est illisible\u202f: écrivez-la 2026-11-24 ou 2026-11-24T09:00:00Z.',
  future: 'Cette date est dans plus de 24 heures.',
  late: 'Cette date a plus de huit jours.',
  unknown_currency: 'Cette monnaie est inconnue\u202f: écrivez son code, EUR, CHF, GBP.',
  currency_mismatch: 'Cette monnaie n’est pas celle du marché\u202f: envoyez un flux par monnaie.',
  bad_url: 'Cette adresse ne commence pas par https://.',
  repeated: 'Le même identifiant est venu deux fois\u202f: gardez-en un.',
  group_closed:
    'Cette variante est trop loin de son groupe\u202f: placez les variantes les unes après les autres.',
  no_consent: 'Ce visiteur ne veut pas que l’on garde quoi que ce soit.',
  browser_of_another:
    'Ce navigateur est déjà celui d’un autre compte\u202f: effacez le cookie vitrine à la déconnexion.',
  unreadable:
    'Le fichier est illisible à partir d’ici\u202f: il doit être un flux Merchant (TSV ou XML), un CSV avec en-tête ou du JSON.',
}
