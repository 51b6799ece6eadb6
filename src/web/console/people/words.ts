import type { Language } from '../settings.ts'

/** Words of the rooms about people: signing in, the team, one's own account. */
const WORDS = {
  sign_in: ['Entrer', 'Sign in'],
  sign_in_answer: ['Bonjour. *Qui êtes-vous*\u202f?', 'Hello. *Who is there*?'],
  over: [
    'Votre session a pris fin. Rien n’est perdu\u202f: vous reviendrez où vous étiez.',
    'Your session has ended. Nothing is lost: you will be back where you were.',
  ],
  email: ['Adresse e-mail', 'E-mail address'],
  password: ['Mot de passe', 'Password'],
  code: ['Code à six chiffres, ou code de secours', 'Six-digit code, or a recovery code'],
  code_hint: ['Votre application d’authentification l’affiche.', 'Your authenticator shows it.'],
  no_account: ['Pas de compte\u202f? Mot de passe perdu\u202f?', 'No account? Password lost?'],
  no_account_how: [
    'Demandez un lien à la personne qui vous a invité. Sur la machine, cette commande ouvre toujours\u202f:',
    'Ask whoever invited you for a link. On the machine itself, this command always opens:',
  ],
  plain_line: [
    'Sans https, sur cette machine même\u202f: le cookie va sans sa marque «\u202fSecure\u202f».',
    'Without https, on this very machine: the cookie goes without its “Secure” mark.',
  ],
  retry: ['Réessayer', 'Try again'],
  join_answer: ['Bienvenue. *Choisissez un mot de passe*.', 'Welcome. *Choose a password*.'],
  join_hint: [
    'Douze caractères ou plus. Quelques mots font très bien l’affaire.',
    'Twelve characters or more. A few words do well.',
  ],
  join: ['Entrer dans la console', 'Enter the console'],
  not_for_you: ['Cette page n’est pas pour votre rôle.', 'This page is not for your role.'],
  your_role: ['Le vôtre\u202f:', 'Yours:'],
  ask_owner: [
    'Une personne propriétaire de la console peut le changer.',
    'An owner of the console can change it.',
  ],
  role: ['Rôle', 'Role'],
  role_owner: ['propriétaire', 'owner'],
  role_manager: ['responsable', 'manager'],
  role_editor: ['rédaction', 'editor'],
  role_analyst: ['analyse', 'analyst'],
  role_viewer: ['lecture', 'viewer'],
  may_owner: ['tout, y compris les clés et les réglages', 'everything, keys and settings included'],
  may_manager: [
    'aussi inviter, fixer les offres et les accords, lire le journal des changements',
    'also invites, sets offers and approvals, reads who changed what',
  ],
  may_editor: ['aussi décider des règles', 'also decides on rules'],
  may_analyst: [
    'aussi un visiteur, un événement, une décision',
    'also one visitor, one event, one decision',
  ],
  may_viewer: ['le direct, les situations, les résultats', 'the live page, situations, results'],
  nobody_yet: [
    'Personne n’a encore de compte. Commencez par le vôtre\u202f: invitez-vous, puis suivez le lien.',
    'Nobody has an account yet. Begin with your own: invite yourself, then follow the link.',
  ],
  invite: ['Inviter', 'Invite'],
  invite_title: ['Inviter quelqu’un', 'Invite somebody'],
  name: ['Nom', 'Name'],
  link_title: ['Le lien à transmettre\u202f:', 'The link to pass on:'],
  link_once: [
    'Il est montré cette fois seulement, et s’ouvre une fois, pendant trois jours.',
    'It is shown this once, and opens once, for three days.',
  ],
  copy: ['Copier', 'Copy'],
  copied: ['Copié', 'Copied'],
  new_link: ['Nouveau lien', 'New link'],
  new_link_asks: [
    'Son mot de passe et son second facteur s’effacent.',
    'Their password and second factor are erased.',
  ],
  remove: ['Retirer', 'Remove'],
  remove_asks: ['Ses sessions s’arrêtent tout de suite.', 'Their sessions end at once.'],
  keep: ['Laisser', 'Leave it'],
  is_in: ['compte ouvert', 'account open'],
  is_invited: ['invitation envoyée', 'invited'],
  is_late: ['invitation trop vieille', 'invitation too old'],
  with_factor: ['second facteur', 'second factor'],
  without_factor: ['sans second facteur', 'no second factor'],
  last_seen: ['dernière visite', 'last came in'],
  you: ['vous', 'you'],
  came_by_link: [
    'Vous êtes entré par le lien de la machine\u202f: vous pouvez tout.',
    'You came by the machine’s link: you may do everything.',
  ],
  make_account: ['Ouvrir un compte dans l’équipe', 'Open an account in the team'],
  change_password: ['Changer de mot de passe', 'Change the password'],
  current: ['Mot de passe actuel', 'Current password'],
  new_password: ['Nouveau mot de passe', 'New password'],
  change: ['Changer', 'Change'],
  changed: [
    'C’est fait. Vos autres sessions sont fermées.',
    'Done. Your other sessions are closed.',
  ],
  factor: ['Second facteur', 'Second factor'],
  factor_off: [
    'Un code de votre téléphone, en plus du mot de passe\u202f: qui devine l’un n’a pas l’autre.',
    'A code of your phone beside the password: who guesses one lacks the other.',
  ],
  factor_begin: ['Mettre en place', 'Set up'],
  factor_secret: [
    'Dans votre application d’authentification, ajoutez un compte avec cette clé, puis dites le code affiché.',
    'In your authenticator, add an account with this key, then say the code it shows.',
  ],
  factor_open: ['Ouvrir dans l’application', 'Open in the authenticator'],
  factor_code: ['Le code affiché', 'The code it shows'],
  factor_confirm: ['Activer', 'Switch on'],
  factor_on: ['Il est demandé à chaque entrée.', 'It is asked for at every sign-in.'],
  codes_left: ['codes de secours restants', 'recovery codes left'],
  factor_end: ['Ne plus demander', 'Ask no more'],
  codes_title: ['Vos codes de secours', 'Your recovery codes'],
  codes_once: [
    'Chacun ouvre une fois, si le téléphone est perdu. Notez-les maintenant\u202f: ils ne reviendront pas.',
    'Each opens once, should the phone be lost. Note them now: they will not return.',
  ],
  sessions: ['Vos sessions ouvertes', 'Where you are signed in'],
  this_one: ['ici', 'here'],
  unknown_browser: ['Navigateur inconnu', 'Unknown browser'],
  since: ['depuis', 'since'],
  end_session: ['Fermer', 'Sign out'],
  end_others: ['Fermer toutes les autres', 'Sign out everywhere else'],
  sign_out: ['Se déconnecter', 'Sign out here'],
} as const satisfies Record<string, readonly [fr: string, en: string]>
export type PeopleWord = keyof typeof WORDS

export function say(name: PeopleWord, language: Language): string {
  return WORDS[name][language === 'fr' ? 0 : 1]
}
