import { hash32 } from '../../core/hash.ts'
import { Random } from '../../core/random.ts'
import type { Item, Texts } from './shape.ts'

/** One buyer's opinion. The date is told as days before today. */
export interface Review {
  stars: number
  name: string
  daysAgo: number
  text: Texts
}

const NAMES =
  'Hélène Yanis Camille Théo Inès Marc Awa Julien Sofia Bruno Nora Paul Léa Hugo Maud Karim Elsa Rémi Anna Diego Orla Finn Maeve Tom'.split(
    ' ',
  )

/** Opinions that fit any gear, by stars; then a word on the trade. */
const OPINIONS: Record<number, Texts[]> = {
  5: [
    { fr: 'Exactement ce que je cherchais.', en: 'Exactly what I was looking for.' },
    { fr: 'Deux saisons et toujours comme neuf.', en: 'Two seasons and still like new.' },
    { fr: 'Le bon conseil en boutique, le bon produit.', en: 'Good advice, good product.' },
    { fr: 'Mieux que le précédent, et moins lourd.', en: 'Better than my last one, and lighter.' },
  ],
  4: [
    { fr: 'Très bien, à un détail près.', en: 'Very good, but for one detail.' },
    { fr: 'Bon rapport entre prix et qualité.', en: 'Good value for the price.' },
    { fr: 'Fait ce qu’on lui demande.', en: 'Does what is asked of it.' },
  ],
  3: [
    { fr: 'Correct, sans plus.', en: 'Decent, no more.' },
    { fr: 'J’attendais mieux à ce prix.', en: 'I expected better at this price.' },
  ],
  2: [{ fr: 'Déçu après trois sorties.', en: 'Disappointed after three outings.' }],
  1: [{ fr: 'Renvoyé, remboursé sans discuter.', en: 'Sent back, refunded without fuss.' }],
}

const DETAILS: Record<string, { good: Texts; bad: Texts }> = {
  feet: {
    good: { fr: 'Aucune ampoule en vingt kilomètres.', en: 'Not a blister in twenty kilometres.' },
    bad: { fr: 'Taille un peu petit, prendre au-dessus.', en: 'Runs a little small, size up.' },
  },
  worn: {
    good: { fr: 'La coupe suit bien le mouvement.', en: 'The cut follows every move.' },
    bad: { fr: 'Les manches sont un peu courtes.', en: 'The sleeves are a little short.' },
  },
  carried: {
    good: { fr: 'La ceinture se règle vite, le dos reste sec.', en: 'Quick belt, dry back.' },
    bad: { fr: 'La poche à gourde est étroite.', en: 'The bottle pocket is tight.' },
  },
  slept: {
    good: { fr: 'Une nuit à −2 °C, bien dormi.', en: 'A night at −2 °C, slept well.' },
    bad: { fr: 'Le sac de rangement est juste.', en: 'The stuff sack is a tight fit.' },
  },
  tool: {
    good: { fr: 'Se prend en main tout de suite.', en: 'Easy to handle at once.' },
    bad: { fr: 'La notice pourrait être plus claire.', en: 'The manual could be clearer.' },
  },
  slid: {
    good: {
      fr: 'Stable à vitesse, joueur en fin de journée.',
      en: 'Stable at speed, playful late.',
    },
    bad: { fr: 'Demande de bonnes jambes.', en: 'Asks for strong legs.' },
  },
}

const KIND_OF_TRADE: Record<string, string> = {
  ski: 'slid',
  boot: 'feet',
  hike: 'feet',
  run: 'feet',
  climb: 'feet',
  sock: 'feet',
  shell: 'worn',
  down: 'worn',
  wear: 'worn',
  runwear: 'worn',
  wool: 'worn',
  glove: 'worn',
  pack: 'carried',
  vest: 'carried',
  tent: 'slept',
  sleep: 'slept',
  mat: 'slept',
}

/** The newest reviews of an item, newest first; always the same for the same item. */
export function reviewsOf(item: Item, count = 4): Review[] {
  const random = new Random(hash32(item.id, 5))
  const detail = DETAILS[KIND_OF_TRADE[item.leaf.trade] ?? 'tool']
  const reviews: Review[] = []
  let daysAgo = 0
  for (let i = 0; i < Math.min(count, item.reviews); i++) {
    daysAgo += 2 + random.below(24)
    const stars = starsNear(item.rating, random)
    const opinion = random.pick(OPINIONS[stars])
    const more = stars >= 5 ? detail.good : detail.bad
    const text = { fr: `${opinion.fr} ${more.fr}`, en: `${opinion.en} ${more.en}` }
    reviews.push({ stars, name: random.pick(NAMES), daysAgo, text })
  }
  return reviews
}

function starsNear(rating: number, random: Random): number {
  return Math.min(5, Math.max(1, Math.round(rating + random.normal() * 0.7)))
}
