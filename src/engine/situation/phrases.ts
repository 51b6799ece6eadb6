/** One thing in both languages. */
export interface Said {
  fr: string
  en: string
}

/** How a characteristic is said: its name, and what visitors do who have a value of it. */
export interface Phrases {
  name: Said
  values: Readonly<Record<string, Said>>
  /** For values that the shop and the world make up: `{}` is the value, in the words of `kind`. */
  any?: Said & { kind: 'category' | 'brand' | 'country' | 'language' }
  /** The rare ones, which are one value. */
  other?: Said
}

/**
 * Every characteristic and value as it stands behind "visitors who": a verb in the plural. The
 * value `other` of what has open values is every value that is rare.
 */
const ALL: Readonly<Record<string, Phrases>> = {
  source: {
    name: say('provenance', 'source'),
    values: {
      direct: say('sont venus directement', 'came directly'),
      search: say('sont venus d’une recherche', 'came from a search'),
      social: say('sont venus d’un réseau social', 'came from a social network'),
      email: say('sont venus d’un e-mail', 'came from an e-mail'),
      ad: say('sont venus d’une annonce', 'came from an ad'),
      affiliate: say('sont venus d’un site partenaire', 'came from a partner site'),
      referral: say('sont venus d’un lien', 'came from a link'),
      campaign: say('sont venus d’une campagne', 'came from a campaign'),
    },
  },
  term: {
    name: say('mots cherchés', 'words sought'),
    values: {},
    any: { ...say('cherchent {}', 'are looking for {}'), kind: 'category' },
    other: say('cherchent autre chose', 'are looking for something else'),
  },
  visit: {
    name: say('visite', 'visit'),
    values: {
      first: say('viennent pour la première fois', 'are here for the first time'),
      return: say('reviennent sans panier', 'return without a cart'),
      abandoned_cart: say('ont abandonné un panier', 'abandoned a cart'),
      recent_purchase: say('ont acheté il y a moins de 30 jours', 'bought less than 30 days ago'),
      loyal: say('ont commandé trois fois ou plus', 'ordered three times or more'),
    },
  },
  since: {
    name: say('dernière visite', 'last visit'),
    values: {
      hours: say('reviennent après quelques heures', 'return after a few hours'),
      day: say('reviennent après un jour ou deux', 'return after a day or two'),
      week: say('reviennent dans la semaine', 'return within a week'),
      month: say('reviennent après plus d’une semaine', 'return after more than a week'),
      longer: say('reviennent après plus d’un mois', 'return after more than a month'),
    },
  },
  landing: {
    name: say('page d’arrivée', 'landing page'),
    values: {
      home: say('sont arrivés sur l’accueil', 'landed on the home page'),
      category: say('sont arrivés sur une catégorie', 'landed on a category'),
      product: say('sont arrivés sur une fiche produit', 'landed on a product'),
      search: say('sont arrivés sur une recherche', 'landed on search results'),
      cart: say('sont arrivés sur le panier', 'landed on the cart'),
      checkout: say('sont arrivés à la caisse', 'landed on the checkout'),
      confirmation: say('sont arrivés sur une confirmation', 'landed on a confirmation'),
      content: say('sont arrivés sur un guide', 'landed on a guide'),
      account: say('sont arrivés sur leur compte', 'landed on their account'),
      other: say('sont arrivés sur une autre page', 'landed on another page'),
    },
  },
  device: {
    name: say('appareil', 'device'),
    values: {
      mobile: say('sont sur mobile', 'are on mobile'),
      tablet: say('sont sur tablette', 'are on a tablet'),
      desktop: say('sont sur ordinateur', 'are on a desktop'),
    },
  },
  category: {
    name: say('catégorie', 'category'),
    values: {},
    any: { ...say('s’intéressent à {}', 'are interested in {}'), kind: 'category' },
    other: say('s’intéressent à une autre catégorie', 'are interested in another category'),
  },
  price: {
    name: say('prix regardé', 'price looked at'),
    values: {
      entry: say('regardent un produit premier prix', 'look at an entry-price product'),
      'low-mid': say('regardent un produit plutôt bon marché', 'look at a rather cheap product'),
      'high-mid': say('regardent un produit plutôt cher', 'look at a rather dear product'),
      top: say('regardent un produit haut de gamme', 'look at a top-range product'),
    },
  },
  budget: {
    name: say('budget', 'budget'),
    values: {
      entry: say('ont un budget premier prix', 'have an entry-level budget'),
      'low-mid': say('ont un budget modéré', 'have a modest budget'),
      'high-mid': say('ont un budget confortable', 'have a comfortable budget'),
      top: say('ont un budget haut de gamme', 'have a top-range budget'),
    },
  },
  level: {
    name: say('niveau', 'level'),
    values: {
      beginner: say('débutent', 'are beginners'),
      regular: say('pratiquent régulièrement', 'practise regularly'),
      expert: say('sont experts', 'are experts'),
    },
  },
  brand: {
    name: say('marque', 'brand'),
    values: {},
    any: { ...say('regardent surtout {}', 'mostly look at {}'), kind: 'brand' },
    other: say('regardent surtout une autre marque', 'mostly look at another brand'),
  },
  cart: {
    name: say('panier', 'cart'),
    values: {
      one: say('ont un article au panier', 'have one item in the cart'),
      few: say('ont deux ou trois articles au panier', 'have two or three items in the cart'),
      many: say('ont quatre articles ou plus au panier', 'have four items or more in the cart'),
    },
  },
  mind: {
    name: say('décision', 'decision'),
    values: {
      hesitates: say('hésitent entre plusieurs produits', 'hesitate between several products'),
      strolls: say('flânent', 'stroll around'),
      decided: say('savent ce qu’ils veulent', 'know what they want'),
    },
  },
  reviews: {
    name: say('avis', 'reviews'),
    values: {
      'a-lot': say('sont sensibles aux avis', 'are sensitive to reviews'),
      little: say('lisent peu les avis', 'seldom read reviews'),
    },
  },
  promotion: {
    name: say('promotions', 'offers'),
    values: {
      'a-lot': say('sont sensibles aux promotions', 'are sensitive to offers'),
      little: say('regardent peu les promotions', 'seldom look at offers'),
    },
  },
  delivery: {
    name: say('livraison', 'delivery'),
    values: {
      'a-lot': say('sont sensibles à la livraison', 'are sensitive to delivery'),
      little: say('regardent peu la livraison', 'seldom look at delivery'),
    },
  },
  advice: {
    name: say('conseil', 'advice'),
    values: {
      'a-lot': say('cherchent conseil', 'look for advice'),
      little: say('se passent de conseils', 'do without advice'),
    },
  },
  compares: {
    name: say('comparaison ailleurs', 'comparing elsewhere'),
    values: {
      'a-lot': say('partent comparer ailleurs', 'leave to compare elsewhere'),
      little: say('comparent peu ailleurs', 'seldom compare elsewhere'),
    },
  },
  prices: {
    name: say('comparaison des prix', 'comparing prices'),
    values: {
      'a-lot': say('comparent les prix', 'compare prices'),
      little: say('comparent peu les prix', 'seldom compare prices'),
    },
  },
  pages: {
    name: say('pages de la visite', 'pages of the visit'),
    values: {
      first: say('ouvrent leur première page', 'open their first page'),
      few: say('ont ouvert deux à quatre pages', 'opened two to four pages'),
      several: say('ont ouvert cinq à neuf pages', 'opened five to nine pages'),
      many: say('ont ouvert dix pages ou plus', 'opened ten pages or more'),
    },
  },
  daypart: {
    name: say('moment du jour', 'time of day'),
    values: {
      night: say('viennent la nuit', 'come at night'),
      morning: say('viennent le matin', 'come in the morning'),
      midday: say('viennent à midi', 'come around noon'),
      afternoon: say('viennent l’après-midi', 'come in the afternoon'),
      evening: say('viennent le soir', 'come in the evening'),
    },
  },
  country: {
    name: say('pays', 'country'),
    values: {},
    any: { ...say('sont {}', 'are {}'), kind: 'country' },
    other: say('sont dans un autre pays', 'are in another country'),
  },
  weekday: {
    name: say('jour', 'day'),
    values: {
      mon: say('viennent le lundi', 'come on Mondays'),
      tue: say('viennent le mardi', 'come on Tuesdays'),
      wed: say('viennent le mercredi', 'come on Wednesdays'),
      thu: say('viennent le jeudi', 'come on Thursdays'),
      fri: say('viennent le vendredi', 'come on Fridays'),
      sat: say('viennent le samedi', 'come on Saturdays'),
      sun: say('viennent le dimanche', 'come on Sundays'),
    },
  },
  language: {
    name: say('langue', 'language'),
    values: {},
    any: { ...say('lisent en {}', 'read in {}'), kind: 'language' },
    other: say('lisent dans une autre langue', 'read in another language'),
  },
}

/** By name, in the order in which they are told. */
export const PHRASES: ReadonlyMap<string, Phrases> = new Map(Object.entries(ALL))

/** How visitors came and which words brought them, told in one breath. */
export const WITH_WORDS: ReadonlyMap<string, Said> = new Map(
  Object.entries({
    search: say('sont venus d’une recherche {}', 'came from a search for {}'),
    social: say('sont venus d’un réseau social avec {}', 'came from a social network with {}'),
    email: say('sont venus d’un e-mail sur {}', 'came from an e-mail about {}'),
    ad: say('sont venus d’une annonce pour {}', 'came from an ad for {}'),
    affiliate: say('sont venus d’un site partenaire avec {}', 'came from a partner site with {}'),
    campaign: say('sont venus d’une campagne pour {}', 'came from a campaign for {}'),
  }),
)

function say(fr: string, en: string): Said {
  return { fr, en }
}
