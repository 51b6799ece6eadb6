import { dictionary } from '../words.ts'

export const say = dictionary({
  reading: ['Lecture de l’état…', 'Reading how it does…'],
  look_at: ['À regarder', 'To look at'],
  all_else: ['Le reste va bien', 'All else is well'],
  if_red: ['Que faire si cela rougit', 'What to do when it is red'],
  state_good: ['va bien', 'well'],
  state_watch: ['à surveiller', 'watch'],
  state_bad: ['agir', 'act'],
  none: ['aucune', 'none'],
  silent: ['ne répond pas', 'no answer'],
  never: ['jamais', 'never'],
  yes: ['oui', 'yes'],
  no: ['non', 'no'],
  since: ['limite', 'limit'],
  versions: ['Versions', 'Versions'],
  engine: ['forme du moteur', 'form of the engine'],
  position: ['place du journal', 'place of the log'],
  started: ['démarré', 'started'],
  doctor: [
    'npm exec --no vitrine -- doctor examine tout ce qui est gardé, serveur arrêté ou non.',
    'npm exec --no vitrine -- doctor examines all that is kept, whether the server runs or not.',
  ],
  for_machines: [
    '/healthz, /readyz et /metrics disent la même chose aux machines.',
    '/healthz, /readyz and /metrics tell machines the same.',
  ],
})
