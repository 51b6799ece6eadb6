import type { PictureKind } from '../pictures/picture.ts'

/** What the demo shop sells, as the shop itself knows it. Money is minor units of EUR, VAT included. */
export type Language = 'fr' | 'en'
export type Texts = Record<Language, string>

export const LEVELS = ['beginner', 'intermediate', 'expert'] as const
export type Level = (typeof LEVELS)[number]
export type Gender = 'men' | 'women' | 'unisex' | 'kids'
export type Season = 'winter' | 'summer' | 'all'

export interface Brand {
  name: string
  /** Two letters that open every id of the brand. */
  code: string
  /** What its price is to the usual price of the same thing: .7 entry, 1.5 luxury. */
  position: number
  /** The trades it is known for, see `trade.ts`. */
  trades: string[]
}

/** One shelf: a leaf of the category tree, with what is usual there. */
export interface Leaf {
  code: string
  /** Names from root to leaf, `Ski`, `Ski alpin`, `Skis de piste`. */
  path: Texts[]
  /** What a title calls the thing; empty where people only say the model. */
  noun: Texts
  picture: PictureKind
  /** The number that tells two models apart: `litres`, `flex`… */
  measure: string
  trade: string
  sizes: string
  genders: Gender[]
  /** Usual prices, cheapest and dearest, whole euros. */
  price: [number, number]
  /** Lightest and heaviest, grams. */
  grams: [number, number]
  terrains: string[]
  season: Season
  materials: string[]
  /** Leaves people buy with it, likeliest first. */
  goesWith: string[]
}

export interface Colour {
  code: string
  name: Texts
  /** Main, shade, accent, dark. */
  paint: [string, string, string, string]
  /** Which of the five background tints suits it, 1 to 5. */
  tint: number
}

export interface Sku {
  id: string
  /** As printed in French; absent where one size fits all. */
  size?: string
  colour: Colour
  stock: number
}

export interface Item {
  id: string
  leaf: Leaf
  brand: Brand
  title: Texts
  gender: Gender
  level: Level
  terrain: string
  material: string
  /** Grams. */
  weight: number
  colours: Colour[]
  price: number
  /** Price before today's reduction. */
  listPrice?: number
  /** What the shop paid, without VAT. Only the keyed feed tells it. */
  cost: number
  /** Mean stars, 1 to 5; 0 while nobody has written. */
  rating: number
  reviews: number
  /** Units sold in the last 30 days. */
  sold: number
  /** Days since it entered the shop. */
  age: number
  skus: Sku[]
}

export interface Catalogue {
  seed: number
  brands: Brand[]
  leaves: Leaf[]
  items: Item[]
}
