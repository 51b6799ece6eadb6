import type { Language, Texts } from '../catalogue/shape.ts'

/** The shop's own sentences, French beside English. */
const WORDS = {
  account: ['Compte', 'Account'],
  add: ['Ajouter au panier', 'Add to cart'],
  addShort: ['Ajouter', 'Add'],
  added: ['Ajouté à votre panier', 'Added to your cart'],
  address: ['Adresse', 'Address'],
  all: ['Tous les rayons', 'All departments'],
  allResults: ['Tout voir', 'See all'],
  brand: ['Marque', 'Brand'],
  brands: ['Marques de la saison', 'Brands of the season'],
  breadcrumb: ['Fil d’Ariane', 'Breadcrumb'],
  cart: ['Panier', 'Cart'],
  cartEmpty: ['Votre panier est vide.', 'Your cart is empty.'],
  cartEmptyText: [
    'Ce que vous y mettrez restera une semaine.',
    'What you put in it stays for a week.',
  ],
  checkout: ['Commander', 'Check out'],
  checkoutText: [
    'Boutique de démonstration : rien n’est débité, rien n’est envoyé, aucune adresse n’est gardée.',
    'Demonstration shop: nothing is charged, nothing is sent, no address is kept.',
  ],
  choices: ['Vos choix de mesure', 'Your measurement choices'],
  city: ['Ville', 'Town'],
  close: ['Fermer', 'Close'],
  colour: ['Couleur', 'Colour'],
  continue: ['Continuer mes achats', 'Keep shopping'],
  delivery: ['Livraison', 'Delivery'],
  departments: ['Rayons', 'Departments'],
  details: ['Caractéristiques', 'Details'],
  email: ['E-mail', 'E-mail'],
  filters: ['Filtres', 'Filters'],
  forgiving: ['Chercher en pardonnant les fautes de frappe', 'Search with typing slips forgiven'],
  free: ['offerte', 'free'],
  guides: ['Guides', 'Guides'],
  guidesText: [
    'Écrits en boutique, par celles et ceux qui vendent et réparent.',
    'Written in the shop, by those who sell and mend.',
  ],
  help: ['Pour vous aider à choisir', 'To help you choose'],
  helpText: [
    'Le plus choisi de chaque niveau, de débutant à expert, puis le mieux noté du rayon.',
    'The most chosen of each level, from beginner to expert, then the best rated here.',
  ],
  home: ['Accueil', 'Home'],
  info: ['Livraison, retours et mentions', 'Delivery, returns and legal'],
  inBudget: ['Dans le même budget', 'In the same budget'],
  inBudgetText: [
    'Du même rayon, à quelques euros près, et toujours en stock.',
    'From the same shelf, within a few euros, and all in stock.',
  ],
  level: ['Niveau', 'Level'],
  menu: ['Menu', 'Menu'],
  missing: ['Cette page n’existe pas, ou plus.', 'This page does not exist, or no longer does.'],
  missingText: [
    'Le rayon le plus proche est peut-être ici.',
    'The nearest department may be here.',
  ],
  name: ['Nom', 'Name'],
  next: ['Suivants', 'Next'],
  none: ['Rien ne correspond.', 'Nothing matches.'],
  noneText: ['Essayez un mot plus court, ou un rayon.', 'Try a shorter word, or a department.'],
  noPush: ['Passer au contenu', 'Skip to content'],
  order: ['Valider la commande', 'Place the order'],
  other: ['Read in English', 'Lire en français'],
  postcode: ['Code postal', 'Postcode'],
  previous: ['Précédents', 'Previous'],
  price: ['Prix', 'Price'],
  quantity: ['Quantité', 'Quantity'],
  read: ['Lire', 'Read'],
  remove: ['Retirer', 'Remove'],
  removed: ['Retiré de votre panier', 'Removed from your cart'],
  removeAll: ['Tout enlever', 'Clear all'],
  reviewsText: [
    'Écrits par des acheteurs, vérifiés par le numéro de commande. Aucun n’est retiré pour sa note.',
    'Written by buyers, checked by order number. None is removed for its rating.',
  ],
  search: ['Rechercher', 'Search'],
  searchHint: ['Une marque, un rayon, un usage', 'A brand, a department, a use'],
  size: ['Taille', 'Size'],
  soldOut: ['Épuisé', 'Sold out'],
  soldOutText: [
    'Épuisé. Nous ne savons pas encore quand il revient.',
    'Sold out. We do not know yet when it returns.',
  ],
  sort: ['Trier', 'Sort'],
  struck: [
    'Barré : le prix le plus bas des 30 jours d’avant',
    'Struck: lowest price of the previous 30 days',
  ],
  subtotal: ['Articles', 'Items'],
  terrain: ['Usage', 'Use'],
  thanks: ['Merci, c’est commandé.', 'Thank you, it is ordered.'],
  afterwards: ['Ce qui va avec votre achat', 'What goes with your purchase'],
  afterwardsText: [
    'Pour en profiter plus longtemps, ou plus loin.',
    'To enjoy it for longer, or further out.',
  ],
  popular: ['Les plus choisis en ce moment', 'Most chosen right now'],
  popularText: [
    'Ce que nos clients ont le plus acheté ces trente derniers jours.',
    'What our customers bought most over the last thirty days.',
  ],
  together: ['Ce qui va avec', 'What goes with it'],
  togetherText: [
    'De quoi compléter votre panier, dans un budget proche du vôtre.',
    'To complete your cart, in a budget close to yours and for the same use.',
  ],
  total: ['Total', 'Total'],
  voucher: ['Votre bon', 'Your voucher'],
  voucherCode: ['Code d’un bon', 'Voucher code'],
  voucherGone: [
    'Votre bon vient d’être utilisé ou a expiré. Rien n’est commandé : voici le prix sans lui.',
    'Your voucher has just been used or has expired. Nothing is ordered: here is the price without it.',
  ],
  unavailable: ['Cette taille est épuisée.', 'This size is sold out.'],
  update: ['Changer', 'Update'],
} as const satisfies Record<string, readonly [string, string]>

export type Word = keyof typeof WORDS

export const word = (language: Language, key: Word): string =>
  say(language, WORDS[key][0], WORDS[key][1])

export const say = (language: Language, fr: string, en: string): string =>
  language === 'fr' ? french(fr) : en

export const texts = (fr: string, en: string): Texts => ({ fr: french(fr), en })

/** Before a French colon and its like stands a thin space that does not break. */
function french(text: string): string {
  return text.replace(/ ([:;?!»])/g, '\u202f$1').replaceAll('« ', '«\u202f')
}
