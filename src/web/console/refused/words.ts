import type { PeopleCode } from '../../../schema/problem.ts'

/** French, and English where the console says it better than the server. `{name}` is a parameter. */
type Said = readonly [fr: string, en?: string]

/** What the server refused, by its code; `away` is that nobody answered. */
export const SENTENCES: Record<PeopleCode | 'away', Said> = {
  away: ['Le serveur ne répond pas. Réessayez.', 'The server does not answer. Try again.'],
  analytics_not_ready: [
    'Les tableaux ne sont pas prêts\u202f: réessayez dans quelques secondes.',
    'The tables are not ready: try again in a few seconds.',
  ],
  analytics_too_slow: [
    'Cette question demande trop de lecture. Choisissez une période plus courte.',
    'This question takes too much reading. Choose a shorter time.',
  ],
  another_experience: [
    'Ce qui a été appris ne vaudrait plus. Donnez un autre identifiant à la nouvelle expérience.',
    'What was learnt would no longer hold. Give the new experience an id of its own.',
  ],
  bad_request: ['Le serveur n’a pas compris cet envoi.'],
  bad_url: ['Cette adresse n’est pas lue.'],
  budget: ['Le budget du jour dépasse le budget total\u202f: baissez l’un ou montez l’autre.'],
  busy: [
    'Le serveur a trop à faire. Réessayez dans quelques secondes.',
    'The server has too much to do. Try again in a few seconds.',
  ],
  code_needed: [
    'Donnez les six chiffres de votre application, ou un code de secours.',
    'Give the six digits of your authenticator, or a recovery code.',
  ],
  code_wrong: [
    'Ce code est faux, a servi, ou est trop vieux. Attendez le suivant.',
    'This code is wrong, was used, or is too old. Wait for the next.',
  ],
  console_link: [
    'Ce lien a servi, ou a plus de dix minutes. La commande «\u202fconsole\u202f» en fait un autre.',
  ],
  cut_short: ['L’envoi a été coupé. Recommencez.', 'The sending was cut short. Try again.'],
  default_experience: [
    'C’est l’expérience par défaut\u202f: elle remplace celles que l’on interdit ou limite, et les autres lui sont comparées. Épinglez-en une autre là où elle ne doit pas paraître.',
    'This is the default experience: it stands in for those that are forbidden or limited, and the others are compared with it. Pin another one where it should not be shown.',
  ],
  email_taken: [
    'Une personne de l’équipe a déjà cette adresse.',
    'Somebody of the team has this address already.',
  ],
  experience_taken: [
    'Cette boutique a une expérience à elle du nom que prend une offre\u202f: les offres n’y sont pas possibles.',
    'This shop has an experience of its own by the name that an offer takes: it can make no offers.',
  ],
  experiences_full: [
    'Les pages produit ont déjà toutes les expériences permises\u202f: les offres n’y trouvent plus de place.',
    'Product pages have all the experiences there may be: offers find no room there any more.',
  ],
  feed_there: [
    'Le flux {name} est déjà relu. Modifiez celui-là\u202f: deux se déferaient l’un l’autre.',
  ],
  fixed_webhook: ['Celui-ci a été nommé au démarrage du serveur\u202f: c’est là qu’il se change.'],
  forbidden_here: [
    'Une autre règle interdit déjà cette expérience ici, et une interdiction passe d’abord. Levez-la, puis épinglez.',
    'Another rule forbids this experience here, and forbidding comes first. Lift that one, then pin.',
  ],
  foreign_page: [
    'Cet appel ne vient pas de la console. Ouvrez la console et recommencez.',
    'This call does not come from the console. Open the console and try again.',
  ],
  internal: [
    'C’est une erreur de notre part\u202f; le journal du serveur la garde.',
    'This is our mistake; the server’s log keeps it.',
  ],
  invalid: ['Ces lignes ne se filtrent pas ainsi.'],
  invalid_field: ['{field} n’est pas valable.', '{field} is not valid.'],
  invitation: [
    'Ce lien a servi, a plus de trois jours, ou a été remplacé. Demandez-en un autre.',
    'This link was used, is older than three days, or was replaced. Ask for another.',
  ],
  missing: ['{field} manque.', '{field} is missing.'],
  needs_https: [
    'La console s’ouvre en https, ou sur la machine même.',
    'The console opens over https, or on the machine itself.',
  ],
  no_account: [
    'Vous êtes là par un lien, sans compte. Invitez-vous d’abord dans l’équipe.',
    'You came by a link and have no account. Invite yourself to the team first.',
  ],
  no_analytics: ['Ce serveur tourne sans ses tableaux d’analyse. Démarrez-le sans --no-analytics.'],
  no_argon2: [
    'Les mots de passe demandent Node 24.7 ou plus récent. Le lien de la commande «\u202fconsole\u202f» ouvre quand même.',
  ],
  no_room: [
    'Le disque du serveur est plein\u202f: rien ne peut être gardé. Faites-y de la place, puis recommencez.',
    'The disk of the server is full: nothing can be kept. Free some room there, then try again.',
  ],
  no_session: [
    'Votre session est finie. Reconnectez-vous.',
    'Your session is over. Sign in again.',
  ],
  nobody_left: [
    'Témoin et hasard ne laisseraient personne au moteur. Baissez la part du témoin.',
    'Holdout and random slice would leave nobody to the engine. Lower the holdout.',
  ],
  not_found: [
    'Cela n’attend plus de réponse, ou n’existe plus.',
    'This waits for no answer any more, or is gone.',
  ],
  not_offered: ['Demandez d’abord une clé pour l’application.', 'Ask for a key first.'],
  not_quarantined: [
    'Cet enregistrement n’est plus mis de côté.',
    'This record is no longer set aside.',
  ],
  not_with: ['Une part ne va qu’avec «\u202flimiter\u202f».', 'A share goes with “limit” alone.'],
  one_already: ['Ces deux fiches sont déjà la même personne.'],
  past: [
    'Cette fin est déjà passée. Choisissez un jour à venir, ou aucun.',
    'This end is past. Choose a day to come, or none.',
  ],
  percent_or_amount: [
    'Une offre est un pourcentage ou un montant, pas les deux.',
    'An offer is a percentage or an amount, not both.',
  ],
  rank: [
    'Votre rôle invite, change et retire ceux qui sont en dessous du vôtre\u202f; un propriétaire fait le reste.',
    'Your role invites, changes and removes those below it; an owner does the rest.',
  ],
  role: [
    'Votre rôle ne permet pas cela. Demandez à un propriétaire de la console.',
    'Your role may not do this. Ask an owner of the console.',
  ],
  rule_exists: [
    'Cette règle existe déjà, avec une autre décision\u202f: changez celle-là.',
    'There is such a rule already, with another action: change that one.',
  ],
  said_by_visitor: ['Cette personne l’a dit elle-même\u202f; elle seule peut le changer.'],
  session_token: [
    'Cette page date d’une autre session. Rechargez-la.',
    'This page is of another session. Reload it.',
  ],
  sign_in: [
    'Cette adresse et ce mot de passe ne vont pas ensemble.',
    'This address and this password do not belong together.',
  ],
  switched_off: [
    'Cette expérience est éteinte\u202f: épinglée, elle ne serait montrée à personne. Allumez-la d’abord.',
    'This experience is switched off: pinned, it would be shown to nobody. Switch it on first.',
  ],
  too_large: ['C’est trop volumineux pour être envoyé en une fois.'],
  too_many: [
    'Trop de demandes à la fois. Réessayez dans {seconds} s.',
    'Too many requests at once. Try again in {seconds} s.',
  ],
  too_many_denied: [
    'Trop de choses sont déjà dites fausses. Revenez sur l’une d’elles.',
    'Too many things are said to be wrong already. Take one of them back.',
  ],
  too_many_feeds: ['{most} flux sont relus au plus. Retirez-en un d’abord.'],
  too_many_pages: ['Trop de pages en direct sont ouvertes. Fermez-en une et réessayez.'],
  too_many_people: ['Une console a {most} personnes au plus. Retirez celles qui sont parties.'],
  too_many_rules: ['Une boutique a {most} règles au plus. Levez-en quelques-unes.'],
  too_many_segments: ['Une boutique a {most} segments au plus. Abandonnez-en un d’abord.'],
  too_many_tries: [
    'Trop d’essais. Patientez {seconds} s avant le suivant.',
    'Too many tries. Wait {seconds} s before the next.',
  ],
  too_many_webhooks: ['Une boutique a {most} webhooks au plus. Retirez-en un d’abord.'],
  too_slow: ['L’envoi a pris trop de temps. Recommencez.', 'The sending took too long. Try again.'],
  two_keys: ['Deux clés sont déjà ouvertes. Fermez d’abord la plus ancienne.'],
  unknown_decision: ['Cette décision n’est pas, ou plus, dans le journal.'],
  unknown_experience: [
    'Cette expérience n’existe pas, ou plus.',
    'There is no such experience, or no longer.',
  ],
  unknown_feed: ['Ce flux n’existe plus.', 'This feed is gone.'],
  unknown_item: ['Aucun flux ne connaît ce produit.', 'No feed knows this product.'],
  unknown_key: ['Aucune clé de ce nom n’est ouverte.'],
  unknown_name: ['{field} n’existe pas.', '{field} does not exist.'],
  unknown_note: ['Cette note n’existe plus.', 'This note is gone.'],
  unknown_person: [
    'Cette personne n’est plus dans l’équipe.',
    'This person is no longer in the team.',
  ],
  unknown_request: ['Aucun effacement ne porte cet identifiant.', 'No erasure has this id.'],
  unknown_rule: ['Cette règle n’existe pas, ou plus.', 'There is no such rule, or no longer.'],
  unknown_segment: ['Ce segment n’existe plus.', 'This segment is gone.'],
  unknown_session: ['Cette session est déjà finie.', 'This session is over already.'],
  unknown_trait: [
    'Rien de tel n’est cru de cette personne.',
    'Nothing of the kind is believed of this person.',
  ],
  unknown_value: ['{field} n’a pas une valeur admise.', '{field} has no allowed value.'],
  unknown_visitor: ['Rien n’est gardé de cette personne.', 'Nothing is kept of this person.'],
  unknown_webhook: ['Ce webhook n’existe plus.', 'This webhook is gone.'],
  unreadable: ['Il n’y a rien de lisible à cette adresse.'],
  weak_password: [
    'Ce mot de passe se devine\u202f: ni un nom, ni une suite de touches, ni les mêmes caractères.',
    'This password is easy to guess: neither a name, nor a row of keys, nor a few characters again.',
  ],
  wrong_password: ['Ce n’est pas votre mot de passe actuel.', 'This is not your current password.'],
  yourself: [
    'C’est vous-même\u202f: une autre personne de l’équipe doit le faire.',
    'This is yourself: somebody else of the team has to do it.',
  ],
}

