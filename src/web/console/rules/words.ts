import { dictionary } from '../words.ts'

/** Words of writing a rule by hand, changing one, and asking for approval. */
export const say = dictionary({
  write: ['Écrire une règle', 'Write a rule'],
  write_answer: [
    'Une règle de votre main\u202f: *à qui*, *quoi*, et jusqu’à quand.',
    'A rule in your own hand: *to whom*, *what*, and until when.',
  ],
  where: ['Où', 'Where'],
  who: ['Pour les visiteurs qui', 'For visitors who'],
  and_who: ['et qui', 'and who'],
  everybody: ['tous les visiteurs', 'all visitors'],
  nothing_more: ['rien de plus', 'nothing more'],
  what: ['Ce qu’ils voient', 'What they see'],
  choose: ['Choisir…', 'Choose…'],
  by_default: ['par défaut', 'the default'],
  is_off: ['éteinte', 'switched off'],
  how: ['Votre décision', 'Your word'],
  how_pin: ['Épingler\u202f: toujours montrée', 'Pin: always shown'],
  how_limit: ['Limiter\u202f: montrée à une part au plus', 'Limit: shown to a part at most'],
  how_forbid: ['Interdire\u202f: jamais montrée', 'Forbid: never shown'],
  how_approve: ['Approuver\u202f: le moteur peut la choisir', 'Approve: the engine may choose it'],
  share: ['Part au plus, en %', 'Part at most, in %'],
  until: ['Dernier jour', 'Last day'],
  until_hint: ['Vide\u202f: sans fin.', 'Empty: without end.'],
  note: ['Note, pour vous et l’équipe', 'Note, for you and the team'],
  why: ['Pourquoi (gardé dans l’historique)', 'Why (kept in the history)'],
  save: ['Mettre la règle en place', 'Put the rule in place'],
  at_once: [
    'Elle vaut dès la page suivante. Le groupe témoin voit toujours votre page telle quelle.',
    'It holds from the next page on. The holdout always sees your page as it is.',
  ],
  draft: ['Ce que fera cette règle', 'What this rule will do'],
  draft_empty: [
    'Choisissez ce qu’ils voient\u202f: la phrase et le nombre de visiteurs apparaîtront ici.',
    'Choose what they see: the sentence and the number of visitors will appear here.',
  ],
  reach: ['Combien de visiteurs', 'How many visitors'],
  reach_none: [
    'Personne n’est encore venu à cet emplacement. Revenez après les premières visites.',
    'Nobody has come to this placement yet. Come back after the first visits.',
  ],
  reading_reach: ['Compte des visiteurs…', 'Counting the visitors…'],
  warnings: ['À savoir avant', 'Worth knowing first'],
  see_rule: ['Voir cette règle', 'See that rule'],
  edit: ['Changer la part, la fin ou la note', 'Change the part, the end or the note'],
  save_edit: ['Enregistrer', 'Save'],
  saved: ['Enregistré\u202f: la page suivante suit.', 'Saved: the next page follows.'],
  end: ['Mettre fin à la règle', 'End the rule'],
  not_yours: [
    'Votre rôle permet de lire les règles, pas d’en écrire.',
    'Your role may read rules, not write them.',
  ],
  approval: ['Accord demandé avant de montrer', 'Approval asked before showing'],
  approval_note: [
    'Là où il l’est, le moteur ne montre que votre page par défaut et ce qu’une règle approuve, épingle ou limite. Le vingtième des visiteurs tirés au hasard continue d’essayer le reste.',
    'Where it is, the engine shows the default alone, and what a rule approves, pins or limits. One visitor in twenty, drawn at random, goes on trying the rest.',
  ],
  lost: [
    'Le serveur ne répond pas\u202f: rien n’est perdu, réessayez.',
    'The server does not answer: nothing is lost, try again.',
  ],
})
