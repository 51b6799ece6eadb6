import { hash32 } from '../../core/hash.ts'
import { Random } from '../../core/random.ts'
import { BRANDS } from './brands.ts'
import { COLOURS } from './colours.ts'
import { measureOf } from './measures.ts'
import type { Brand, Catalogue, Colour, Gender, Item, Leaf, Level, Sku, Texts } from './shape.ts'
import { sizesOf } from './sizes.ts'
import { LEAVES } from './trade.ts'
import { GENDER_NAMES, MODELS } from './words.ts'

/**
 * A whole outdoor shop from one number: the same seed, the same shop.
 *
 * Every item stands somewhere between the bottom and the top of its shelf. That
 * one place (`quality`) moves its price, level, measure and weight together, so
 * that what looks alike costs alike and a budget means something.
 */
export function makeCatalogue(seed: number, size = 1440): Catalogue {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  const items: Item[] = []
  for (let i = 0; i < size; i++) {
    const leaf = LEAVES[i % LEAVES.length]
    const turn = Math.floor(i / LEAVES.length)
    const random = new Random(hash32(`${leaf.code} ${turn}`, seed))
    items.push(makeItem(leaf, turn, random, taken, counts))
  }
  return { seed, brands: BRANDS, leaves: LEAVES, items }
}

/** Which houses make what, by trade. */
const HOUSES = new Map(
  LEAVES.map(({ trade }) => [trade, BRANDS.filter(brand => brand.trades.includes(trade))]),
)

const GOLDEN = (Math.sqrt(5) - 1) / 2

function makeItem(
  leaf: Leaf,
  turn: number,
  random: Random,
  taken: Set<string>,
  counts: Map<string, number>,
): Item {
  const brand = random.pick(HOUSES.get(leaf.trade)!)
  // By golden sections and by turns, so that even a short shelf has something for everybody.
  const quality = (turn * GOLDEN + random.next() * 0.1 + hash32(leaf.code) / 2 ** 32) % 1
  const gender = leaf.genders[turn % leaf.genders.length]
  const title = nameIt(leaf, brand, gender, quality, random, taken)
  const id = nextId(leaf, brand, counts)
  const colours = pickColours(leaf, random)
  const price = priceOf(leaf, brand, quality, random)
  const cost = Math.round((price / 1.2) * (0.48 + random.next() * 0.17))
  const listPrice = random.chance(0.11) ? reducedFrom(price, random) : undefined
  const popularity = random.next() ** 2.2
  const reviews = random.chance(0.06)
    ? 0
    : 2 + random.below(14) + Math.round(popularity ** 2 * 260 * random.next())
  return {
    id,
    leaf,
    brand,
    title,
    gender,
    level: levelOf(quality, random),
    terrain: random.pick(leaf.terrains),
    material: random.pick(leaf.materials),
    weight: weightOf(leaf, quality, random),
    colours,
    price,
    listPrice,
    cost,
    rating: reviews ? ratingOf(quality, random) : 0,
    reviews,
    sold: Math.round(1 + popularity ** 2.4 * 220),
    age: Math.floor(random.next() ** 2 * 900),
    skus: makeSkus(id, leaf, gender, colours, random),
  }
}

/** A title no other item of the brand and the shelf bears. */
function nameIt(
  leaf: Leaf,
  brand: Brand,
  gender: Gender,
  quality: number,
  random: Random,
  taken: Set<string>,
): Texts {
  for (let attempt = 0; ; attempt++) {
    const edition = attempt < 12 ? '' : ` ${2 + random.below(attempt)}`
    const model = random.pick(MODELS) + edition
    const title = titleOf(leaf, model, measureOf(leaf.measure, quality, random), gender)
    const key = `${brand.code} ${leaf.code} ${title.fr}`
    if (taken.has(key)) continue
    taken.add(key)
    return title
  }
}

