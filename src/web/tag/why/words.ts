import { isFrench } from '../../../render/words.ts'

export interface Words {
  title: string
  close: string
  wait: string
  /** What is kept in each mode, where there is nothing to read. */
  page: string
  measure: string
  nothingYet: string
  forgotten: string
  believed: string
  rest: string
  wrong: string
  noted: string
  denied: string
  setAside: string
  right: string
  takenBack: string
  shown: string
  acts: string
  kept: string
  download: string
  forget: string
  sure: string
  yes: string
  no: string
  failed: string
  busy: string
}

const FRENCH: Words = {
  title: 'Pourquoi cette sélection\u202f?',
  close: 'Fermer',
  wait: 'Un instant…',
  page: 'Rien n’est retenu de vous\u202f: cette page seule décide de ce qu’elle montre, sans cookie ni identifiant. Il n’y a donc rien à corriger ni à effacer.',
  measure:
    'Des visites sont comptées, sans nom et sans cookie. Rien n’est retenu de vous\u202f: il n’y a donc rien à corriger ni à effacer.',
  nothingYet: 'Nous ne savons encore presque rien de vous.',
  forgotten:
    'Tout est oublié. La page suivante ne sait plus rien de vous, et rien n’est retenu tant que vous ne le permettez pas à nouveau.',
  believed: 'Ce que nous croyons comprendre',
  rest: 'Le reste, dont nous tirons peu de chose',
  wrong: 'C’est faux',
  noted: 'C’est noté\u202f: nous ne le croyons plus. La page suivante en tient compte.',
  denied: 'Vous avez dit que c’est faux',
  setAside: 'La boutique a dit que c’est faux',
  right: 'C’est juste, en fait',
  takenBack: 'C’est noté. La page suivante en tient compte.',
  shown: 'Montré en dernier',
  acts: 'Ce que vous avez fait en dernier',
  kept: 'Ce que la boutique retient',
  download: 'Télécharger ce que nous savons',
  forget: 'Tout oublier',
  sure: 'Tout ce qui est retenu de vos visites sera effacé. Cela ne se défait pas.',
  yes: 'Oui, tout oublier',
  no: 'Non, garder',
  failed: 'Cela n’a pas marché, et rien n’a changé. Réessayez dans un moment.',
  busy: 'Trop de demandes d’un coup. Réessayez dans une minute.',
}

const ENGLISH: Words = {
  title: 'Why this selection?',
  close: 'Close',
  wait: 'One moment…',
  page: 'Nothing is kept of you: this page alone decides what it shows, without a cookie or an id. So there is nothing to correct and nothing to erase.',
  measure:
    'Visits are counted, without a name and without a cookie. Nothing is kept of you: so there is nothing to correct and nothing to erase.',
  nothingYet: 'We know next to nothing of you yet.',
  forgotten:
    'All of it is forgotten. The next page knows nothing of you, and nothing is kept until you allow it again.',
  believed: 'What we think we understood',
  rest: 'The rest, which tells us little',
  wrong: 'This is wrong',
  noted: 'Noted: we no longer believe it. The next page follows.',
  denied: 'You said this is wrong',
  setAside: 'The shop said this is wrong',
  right: 'It is right after all',
  takenBack: 'Noted. The next page follows.',
  shown: 'Shown last',
  acts: 'What you did last',
  kept: 'What the shop keeps',
  download: 'Download what we know',
  forget: 'Forget me',
  sure: 'All that is kept of your visits will be erased. This cannot be undone.',
  yes: 'Yes, forget me',
  no: 'No, keep it',
  failed: 'That did not work, and nothing has changed. Try again in a moment.',
  busy: 'Too many requests at once. Try again in a minute.',
}

export type Language = 'fr' | 'en'

export function languageOf(tag: string): Language {
  return isFrench(tag) ? 'fr' : 'en'
}

export function wordsIn(language: Language): Words {
  return language === 'fr' ? FRENCH : ENGLISH
}
