import type { Figure } from '../../../schema/health-told.ts'
import type { Say } from '../../../schema/live.ts'

/** What each figure is called, what it means, and what to do when it is red. */
export const FIGURE_WORDS: Record<Figure['name'], { title: Say; means: Say; act: Say }> = {
  log_lag: words(
    ['Retard du disque', 'Behind the disk'],
    [
      'Ce qui est reçu et pas encore écrit\u202f; rien n’est accusé avant.',
      'Received and not yet written; nothing is acknowledged before.',
    ],
    [
      'Le disque est lent ou partagé\u202f: regardez qui d’autre écrit, ou placez le dossier de données sur un disque rapide.',
      'The disk is slow or shared: see who else writes, or put the data folder on a fast one.',
    ],
  ),
  queue: words(
    ['File d’attente', 'Queue'],
    ['Octets qui attendent le disque, en mémoire.', 'Bytes that wait for the disk, in memory.'],
    [
      'Comme ci-dessus. À 128\u202fMo, même une commande est priée de revenir (503).',
      'As above. At 128 MB even an order is told to come again (503).',
    ],
  ),
  loop: words(
    ['Retard du processus', 'Lag of the process'],
    [
      'Un tour sur cent commence avec ce retard, ou plus.',
      'One turn in a hundred begins so late, or later.',
    ],
    [
      'Le processeur manque\u202f: libérez-le, ou donnez un cœur de plus. Les décisions en pâtissent d’abord.',
      'There is too little processor: free some, or give it one more core. Decisions suffer first.',
    ],
  ),
  pressure: words(
    ['Délestage', 'Load put off'],
    [
      'De 0 (rien n’est différé) à 4 (tout sauf paniers et commandes).',
      'From 0 (nothing is put off) to 4 (all but carts and orders).',
    ],
    [
      'Il se relâche seul. S’il dure, la machine est trop petite pour cette affluence.',
      'It eases by itself. If it lasts, the machine is too small for this crowd.',
    ],
  ),
  put_off: words(
    ['Différés depuis le démarrage', 'Put off since the start'],
    [
      'Requêtes priées de revenir plus tard. La balise les renvoie.',
      'Requests told to come again. The tag sends them again.',
    ],
    ['Voyez le délestage.', 'See the load put off.'],
  ),
  in_flight: words(
    ['Requêtes en cours', 'Requests under way'],
    ['À cet instant.', 'At this moment.'],
    ['Voyez le délestage.', 'See the load put off.'],
  ),
  room: words(
    ['Place pour écrire', 'Room to write'],
    ['Si tout ce qui arrive peut être gardé.', 'Whether what arrives can be kept.'],
    [
      'Le disque est plein\u202f: faites de la place. Tout reprend seul, rien d’accusé n’est perdu.',
      'The disk is full: make room. All goes on by itself, nothing acknowledged is lost.',
    ],
  ),
  disk: words(
    ['Espace libre', 'Free space'],
    ['Là où sont les données.', 'Where the data is.'],
    [
      'Faites de la place ou déplacez le dossier de données, avant 100\u202fMo.',
      'Make room or move the data folder, before 100 MB.',
    ],
  ),
  snapshot: words(
    ['Depuis le dernier instantané', 'Since the last snapshot'],
    [
      'Enregistrements qu’un redémarrage devrait relire.',
      'Records that a restart would have to read again.',
    ],
    [
      'Les instantanés échouent ou la boutique ne se calme jamais\u202f: cherchez «\u202fsnapshot\u202f» dans le journal du serveur.',
      'Snapshots fail, or the shop is never quiet: look for "snapshot" in the server’s log.',
    ],
  ),
  snapshot_pause: words(
    ['Pause du dernier instantané', 'Pause of the last snapshot'],
    ['Le temps pendant lequel tous ont attendu.', 'How long everybody waited.'],
    [
      'Le second processus n’a pas pu l’écrire\u202f: vérifiez la mémoire libre.',
      'The second process could not write it: check the free memory.',
    ],
  ),
  damaged: words(
    ['Passages abîmés', 'Damaged stretches'],
    ['Du journal, trouvés en relisant.', 'Of the log, found while reading.'],
    [
      'Lancez vitrine doctor\u202f: il dit jour et place, et ce que la sauvegarde peut rendre.',
      'Run vitrine doctor: it tells day and place, and what the back-up can give back.',
    ],
  ),
  quarantined: words(
    ['En quarantaine', 'In quarantine'],
    [
      'Enregistrements que le moteur n’a pas pu prendre.',
      'Records that the engine could not take in.',
    ],
    [
      'vitrine quarantine les liste. C’est une erreur de notre côté\u202f: signalez-la, puis reprenez-les après correction.',
      'vitrine quarantine lists them. It is a mistake of ours: report it, and take them in again after the fix.',
    ],
  ),
  backup: words(
    ['Dernière sauvegarde', 'Newest back-up'],
    ['Âge de la dernière qui est entière.', 'Age of the newest whole one.'],
    [
      'Aucune, ou trop vieille\u202f: démarrez avec --backup-every 24h, ou lancez vitrine backup chaque nuit.',
      'None, or too old: start with --backup-every 24h, or run vitrine backup every night.',
    ],
  ),
  memory: words(
    ['Mémoire', 'Memory'],
    ['Du processus, sur celle de la machine.', 'Of the process, of the machine’s.'],
    [
      'Donnez-lui plus de mémoire, ou gardez moins de visiteurs en mémoire.',
      'Give it more memory, or keep fewer visitors in it.',
    ],
  ),
  heap: words(
    ['Tas', 'Heap'],
    ['Part de ce que le tas peut prendre.', 'Share of what the heap may take.'],
    [
      'Relevez --max-old-space-size, et dites-nous la taille de la boutique.',
      'Raise --max-old-space-size, and tell us the size of the shop.',
    ],
  ),
  profiles: words(
    ['Visiteurs en mémoire', 'Visitors in memory'],
    [
      'Les autres sont sur le disque, à une lecture d’ici.',
      'The others are on disk, one reading away.',
    ],
    ['Rien à faire.', 'Nothing to do.'],
  ),
  search: words(
    ['Index de recherche', 'Search index'],
    ['Places du journal qu’il doit encore lire.', 'Places of the log it has still to read.'],
    [
      'S’il ne répond pas, il repart seul en 5\u202fs. S’il ne repart pas\u202f: arrêtez, supprimez search.db, redémarrez\u202f; il se refait du journal.',
      'If it does not answer, it starts again by itself within 5 s. If it does not: stop, delete search.db, start; it is made anew from the log.',
    ],
  ),
  feeds: words(
    ['Dernière lecture d’un flux', 'Newest reading of a feed'],
    ['Prix et stocks datent d’alors.', 'Prices and stock date from then.'],
    [
      'Relancez la lecture\u202f: vitrine import, ou POST /v1/catalogue/products.',
      'Have it read again: vitrine import, or POST /v1/catalogue/products.',
    ],
  ),
}

type Pair = [fr: string, en: string]

function words(title: Pair, means: Pair, act: Pair) {
  const said = ([fr, en]: Pair): Say => ({ fr, en })
  return { title: said(title), means: said(means), act: said(act) }
}