function titleOf(leaf: Leaf, model: string, measure: Texts | undefined, gender: Gender): Texts {
  const gendered = gender === 'men' || gender === 'women'
  const fr = [leaf.noun.fr, model, measure?.fr, gendered && GENDER_NAMES[gender].fr]
  const whose = gendered || gender === 'kids' ? capital(GENDER_NAMES[gender].en) : ''
  const en = [whose, model, measure?.en, leaf.noun.en]
  return { fr: fr.filter(Boolean).join(' '), en: en.filter(Boolean).join(' ') }
}

const capital = (text: string) => text[0].toUpperCase() + text.slice(1)

/** Brand, shelf and a running number, `SKCS100`. */
function nextId(leaf: Leaf, brand: Brand, counts: Map<string, number>): string {
  const stem = brand.code + leaf.code
  const count = counts.get(stem) ?? 100
  counts.set(stem, count + 7)
  return `${stem}${count}`
}

/** Prices rise geometrically along a shelf, bent by what the brand asks for its name. */
function priceOf(leaf: Leaf, brand: Brand, quality: number, random: Random): number {
  const [low, high] = leaf.price
  const usual = low * (high / low) ** quality
  const asked = usual * brand.position ** 0.6 * (0.94 + random.next() * 0.12)
  const euros = Math.min(high * 1.15, Math.max(low * 0.85, asked))
  if (euros < 40) return Math.floor(euros) * 100 + 90
  if (euros < 100) return Math.round(euros) * 100
  return (Math.round(euros / 10) * 10 - (random.chance(0.7) ? 1 : 0)) * 100
}

/** The price before: 10 to 30 % above, on a round euro. */
function reducedFrom(price: number, random: Random): number {
  return Math.ceil((price * (1.1 + random.next() * 0.25)) / 100) * 100
}

function levelOf(quality: number, random: Random): Level {
  const sought = quality + random.normal() * 0.12
  return sought < 0.34 ? 'beginner' : sought < 0.72 ? 'intermediate' : 'expert'
}

/** Within a shelf, what costs more weighs less. */
function weightOf(leaf: Leaf, quality: number, random: Random): number {
  const [light, heavy] = leaf.grams
  const place = Math.min(1, Math.max(0, 1 - quality + random.normal() * 0.15))
  const grams = light + (heavy - light) * place
  return grams > 300 ? Math.round(grams / 10) * 10 : Math.round(grams)
}

function ratingOf(quality: number, random: Random): number {
  const stars = 4.25 + (quality - 0.5) * 0.25 + random.normal() * 0.28
  return Math.round(Math.min(4.9, Math.max(2.9, stars)) * 10) / 10
}

function pickColours(leaf: Leaf, random: Random): Colour[] {
  const count = leaf.sizes === 'mondo' || leaf.sizes === 'ski' ? 1 : 1 + random.below(4)
  return random.shuffle([...COLOURS]).slice(0, count)
}

/** One SKU per colour and size. The middle sizes are kept deep, the ends run out first. */
function makeSkus(
  id: string,
  leaf: Leaf,
  gender: Gender,
  colours: Colour[],
  random: Random,
): Sku[] {
  const sizes = sizesOf(leaf.sizes, gender)
  const gone = random.chance(0.03)
  const skus: Sku[] = []
  for (const colour of colours) {
    for (const [place, size] of sizes.entries()) {
      const end = Math.abs(place - (sizes.length - 1) / 2) / sizes.length
      const out = gone || random.chance(0.05 + end * 0.3)
      const stock = out ? 0 : 1 + random.below(end > 0.3 ? 6 : 18)
      skus.push({ id: skuId(id, colour, colours.length, size), size, colour, stock })
    }
  }
  return skus
}

function skuId(id: string, colour: Colour, colours: number, size?: string): string {
  const parts = [id]
  if (colours > 1) parts.push(colour.code)
  if (size) parts.push(size.replace(/[^0-9A-Za-z]/g, ''))
  return parts.length > 1 ? parts.join('-') : `${id}-U`
}
