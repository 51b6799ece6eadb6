/** What is said beside every form that changes what the shop shows. */
export const SAVING = {
  why: ['Pourquoi (gardé avec le changement)', 'Why (kept with the change)'],
  save: ['Enregistrer', 'Save'],
  saved: ['Enregistré\u202f: la page suivante suit.', 'Saved: the next page follows.'],
  lost: [
    'Le serveur ne répond pas\u202f: rien n’est perdu, réessayez.',
    'The server does not answer: nothing is lost, try again.',
  ],
  not_yours: [
    'Votre rôle permet de lire ceci, pas de le changer.',
    'Your role may read this, not change it.',
  ],
} satisfies Record<string, [string, string]>