const OWN_HOST =
  'si la machine est la vôtre, démarrez le serveur avec --allow-feed-host\u00a0{host}'

/** Where one code has several reasons, told by its parameter `why`, or by its field. */
export const CLOSER: Record<string, Said> = {
  'bad_url:downgrade': ['L’adresse renvoie de https vers http. Donnez la dernière.'],
  'bad_url:hops': ['L’adresse renvoie ailleurs plus de {most} fois. Donnez la dernière.'],
  'bad_url:none': [
    'Ce n’est pas une adresse\u202f; il en faut une comme https://crm.exemple/hooks.',
    'This is no address; one looks like https://crm.example/hooks.',
  ],
  'bad_url:onward': ['L’adresse renvoie vers une autre, illisible.'],
  'bad_url:password': [
    'Ôtez le nom et le mot de passe de l’adresse\u202f: une clé peut se placer après le «\u202f?\u202f».',
  ],
  'bad_url:plain': [
    'En http, chacun sur le chemin peut lire ce qui est envoyé\u202f: prenez https\u202f; si le chemin est le vôtre, démarrez le serveur avec --allow-feed-host\u00a0{host}.',
  ],
  'bad_url:port': [`Le port {port} n’est pas appelé. Prenez 80 ou 443\u202f; ${OWN_HOST}.`],
  'bad_url:private': [
    `{name} n’est pas sur l’internet public, et n’est pas appelé\u202f; ${OWN_HOST}.`,
  ],
  'bad_url:scheme': [
    'Une adresse commence par https:// ou http://.',
    'An address begins with https:// or http://.',
  ],
  'unreadable:failed': ['Le serveur à cette adresse n’a pas pu être joint ({code}).'],
  'unreadable:nobody': ['Aucune machine ne s’appelle {host}\u202f: vérifiez l’adresse.'],
  'unreadable:not_json': ['Ce qui se trouve à cette adresse n’est pas du JSON.'],
  'unreadable:packed': ['Le flux est compressé d’une manière inconnue. Prenez gzip.'],
  'unreadable:slow': ['La réponse a mis trop de temps à venir. Réessayez plus tard.'],
  'unreadable:status': [
    'Le serveur à cette adresse a répondu {status}\u202f: vérifiez l’adresse, ou demandez à qui la tient.',
    'The server at this address answered {status}: check the address, or ask whoever runs it.',
  ],
  'weak_password:short': [
    'Un mot de passe a {least} caractères ou plus\u202f; quelques mots font l’affaire.',
  ],
  'invalid_field:minimum': [
    '{field} doit valoir au moins {limit}.',
    '{field} has to be {limit} or more.',
  ],
  'invalid_field:maximum': [
    '{field} doit valoir au plus {limit}.',
    '{field} has to be {limit} or less.',
  ],
  'invalid_field:minLength': ['{field} est trop court.', '{field} is too short.'],
  'invalid_field:maxLength': [
    '{field} a plus de {limit} caractères.',
    '{field} has more than {limit} characters.',
  ],
  'invalid_field:minItems': [
    '{field}\u202f: il en faut au moins {limit}.',
    '{field}: at least {limit} are needed.',
  ],
  'invalid_field:maxItems': ['{field}\u202f: pas plus de {limit}.', '{field}: at most {limit}.'],
  'invalid_field:uniqueItems': [
    '{field}\u202f: le même y est deux fois.',
    '{field}: the same stands there twice.',
  ],
  'invalid_field:required': ['{field} manque.', '{field} is missing.'],
  'invalid_field:type': ['{field} doit être un nombre.', '{field} has to be a number.'],
  'invalid_field:enum': [
    '{field} doit être l’un de ceux-ci\u202f: {values}.',
    '{field} has to be one of these: {values}.',
  ],
  'invalid_field:pattern': ['{field} n’a pas la bonne forme.', '{field} has not the right form.'],
  'invalid_field:stranger': ['{field} n’est pas attendu ici.', '{field} is not expected here.'],
  'invalid_field@email': [
    'Une adresse e-mail s’écrit nom@domaine.',
    'An e-mail address reads name@domain.',
  ],
  'missing@share': [
    'Dites à quelle part des visiteurs elle peut être montrée au plus.',
    'Say to which part of the visitors it may be shown at most.',
  ],
  'missing@when': ['Il faut au moins une condition.', 'At least one condition is needed.'],
  'unknown_value:country': [
    '«\u202f{code}\u202f» n’est le code d’aucun pays\u202f: écrivez {example}, par exemple.',
    '“{code}” is the code of no country: write {example}, for instance.',
  ],
  'unknown_value:currency': [
    '«\u202f{code}\u202f» n’est le code d’aucune monnaie\u202f: écrivez {example}, par exemple.',
    '“{code}” is the code of no currency: write {example}, for instance.',
  ],
  'unknown_value:language': [
    '«\u202f{code}\u202f» n’est le code d’aucune langue\u202f: écrivez {example}, par exemple.',
    '“{code}” is the code of no language: write {example}, for instance.',
  ],
  'unknown_value:characteristic': ['«\u202f{name}\u202f» n’est pas une caractéristique.'],
  'unknown_value:value': [
    '«\u202f{name}\u202f» n’est jamais «\u202f{value}\u202f». Il y a\u202f: {values}.',
  ],
  'unknown_value:experience': [
    'Il n’y a pas d’expérience «\u202f{name}\u202f» ici. Il y a\u202f: {values}.',
  ],
  'too_many@id': [
    'Cet emplacement a déjà toutes les expériences permises\u202f: de plus nombreuses s’affament.',
  ],
}
