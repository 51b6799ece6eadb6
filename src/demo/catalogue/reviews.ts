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

/** Opinions that fit any gear, by stars; then a word on the kind of thing. */
const OPINIONS: Record<number, Texts[]> = {
  5: [
    { fr: 'Exactement ce que je cherchais.', en: 'Exactly what I was looking for.' },
    { fr: 'Deux saisons et toujours comme neuf.', en: 'Two seasons and still like new.' },
    { fr: 'Le bon conseil en boutique, le bon produit.', en: 'Good advice, good product.' },
    { fr: 'Mieux que le précédent, et moins lourd.', en: 'Better than my last one, and lighter.' },
    { fr: 'Emporté partout depuis un an.', en: 'Taken everywhere for a year.' },
  ],
  4: [
    { fr: 'Très bien, à un détail près.', en: 'Very good, but for one detail.' },
    { fr: 'Bon rapport entre prix et qualité.', en: 'Good value for the price.' },
    { fr: 'Fait ce qu’on lui demande.', en: 'Does what is asked of it.' },
    { fr: 'Solide, sans fioritures.', en: 'Solid, no frills.' },
    { fr: 'Conforme à la description.', en: 'As described.' },
  ],
  3: [
    { fr: 'Correct, sans plus.', en: 'Decent, no more.' },
    { fr: 'J’attendais mieux à ce prix.', en: 'I expected better at this price.' },
    { fr: 'Bien pour commencer.', en: 'Fine to start with.' },
  ],
  2: [
    { fr: 'Déçu après trois sorties.', en: 'Disappointed after three outings.' },
    { fr: 'La couleur n’est pas celle de la photo.', en: 'Not the colour of the picture.' },
  ],
  1: [{ fr: 'Renvoyé, remboursé sans discuter.', en: 'Sent back, refunded without fuss.' }],
}

/** `good / bad` by the kind of thing: two sentences each. */
const DETAILS: Record<string, { good: Texts[]; bad: Texts[] }> = {
  feet: {
    good: [
      { fr: 'Aucune ampoule en vingt kilomètres.', en: 'Not a blister in twenty kilometres.' },
      { fr: 'Confortable dès la première heure.', en: 'Comfortable from the first hour.' },
    ],
    bad: [
      { fr: 'Taille un peu petit, prendre au-dessus.', en: 'Runs a little small, size up.' },
      { fr: 'Un peu étroit à l’avant.', en: 'A little narrow at the front.' },
    ],
  },
  worn: {
    good: [
      { fr: 'La coupe suit bien le mouvement.', en: 'The cut follows every move.' },
      { fr: 'Chaud sans jamais étouffer.', en: 'Warm and never stuffy.' },
    ],
    bad: [
      { fr: 'La fermeture accroche parfois.', en: 'The zip catches at times.' },
      { fr: 'Coupe ample, prendre en dessous.', en: 'Roomy cut, size down.' },
    ],
  },
  carried: {
    good: [
      { fr: 'Se règle vite, le dos reste sec.', en: 'Quick to adjust, dry back.' },
      { fr: 'Tout est à portée de main.', en: 'Everything is within reach.' },
    ],
    bad: [
      { fr: 'La poche à gourde est étroite.', en: 'The bottle pocket is tight.' },
      { fr: 'Les sangles sont un peu longues.', en: 'The straps are a little long.' },
    ],
  },
  slept: {
    good: [
      { fr: 'Une nuit à −2 °C, bien dormi.', en: 'A night at −2 °C, slept well.' },
      { fr: 'Rangé en deux minutes, même mouillé.', en: 'Packed in two minutes, even wet.' },
    ],
    bad: [
      { fr: 'Le sac de rangement est juste.', en: 'The stuff sack is a tight fit.' },
      { fr: 'Un peu bruyant quand on bouge.', en: 'A little noisy when you move.' },
    ],
  },
  tool: {
    good: [
      { fr: 'Se prend en main tout de suite.', en: 'Easy to handle at once.' },
      { fr: 'Marche encore avec des gants.', en: 'Still works with gloves on.' },
    ],
    bad: [
      { fr: 'La notice pourrait être plus claire.', en: 'The manual could be clearer.' },
      { fr: 'L’étui est vendu à part, dommage.', en: 'The case is sold apart, a pity.' },
    ],
  },
  slid: {
    good: [
      { fr: 'Stable à vitesse, joueur en fin de journée.', en: 'Stable at speed, playful late.' },
      { fr: 'Tient bien sur la neige dure.', en: 'Holds well on hard snow.' },
    ],
    bad: [
      { fr: 'Demande de bonnes jambes.', en: 'Asks for strong legs.' },
      { fr: 'La semelle se raye vite.', en: 'The base scratches easily.' },
    ],
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

/** The newest reviews of an item, newest first; always the same for the same item, no sentence twice. */
export function reviewsOf(item: Item, count = 4): Review[] {
  const random = new Random(hash32(item.id, 5))
  const detail = DETAILS[KIND_OF_TRADE[item.leaf.trade] ?? 'tool']
  const told = new Set<Texts>()
  const untold = (list: Texts[]) => random.pick(list.filter(one => !told.has(one)))
  const names = random.shuffle([...NAMES])
  const reviews: Review[] = []
  let daysAgo = 0
  for (let i = 0; i < Math.min(count, item.reviews); i++) {
    daysAgo += 2 + random.below(24)
    const stars = starsNear(item.rating, random)
    const said = [untold(OPINIONS[stars]), untold(stars >= 5 ? detail.good : detail.bad)]
    const kept = said.filter(one => one !== undefined)
    if (kept.length === 0) continue
    for (const one of kept) told.add(one)
    const text = { fr: kept.map(one => one.fr).join(' '), en: kept.map(one => one.en).join(' ') }
    reviews.push({ stars, name: names[i], daysAgo, text })
  }
  return reviews
}

function starsNear(rating: number, random: Random): number {
  return Math.min(5, Math.max(1, Math.round(rating + random.normal() * 0.7)))
}
