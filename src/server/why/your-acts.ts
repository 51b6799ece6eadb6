import { list } from '../../core/typography.ts'
import type { TraitEvidence } from '../../engine/genome/shape.ts'
import type { ACT_WORDS } from '../../engine/genome/traits/words.ts'
import type { Say } from '../../schema/live.ts'
import { both, capital } from '../live/words.ts'
import type { Teller } from '../told/visitor.ts'

/** What somebody did, said to them: what it was done to stands behind it. */
export const YOUR_ACTS: typeof ACT_WORDS = {
  page: { fr: 'vous avez ouvert une page', en: 'you opened a page' },
  view: { fr: 'vous avez regardé', en: 'you looked at' },
  wish: { fr: 'vous avez mis de côté', en: 'you saved for later' },
  cart: { fr: 'vous avez mis au panier', en: 'you added to your cart' },
  uncart: { fr: 'vous avez retiré du panier', en: 'you took out of your cart' },
  view_cart: { fr: 'vous avez ouvert votre panier', en: 'you opened your cart' },
  checkout: { fr: 'vous êtes passé à la caisse', en: 'you went to checkout' },
  buy: { fr: 'vous avez acheté', en: 'you bought' },
  past_buy: { fr: 'vous aviez acheté', en: 'you had bought' },
  refund: { fr: 'vous avez rendu', en: 'you returned' },
  search: { fr: 'vous avez cherché', en: 'you searched for' },
  promo: { fr: 'vous avez ouvert une promotion', en: 'you opened an offer' },
  content: { fr: 'vous avez ouvert un guide', en: 'you opened a guide' },
  login: { fr: 'vous vous êtes connecté', en: 'you signed in' },
  scroll: { fr: 'vous avez lu un guide', en: 'you read a guide' },
  hide: { fr: 'vous êtes parti vers un autre onglet', en: 'you went to another tab' },
  show: { fr: 'vous êtes revenu de l’autre onglet', en: 'you came back from the other tab' },
  size: { fr: 'vous avez choisi une taille', en: 'you picked a size' },
  filter: { fr: 'vous avez filtré', en: 'you filtered' },
  sort: { fr: 'vous avez trié', en: 'you sorted' },
  reviews: { fr: 'vous avez lu les avis', en: 'you read the reviews' },
  delivery: { fr: 'vous avez lu livraison et retours', en: 'you read delivery and returns' },
  click: { fr: 'vous avez cliqué', en: 'you clicked' },
  dismiss: { fr: 'vous avez fermé', en: 'you dismissed' },
  seen: { fr: 'vous avez vu', en: 'you saw' },
  store_visit: { fr: 'vous êtes venu en boutique', en: 'you visited the shop' },
  email: { fr: 'vous avez ouvert l’e-mail', en: 'you opened the e-mail' },
  call: { fr: 'vous avez appelé', en: 'you called' },
  chat: { fr: 'vous avez écrit à l’assistance', en: 'you wrote to the help desk' },
}

/** "You looked at A and B; you read the reviews: A." Newest first; undefined where nothing is known. */
export function because(evidence: readonly TraitEvidence[], teller: Teller): Say | undefined {
  if (evidence.length === 0) return undefined
  const byAct = [...Map.groupBy(evidence.toReversed(), ({ act }) => act)]
  return both(language => {
    const said = byAct.map(([act, pieces]) => {
      const named = pieces.map(piece => teller.nameOf(piece, language))
      const names = [...new Set(named.map(({ name }) => name))].filter(name => name !== '')
      const { isQuoted } = named[0]
      return teller.say(act, { name: list(names, language), isQuoted }, language)
    })
    return `${capital(said.join(language === 'fr' ? '\u202f; ' : '; '))}.`
  })
}
