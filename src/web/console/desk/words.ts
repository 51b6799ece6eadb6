import type { AuditEntry } from '../../../schema/audit.ts'
import type { WebhookEvent } from '../../../schema/webhook.ts'
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
  made: ['faite', 'made'],
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
  staff: ['Navigateurs de la maison', 'Browsers of the house'],
  staff_note: [
    'Ce que font ces navigateurs n’apprend rien et ne compte pas. La commande «\u202fstaff\u202f» fait un lien qui en marque un, pour 30 jours.',
    'What these browsers do teaches nothing and counts nowhere. The command “staff” makes a link that marks one, for 30 days.',
  ],
  staff_end: ['Tout démarquer', 'Unmark all'],
  staff_end_asks: [
    'Chacun redevient un visiteur, et les liens en attente ne servent plus.',
    'Each is a visitor again, and links that wait are void.',
  ],
  staff_ended: ['Plus aucun navigateur n’est marqué.', 'No browser is marked any more.'],
  webhooks: ['Webhooks', 'Webhooks'],
  webhooks_note: [
    'Vos autres systèmes apprennent ce qui se passe, par un appel signé (Standard Webhooks), répété jusqu’à ce qu’il soit entendu. Des personnes d’un segment, seules celles qui consentent et qu’un compte nomme.',
    'Your other systems hear what happens, by a signed call (Standard Webhooks), repeated until it is heard. Of the people of a segment, those alone who consent and are known by an account.',
  ],
  no_webhook: ['Aucun.', 'None.'],
  hook_url: ['Adresse qui reçoit, https://', 'Address that receives, https://'],
  hook_events: ['Ce qu’elle apprend', 'What it hears'],
  hook_wish: ['un souhait est de retour en stock', 'a wish is back in stock'],
  hook_entered: ['quelqu’un entre dans un segment', 'somebody comes into a segment'],
  hook_left: ['quelqu’un quitte un segment', 'somebody leaves a segment'],
  hook_new: ['Ajouter un webhook', 'Add a webhook'],
  cancel: ['Annuler', 'Cancel'],
  hook_add: ['Ajouter ce webhook', 'Add this webhook'],
  hook_none: ['Choisissez au moins une chose à apprendre.', 'Choose at least one thing to hear.'],
  hook_test: ['Envoyer un essai', 'Send a test event'],
  hook_rotate: ['Changer le secret', 'Replace the secret'],
  hook_rotate_asks: [
    'L’ancien signe encore un jour à côté du nouveau.',
    'The old one signs beside the new one for a day.',
  ],
  hook_remove: ['Retirer', 'Remove'],
  hook_remove_asks: ['Elle n’apprend plus rien.', 'It hears nothing more.'],
  hook_on: ['Rallumer', 'Turn on again'],
  hook_off: [
    'Éteint\u202f: rien n’a été entendu pendant des jours. Réparez ce qui reçoit, puis rallumez.',
    'Turned off: nothing was heard for days. Mend what receives, then turn it on again.',
  ],
  hook_failing: ['pas entendu depuis', 'not heard since'],
  hook_waiting: ['en attente', 'waiting'],
  hook_heard: ['entendu', 'heard'],
  hook_unheard: ['pas entendu', 'not heard'],
  hook_attempt: ['essai', 'try'],
  hook_old_secret: ['l’ancien secret signe jusqu’à', 'the old secret signs until'],
  hook_secret: ['Le secret de ce webhook', 'The secret of this webhook'],
  hook_secret_note: [
    'Il est montré cette fois seulement\u202f; votre système vérifie avec lui que c’est bien nous.',
    'It is shown this once; your system checks with it that it is us.',
  ],
  hook_fixed: ['nommé au démarrage', 'named at the start'],
  deliveries: ['Derniers appels', 'Last calls'],
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
  gone: ['une personne partie', 'somebody who left'],
  by_gone: ['Une personne partie', 'Somebody who left'],
  before: ['avant', 'before'],
  after: ['après', 'after'],
  what_signed_in: ['a ouvert une session', 'signed in'],
  what_webhook_added: ['a ajouté un webhook', 'added a webhook'],
  what_webhook_secret: ['a changé le secret d’un webhook', 'changed the secret of a webhook'],
  what_webhook_on: ['a rallumé un webhook', 'turned a webhook on again'],
  what_webhook_removed: ['a retiré un webhook', 'removed a webhook'],
  what_feed_added: ['a ajouté un flux', 'added a feed'],
  what_feed_changed: ['a changé un flux', 'changed a feed'],
  what_feed_paused: ['a suspendu un flux', 'paused a feed'],
  what_feed_on: ['a repris un flux', 'resumed a feed'],
  what_feed_removed: ['a retiré un flux', 'removed a feed'],
  what_members_exported: [
    'a exporté les personnes d’un segment',
    'exported the people of a segment',
  ],
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
  what_shop_facts: ['a changé ce que la boutique promet', 'changed what the shop promises'],
  what_split: ['a changé la taille du groupe témoin', 'changed the size of the holdout'],
  what_origins: ['a changé les sites qui appellent', 'changed the sites that call'],
  what_rule_changed: ['a décidé d’une règle', 'decided on a rule'],
  what_approval_changed: ['a changé où il faut un accord', 'changed where approval is asked'],
  what_offer_terms: ['a fixé les offres', 'set the offers'],
  what_nudge_terms: ['a fixé combien on sollicite', 'set how much is nudged'],
  what_segment_made: ['a créé un segment', 'made a segment'],
  what_segment_gone: ['a supprimé un segment', 'gave up a segment'],
  what_segment_changed: ['a changé un segment', 'changed a segment'],
  what_removal_answered: [
    'a répondu d’un retrait du catalogue',
    'answered for a removal from the catalogue',
  ],
  what_experience_made: ['a écrit une expérience', 'wrote an experience'],
  what_experience_changed: ['a changé une expérience', 'changed an experience'],
  what_visitors_merged: ['a réuni avec une autre fiche', 'merged another visitor into'],
  what_trait_corrected: ['a corrigé ce qu’on croit de', 'corrected what is believed of'],
  what_privacy_asked: ['a traité une demande de confidentialité', 'handled a privacy request'],
} as const satisfies Record<string, readonly [fr: string, en: string]>
export type DeskWord = keyof typeof WORDS

export function say(name: DeskWord, language: Language): string {
  return WORDS[name][language === 'fr' ? 0 : 1]
}

const HEARD: Record<WebhookEvent, DeskWord> = {
  'wish.back_in_stock': 'hook_wish',
  'segment.entered': 'hook_entered',
  'segment.left': 'hook_left',
}
export const HEARD_EVENTS = Object.keys(HEARD) as WebhookEvent[]

/** What a webhook hears; a kind of event we have no words for is named as it is. */
export function sayHeard(event: string, language: Language): string {
  return Object.hasOwn(HEARD, event) ? say(HEARD[event as WebhookEvent], language) : event
}

/** What somebody did, in words; a kind of record we have none for is named as it is. */
export function sayWhat({ what, before, after }: Did, language: Language): string {
  const kind = what.replace(/_changed$/, '')
  const special = before === null ? `what_${kind}_made` : after === null ? `what_${kind}_gone` : ''
  const name = special in WORDS ? special : `what_${what}`
  return name in WORDS ? say(name as DeskWord, language) : what
}

type Did = Pick<AuditEntry, 'what' | 'before' | 'after'>
