import type { Choice } from '../../schema/decision.ts'
import type { Say } from '../../schema/live.ts'
import type { Language } from './options.ts'
import { both, quote } from './words.ts'

/** Name of what a reason points at: the engine's index of an item or a category. */
export type NameOf = (about: 'item' | 'category', index: number) => Say | undefined

/**
 * Why a choice was made, told to the shop's people: the reason of its first item,
 * as part of a sentence and without gender so that it fits any noun. Undefined where
 * the name of the strategy says as much.
 */
export function whyOf({ reason }: Choice, nameOf: NameOf): Say | undefined {
  const [code, value] = reason.split('|')
  const wording = WORDINGS[code]
  if (wording === undefined || value === undefined) return undefined
  const name = nameOf(wording.about, Number(value))
  if (name === undefined || name.fr === '' || name.en === '') return undefined
  return both(l => wording[l].replace('{}', () => told(wording.about, name, l)))
}

function told(about: 'item' | 'category', name: Say, l: Language): string {
  return about === 'item' ? name[l] : quote(name[l], l)
}

interface Wording extends Say {
  about: 'item' | 'category'
}

/** Reasons that are this person's own; what is popular or well rated needs no more than its strategy. */
const WORDINGS: Record<string, Wording> = {
  after: item('dans la suite de {}', 'following on from {}'),
  like: item('dans l’esprit de {}', 'in the spirit of {}'),
  'like-cheaper': item('dans l’esprit de {}', 'in the spirit of {}'),
  'like-same-brand': item('dans l’esprit de {}', 'in the spirit of {}'),
  instead: item('à la place de {}, du même budget', 'instead of {}, in the same budget'),
  'goes-with': item('pour aller avec {}', 'to go with {}'),
  'cart-goes-with': item('pour aller avec {}, dans le panier', 'to go with {}, in the cart'),
  'bought-goes-with': item('pour aller avec le dernier achat, {}', 'to go with the last buy, {}'),
  'seen-with': item('qu’on regarde souvent avec {}', 'often looked at with {}'),
  compared: category('d’après ses comparaisons dans {}', 'after comparisons in {}'),
  interest: category('d’après son intérêt pour {}', 'after an interest in {}'),
  'interest-in-budget': category('dans son budget pour {}', 'within the budget seen in {}'),
}

function item(fr: string, en: string): Wording {
  return { about: 'item', fr, en }
}

function category(fr: string, en: string): Wording {
  return { about: 'category', fr, en }
}
