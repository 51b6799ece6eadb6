import { isFrench } from '../../../render/words.ts'
import type { Happening } from '../../../schema/debugged.ts'

export interface DebugWords {
  title: string
  close: string
  waiting: string
  unknown: string
  closed: string
  away: string
  staff: string
  counted: string
  sure: string
  percent: string
  chance: string
  among: string
  statuses: Record<Happening['status'], string>
}

const FRENCH: DebugWords = {
  title: 'Vitrine\u202f: ce qui se passe ici',
  close: 'Fermer',
  waiting: 'Rien encore\u202f: ce que vous faites sur la page s’écrit ici.',
  unknown:
    'Le serveur ne garde rien de ce navigateur\u202f: donnez votre consentement sur la page.',
  closed:
    'Réservé aux personnes de la boutique\u202f: ouvrez un lien de «\u202fvitrine staff\u202f».',
  away: 'Vitrine ne répond pas\u202f; la page est celle de la boutique.',
  staff: 'personne de la boutique, hors de toute mesure',
  counted: 'compté comme n’importe qui',
  sure: 'sûr à',
  percent: '\u202f%',
  chance: 'chance',
  among: 'possibles',
  statuses: {
    ...{ accepted: 'gardé', repaired: 'réparé', refused: 'refusé', repeated: 'répété' },
    ...{ robot: 'robot', decided: 'décidé' },
  },
}

const ENGLISH: DebugWords = {
  title: 'Vitrine: what happens here',
  close: 'Close',
  waiting: 'Nothing yet: what you do on the page is written here.',
  unknown: 'The server keeps nothing of this browser: give your consent on the page.',
  closed: 'For the shop’s own people: open a link of “vitrine staff”.',
  away: 'Vitrine does not answer; the page is the shop’s own.',
  staff: 'one of the shop’s people, outside every measurement',
  counted: 'counted like anybody',
  sure: 'sure',
  percent: '%',
  chance: 'chance',
  among: 'possible',
  statuses: {
    ...{ accepted: 'kept', repaired: 'mended', refused: 'refused', repeated: 'repeated' },
    ...{ robot: 'robot', decided: 'decided' },
  },
}

export function debugWords(language: string): DebugWords {
  return isFrench(language) ? FRENCH : ENGLISH
}
