import { dictionary } from '../words.ts'

/** Words of what is done to a visitor by hand, and of where they stand. */
export const say = dictionary({
  wrong: ['C’est faux', 'This is wrong'],
  put_right: ['Le croire de nouveau', 'Believe it again'],
  set_aside: ['Dit faux, et plus cru', 'Said to be wrong, and believed no more'],
  by_shop: ['dit par la boutique', 'said by the shop'],
  by_visitor: [
    'dit par la personne elle-même, qui seule le reprend',
    'said by themselves; only they take it back',
  ],
  consent: ['Consentement', 'Consent'],
  service: ['Personnalisation', 'Personal service'],
  allowed_page: ['acceptée sur la page', 'allowed on the page'],
  allowed_server: ['dite acceptée par votre serveur', 'said to be allowed by your server'],
  allowed_measure: ['mesure seule', 'counting alone'],
  allowed_none: ['rien n’a été dit avec son dernier geste', 'nothing was said with their last act'],
  last_said: ['Dit pour la dernière fois', 'Said last'],
  erased_by: ['Effacé au plus tard', 'Erased by'],
  in_split: ['Dans le partage', 'In the split'],
  slice_engine: ['avec Vitrine', 'with Vitrine'],
  slice_uniform: ['au hasard', 'at random'],
  slice_holdout: ['groupe témoin', 'holdout'],
  identity: ['Identité', 'Identity'],
  one_name: [
    'Une seule clé. Un nom, une adresse n’en font pas partie.',
    'One key. No name or address is part of it.',
  ],
  names: [
    'clé réunie en une personne|clés réunies en une personne',
    'key found to be one person|keys found to be one person',
  ],
  merge: ['Réunir avec une autre fiche…', 'Merge with another visitor…'],
  other: [
    'Identifiant client, e-mail ou clé de l’autre',
    'Customer id, e-mail or key of the other',
  ],
  find: ['Chercher', 'Find'],
  nobody: [
    'Personne d’autre n’est connu sous ce nom. Prenez l’identifiant que la boutique envoie, ou la clé qui finit l’adresse de l’autre fiche.',
    'Nobody else is known by this name. Use the id that the shop sends, or the key that ends the address of the other page.',
  ],
  acts: ['geste connu|gestes connus', 'act known|acts known'],
  same: ['La même personne', 'The same person'],
  same_sure: [
    'Tout ce que les deux ont fait sera d’une seule personne, et le reste\u202f: cela ne se défait pas. L’autre fiche disparaît dans celle-ci.',
    'All that both did becomes one person’s, and stays so: it cannot be undone. The other page becomes part of this one.',
  ],
  merge_now: ['Réunir pour de bon', 'Merge for good'],
  not_now: ['Annuler', 'Cancel'],
  merged: ['C’est une seule personne désormais.', 'They are one person from now on.'],
  rights: ['Ses droits', 'Their rights'],
  rights_note: [
    'Exporter tout ce qui est gardé, ou tout oublier\u202f: au bureau de la confidentialité, qui en garde la preuve.',
    'Export all that is kept, or forget it: at the privacy desk, which keeps the proof.',
  ],
  to_desk: ['Exporter ou effacer', 'Export or erase'],
})
