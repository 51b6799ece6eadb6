import { isFrench } from '../../../render/words.ts'

/** What the dialog and the wish say. `{}` is a name, a size or a number of seconds. */
const FRENCH = {
  gone: '{}\u202f: rupture de stock',
  goneIn: '{}\u202f: épuisé en {}',
  soon: 'Dans {} secondes, nous vous montrons des articles proches',
  offer: 'Nous pouvons vous montrer des articles proches',
  yourSize: ', à votre taille.',
  stop: '.',
  now: 'Voir maintenant',
  stay: 'Rester ici',
  hint: 'Un geste, une touche ou un défilement arrête tout.',
  never: 'Ne plus jamais faire cela',
  stopped: 'C’est arrêté. Vous restez ici tant que vous voulez.',
  email: 'Votre e-mail',
  example: 'vous@exemple.fr',
  tell: 'Me prévenir',
  promise: 'Gardée pour cela seul, puis effacée.',
  kept: 'C’est noté.',
  asked: 'C’est noté. Si nous pouvons vous écrire, une lettre vous demande de confirmer.',
  wrong: 'Cette adresse ne semble pas complète.',
  later: 'Cela n’a pas marché. Réessayez dans un instant.',
}
export type StayWords = typeof FRENCH

const ENGLISH: StayWords = {
  gone: '{} is out of stock',
  goneIn: '{} is sold out in {}',
  soon: 'In {} seconds we will show you similar items',
  offer: 'We can show you similar items',
  yourSize: ' in your size.',
  stop: '.',
  now: 'Show me now',
  stay: 'Stay here',
  hint: 'A tap, a key or a scroll stops it.',
  never: 'Never do this again',
  stopped: 'Stopped. Stay here as long as you like.',
  email: 'Your e-mail',
  example: 'you@example.com',
  tell: 'Tell me',
  promise: 'Kept for this alone, then erased.',
  kept: 'Noted.',
  asked: 'Noted. If we may write to you, a letter asks you to confirm.',
  wrong: 'This address does not look complete.',
  later: 'That did not work. Try again in a moment.',
}

export function stayWords(language: string): StayWords {
  return isFrench(language) ? FRENCH : ENGLISH
}

export function fill(text: string, ...what: (string | number)[]): string {
  return what.reduce<string>((said, one) => said.replace('{}', () => String(one)), text)
}
