import type { Language } from '../settings.ts'

/** Words of the settings and of who changed what. */
const WORDS = {
  keys: ['Clés', 'Keys'],
  public_key: ['clé publique', 'public key'],
  public_note: [
    'Elle est dans chaque page de la boutique, et n’ouvre rien qui se cache.',
    'It stands in every page of the shop, and opens nothing that hides.',
  ],
  server_key: ['clé du serveur', 'server key'],
  made: ['faite le', 'made'],
  ends: ['se ferme', 'ends'],
  no_end: ['sans fin', 'no end'],
  used: ['servie', 'used'],
  unused: ['pas servie depuis le démarrage', 'not used since the start'],
  replace: ['Remplacer la clé', 'Replace the key'],
  replace_note: [
    'La nouvelle ouvre tout de suite, à côté de l’ancienne. Changez-la sur vos serveurs\u202f; l’ancienne se ferme à l’heure dite, et rien n’est perdu entre les deux.',
    'The new one opens at once, beside the old. Change it on your servers; the old one ends when you say, and nothing is lost in between.',
  ],
  old_ends: ['L’ancienne se ferme', 'The old one ends'],
  in_hour: ['dans une heure', 'in an hour'],
  in_day: ['demain à la même heure', 'this time tomorrow'],
  in_week: ['dans une semaine', 'in a week'],
  make: ['Faire la nouvelle clé', 'Make the new key'],
  new_key: ['La nouvelle clé', 'The new key'],
  new_key_note: [
    'Elle est montrée cette fois seulement\u202f: nous n’en gardons que l’empreinte.',
    'It is shown this once: we keep its hash alone.',
  ],
  two_open: [
    'Deux clés sont ouvertes. Quand l’ancienne n’est plus servie, fermez-la.',
    'Two keys are open. When the old one is no longer used, end it.',
  ],
  end_now: ['Fermer', 'End'],
  end_asks: [
    'Qui envoie encore avec elle sera refusé dès maintenant.',
    'Whoever still sends with it is refused from now on.',
  ],
  origins: ['Autres sites qui appellent', 'Other sites that call'],
  origins_note: [
    'Inutile pour la boutique elle-même, qui passe par son propre domaine.',
    'Not needed for the shop itself, which calls through its own domain.',
  ],
  no_origin: ['Aucun.', 'None.'],
  started: ['au démarrage', 'at the start'],
  origin: [
    'Adresse du site, https://boutique.exemple',
    'Address of the site, https://shop.example',
  ],
  add: ['Ajouter', 'Add'],
  drop: ['Retirer', 'Remove'],
  bad_origin: [
    'Une adresse comme https://boutique.exemple, sans chemin.',
    'An address such as https://shop.example, without a path.',
  ],
  feeds: ['Flux', 'Feeds'],
  read_at: ['lu', 'read'],
  refused: ['refusées', 'refused'],
  rows: ['lignes', 'rows'],
  no_feed: [
    'Aucun flux encore. La commande «\u202fimport\u202f» en lit un.',
    'No feed yet. The command “import” reads one.',
  ],
  to_catalogue: ['Chaque lecture, et ce qui a été refusé', 'Each reading, and what was refused'],
  languages: ['Langues et marchés', 'Languages and markets'],
  languages_note: [
    'Ceux que vos flux nomment\u202f; Vitrine parle la langue de chacun. La console parle la vôtre, choisie à côté du thème.',
    'Those your feeds name; Vitrine speaks the language of each. The console speaks yours, chosen beside the theme.',
  ],
  fixed: ['Fixé à l’ouverture', 'Fixed at the opening'],
  currency: ['monnaie', 'currency'],
  time_zone: ['fuseau', 'time zone'],
  holdout: ['groupe témoin', 'holdout'],
  uniform: ['au hasard', 'at random'],
  no_change: ['Rien n’a encore été changé.', 'Nothing has been changed yet.'],
  changes: ['Changements', 'Changes'],
  sign_ins: ['Entrées', 'Sign-ins'],
  older: ['Voir plus tôt', 'See earlier'],
  by_link: ['Le lien de la machine', 'The machine’s link'],
  by_key: ['Une clé', 'A key'],
  by_gone: ['Une personne partie', 'Somebody who left'],
  before: ['avant', 'before'],
  after: ['après', 'after'],
  nothing: ['rien', 'nothing'],
  what_signed_in: ['a ouvert une session', 'signed in'],
  what_staff_unmarked: [
    'a démarqué tous les navigateurs de la maison',
    'unmarked every browser of the staff',
  ],
  what_signed_out_everywhere: ['a fermé ses autres sessions', 'signed out everywhere else'],
  what_person_invited: ['a invité', 'invited'],
  what_person_joined: ['a ouvert son compte', 'opened their account'],
  what_person_role: ['a changé le rôle de', 'changed the role of'],
  what_person_removed: ['a retiré', 'removed'],
  what_link_renewed: ['a refait le lien de', 'renewed the link of'],
  what_password_changed: ['a changé son mot de passe', 'changed their password'],
  what_second_factor: ['a changé son second facteur', 'changed their second factor'],
  what_key_made: ['a fait une clé', 'made a key'],
  what_key_ended: ['a fixé la fin d’une clé', 'set the end of a key'],
  what_origins: ['a changé les sites qui appellent', 'changed the sites that call'],
  what_rule_changed: ['a décidé d’une règle', 'decided on a rule'],
  what_approval_changed: ['a changé où il faut un accord', 'changed where approval is asked'],
  what_offer_terms: ['a fixé les offres', 'set the offers'],
  what_nudge_terms: ['a fixé combien on sollicite', 'set how much is nudged'],
  what_experience_changed: ['a changé une expérience', 'changed an experience'],
  what_visitors_merged: ['a réuni avec une autre fiche', 'merged another visitor into'],
  what_trait_corrected: ['a corrigé ce qu’on croit de', 'corrected what is believed of'],
  what_privacy_asked: ['a traité une demande de confidentialité', 'handled a privacy request'],
} as const satisfies Record<string, readonly [fr: string, en: string]>
export type DeskWord = keyof typeof WORDS

export function say(name: DeskWord, language: Language): string {
  return WORDS[name][language === 'fr' ? 0 : 1]
}

/** What somebody did, in words; a kind of record we have none for is named as it is. */
export function sayWhat(what: string, language: Language): string {
  const name = `what_${what}`
  return name in WORDS ? say(name as DeskWord, language) : what
}
