import type { Language } from './settings.ts'

/**
 * The console's own words. Sentences about the shop come from the server. What stands
 * after a number has two forms, `one|many`.
 */
const WORDS = {
  skip: ['Aller au contenu', 'Skip to content'],
  shop: ['boutique', 'shop'],
  live: ['En direct', 'Live'],
  events: ['Événements', 'Events'],
  language: ['Langue', 'Language'],
  theme_system: ['Thème\u202f: celui de l’appareil', 'Theme: as the device'],
  theme_light: ['Thème\u202f: clair', 'Theme: light'],
  theme_dark: ['Thème\u202f: sombre', 'Theme: dark'],
  pause: ['Suspendre', 'Pause'],
  resume: ['Reprendre', 'Resume'],
  paused: [
    'En pause. Rien n’est perdu\u202f: tout revient à la reprise.',
    'Paused. Nothing is lost: everything returns when you resume.',
  ],
  reading: ['Lecture de la boutique…', 'Reading the shop…'],
  robots: [
    'événement de robot, non compté|événements de robots, non comptés',
    'robot event, not counted|robot events, not counted',
  ],
  now: ['maintenant', 'now'],
  just_now: ['à l’instant', 'just now'],
  per_second: ['événements par seconde', 'events per second'],
  per_minute: [
    'décision par minute|décisions par minute',
    'decision per minute|decisions per minute',
  ],
  purchases: [
    'achat en 15 minutes|achats en 15 minutes',
    'purchase in 15 minutes|purchases in 15 minutes',
  ],
  pulse: [
    'Événements, décisions et achats des quinze dernières minutes',
    'Events, decisions and purchases of the last fifteen minutes',
  ],
  happening: ['Ce qui se passe', 'What is happening'],
  show: ['Montrer', 'Show'],
  all: ['Tout', 'All'],
  arrival: ['Arrivées', 'Arrivals'],
  cart: ['Paniers', 'Carts'],
  purchase: ['Achats', 'Purchases'],
  help: ['Aide', 'Help'],
  earlier: ['Voir plus tôt', 'See earlier'],
  no_visit: [
    'Aucune visite encore. Les premières apparaîtront ici dès qu’une page de la boutique est ouverte.',
    'No visit yet. The first will appear here as soon as a page of the shop is opened.',
  ],
  nothing_such: ['Rien de tel encore.', 'Nothing of the kind yet.'],
  see_events: ['Voir ce qui arrive', 'See what arrives'],
  learnt: ['Appris jusqu’ici', 'Learnt so far'],
  no_learnt: [
    'Rien encore. Il faut des réponses aux premières propositions.',
    'Nothing yet. It takes answers to the first suggestions.',
  ],
  proven: ['prouvée', 'proven'],
  used: ['essayée, pas encore prouvée', 'in use, not proven yet'],
  observed: ['observée, trop tôt pour le dire', 'observed, too early to say'],
  clicks: ['de clics', 'clicks'],
  decisions: ['Décisions de la minute', 'Decisions this minute'],
  solid: ['en plein\u202f: cliquées', 'solid: clicked'],
  no_decision: ['Aucune décision depuis une minute.', 'No decision in the last minute.'],
  last_hour: ['depuis une heure', 'last hour'],
  accepted_as: ['accepté tel quel|acceptés tels quels', 'accepted as it is|accepted as they are'],
  repaired_as: ['réparé, gardé|réparés, gardés', 'repaired, kept|repaired, kept'],
  refused_as: ['refusé|refusés', 'refused|refused'],
  why: ['Pourquoi', 'Why'],
  costly: ['les plus coûteux d’abord', 'most costly first'],
  no_reason: ['Rien à corriger depuis une heure.', 'Nothing to correct in the last hour.'],
  as_they_come: ['Au fil de l’eau', 'As they come'],
  everything: ['Tous', 'All'],
  repaired_many: ['Réparés', 'Repaired'],
  refused_many: ['Refusés', 'Refused'],
  robot_many: ['Robots', 'Robots'],
  accepted: ['accepté', 'accepted'],
  repaired: ['réparé', 'repaired'],
  refused: ['refusé', 'refused'],
  repeated: ['répété', 'repeated'],
  robot: ['robot', 'robot'],
  repaired_kept: ['réparé, gardé', 'repaired, kept'],
  no_event: [
    'Aucun événement encore. Le premier apparaîtra ici dès que la balise ou le serveur en envoie un.',
    'No event yet. The first will appear here as soon as the tag or the server sends one.',
  ],
  arrived_kept: ['Ce qui est arrivé, ce qui est gardé', 'What arrived, what is kept'],
  arrived: ['Ce qui est arrivé. Rien n’est gardé.', 'What arrived. Nothing is kept.'],
  kept: ['Ce qui est gardé', 'What is kept'],
  to_fix: ['Pour corriger à la source', 'To fix at the source'],
  copy: ['Copier pour l’équipe technique', 'Copy for the developers'],
  copied: ['Copié', 'Copied'],
  back: ['Retour aux événements', 'Back to events'],
  gone: [
    'Cet événement n’est plus en mémoire. Le journal, lui, l’a gardé.',
    'This event is no longer in memory. The log still has it.',
  ],
  pick_event: [
    'Choisissez un événement\u202f: ce qui est arrivé, ce qui est gardé et comment corriger s’affichent ici.',
    'Choose an event: what arrived, what is kept and how to fix it appear here.',
  ],
  retry: ['Réessayer', 'Try again'],
  expired: [
    'Votre accès a pris fin. Ouvrez le lien de la console affiché au démarrage de Vitrine.',
    'Your access has ended. Open the console link that Vitrine printed when it started.',
  ],
} as const satisfies Record<string, readonly [fr: string, en: string]>
export type Word = keyof typeof WORDS

export function word(name: Word, language: Language): string {
  return WORDS[name][language === 'fr' ? 0 : 1]
}

/** The word for so many: French counts 0 and 1 as one, English 1 alone. */
export function wordFor(count: number, name: Word, language: Language): string {
  const [one, many] = word(name, language).split('|')
  const isOne = language === 'fr' ? Math.abs(count) < 2 : count === 1
  return isOne ? one : many
}
