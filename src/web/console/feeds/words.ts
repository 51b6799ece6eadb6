import type { FeedKind, FeedRhythm } from '../../../schema/standing-feed.ts'
import type { Language } from '../settings.ts'
import { dictionary } from '../words.ts'

export const say = dictionary({
  feeds: ['Flux', 'Feeds'],
  note: [
    'Vitrine les relit d’elle-même\u202f; ce qui n’a pas changé n’est pas relu.',
    'Vitrine reads them again by itself; what has not changed is not read again.',
  ],
  none: [
    'Aucun flux n’est relu tout seul. Ajoutez l’adresse de votre flux de produits\u202f: le catalogue suivra vos prix et vos stocks.',
    'No feed is read by itself. Add the address of your product feed: the catalogue will follow your prices and stock.',
  ],
  sent: ['Lus à la demande', 'Read on request'],
  sent_note: [
    'Envoyés par votre serveur ou par la commande «\u202fimport\u202f».',
    'Sent by your server or by the command “import”.',
  ],
  to_catalogue: ['Chaque lecture, et ce qui a été refusé', 'Each reading, and what was refused'],
  kind: ['Ce qu’il contient', 'What it holds'],
  url: ['Adresse du flux, https://', 'Address of the feed, https://'],
  url_kept: [
    'Laissez vide pour garder l’adresse actuelle\u202f: sa clé n’est jamais montrée.',
    'Leave empty to keep the address there is: its key is never shown.',
  ],
  country: ['Pays, deux lettres', 'Country, two letters'],
  language: ['Langue, deux lettres', 'Language, two letters'],
  currency: ['Monnaie, trois lettres', 'Currency, three letters'],
  every: ['Relu', 'Read again'],
  hour: ['À quelle heure', 'At what hour'],
  hour_note: ['l’heure de la boutique', 'the shop’s clock'],
  add_title: ['Ajouter un flux', 'Add a feed'],
  preview: ['Voir les premières lignes', 'Look at the first rows'],
  looking: ['Lecture des premières lignes…', 'Reading the first rows…'],
  add: ['Ajouter ce flux', 'Add this feed'],
  save: ['Enregistrer', 'Save'],
  cancel: ['Annuler', 'Cancel'],
  run: ['Lire maintenant', 'Read now'],
  change: ['Modifier', 'Change'],
  pause: ['Suspendre', 'Pause'],
  on: ['Reprendre', 'Resume'],
  remove: ['Retirer', 'Remove'],
  remove_asks: [
    'Il n’est plus relu. Ce qu’il a apporté reste en vitrine.',
    'It is read no more. What it brought stays on show.',
  ],
  running: ['lecture en cours…', 'being read…'],
  paused: ['en pause depuis', 'paused since'],
  next: ['relu', 'read again'],
  never: ['pas encore lu', 'not read yet'],
  read_at: ['lu', 'read'],
  unchanged: ['rien n’avait changé', 'nothing had changed'],
  rows: ['ligne|lignes', 'row|rows'],
  taken: ['prise|prises', 'taken|taken'],
  repaired: ['réparée|réparées', 'repaired|repaired'],
  refused: ['refusée|refusées', 'refused|refused'],
  removed: ['retiré de la vitrine|retirés de la vitrine', 'taken off the shelves'],
  failed: ['Pas lu', 'Not read'],
  holds: ['Ce qui a été lu avant reste en vitrine.', 'What was read before stays on show.'],
  why_refused: ['Pourquoi des lignes sont refusées', 'Why rows are refused'],
  line: ['ligne', 'line'],
  would_take: ['Seraient prises, par exemple', 'Would be taken, for example'],
  nothing_read: ['Il n’y a aucune ligne à cette adresse.', 'There is no row at this address.'],
})

const KINDS: Record<FeedKind, readonly [fr: string, en: string]> = {
  products: ['Produits', 'Products'],
  content: ['Contenus', 'Content'],
  costs: ['Prix d’achat', 'Cost prices'],
  'campaign-costs': ['Coût des campagnes', 'Campaign costs'],
  rates: ['Taux de change', 'Exchange rates'],
  facts: ['Promesses de la boutique', 'The shop’s promises'],
}

const RHYTHMS: Record<FeedRhythm, readonly [fr: string, en: string]> = {
  quarter: ['tous les quarts d’heure', 'every quarter of an hour'],
  hour: ['toutes les heures', 'every hour'],
  six_hours: ['toutes les six heures', 'every six hours'],
  day: ['tous les jours', 'every day'],
}

export function sayKind(kind: FeedKind, language: Language): string {
  return KINDS[kind][language === 'fr' ? 0 : 1]
}

export function sayRhythm(every: FeedRhythm, language: Language): string {
  return RHYTHMS[every][language === 'fr' ? 0 : 1]
}
