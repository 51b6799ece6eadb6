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
  rest: [
    'Le reste est le témoin et le hasard.',
    'The rest are the holdout and those left to chance.',
  ],
  rest_forbidden: [
    'Le reste est le témoin, qui voit toujours votre page.',
    'The rest are the holdout, who always see your own page.',
  ],
  share_bounds: [
    'Écrivez une part de 0,1 à 99,9, en %.',
    'Write a part between 0.1 and 99.9, in %.',
  ],
  decided_since: [
    'Quelqu’un en a décidé autrement entre-temps, et rien n’a été changé\u202f: voici où en est la règle. Appuyez de nouveau si vous voulez autre chose.',
    'Somebody has decided otherwise meanwhile, and nothing was changed: this is where the rule stands. Press again if you want something else.',
  ],
  repeated: [
    'Une situation prouvée qui ne fait que répéter ce qu’une plus large dit n’a pas de ligne à elle.',
    'A proven situation that only repeats what a wider one says has no line of its own.',
  ],
  until: ['Dernier jour', 'Last day'],
  until_hint: [
    'Jusqu’à minuit, à l’heure de la boutique. Vide\u202f: sans fin.',
    'Until midnight, by the shop’s clock. Empty: without end.',
  ],
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
  twins: ['Même situation de départ, deux pages', 'Same starting point, two pages'],
  twins_ask: ['Comparer deux visiteurs', 'Compare two visitors'],
  twins_none: [
    'Parmi les {n} derniers visiteurs, il n’y a pas les deux sortes. Revenez quand il en sera passé.',
    'Among the last {n} visitors there are not both kinds. Come back when some have passed.',
  ],
  twins_note: [
    'Décidé à l’instant pour deux personnes venues ces temps-ci, semblables en {n} autres points. Rien n’est montré ni compté.',
    'Decided just now for two people who were here lately, alike in {n} other ways. Nothing is shown or counted.',
  ],
  own_page: ['votre page telle quelle', 'your page as it is'],
  fits: ['La règle parle d’elle', 'The rule speaks of them'],
  fits_not: ['La règle n’en parle pas', 'The rule does not'],
  lost: [
    'Le serveur ne répond pas\u202f: rien n’est perdu, réessayez.',
    'The server does not answer: nothing is lost, try again.',
  ],
})
