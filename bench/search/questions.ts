import type { Random } from '../../src/core/random.ts'
import type { Item } from '../../src/demo/catalogue/shape.ts'
import type { Filter } from '../../src/schema/search.ts'
import type { Question } from '../../src/search/find.ts'

/** Kinds of question, and how many of a hundred people ask them. */
const KINDS = {
  words: 35,
  slips: 15,
  filtered: 15,
  like: 20,
  shelf: 10,
  rescue: 5,
}
export type Kind = keyof typeof KINDS

export const PLAIN: Question = {
  market: 'FR-fr',
  words: '',
  filters: [],
  sort: 'best',
  from: 0,
  count: 24,
}

/** A question of a random kind about a random product. */
export function drawQuestion(items: readonly Item[], random: Random): [Kind, Question] {
  const kind = drawKind(random)
  return [kind, { ...PLAIN, ...ASK[kind](random.pick(items), random) }]
}

function drawKind(random: Random): Kind {
  let left = random.below(100)
  for (const [kind, share] of Object.entries(KINDS) as [Kind, number][]) {
    left -= share
    if (left < 0) return kind
  }
  return 'words'
}

const ASK: Record<Kind, (item: Item, random: Random) => Partial<Question>> = {
  words: (item, random) => ({ words: someWords(item, random) }),
  slips: (item, random) => ({ words: slipped(someWords(item, random), random) }),
  filtered: (item, random) => ({ words: nounOf(item), filters: someFilters(item, random) }),
  like: item => ({ like: (item.skus.find(sku => sku.stock === 0) ?? item.skus[0]).id, fill: true }),
  shelf: (item, random) => ({
    filters: [{ name: 'category', value: pathOf(item) }],
    sort: random.pick(['best', 'cheap', 'rated'] as const),
  }),
  rescue: item => ({ words: `${nounOf(item)} xylophone ${item.brand.name}` }),
}

/** Of skis, the title begins with a name. */
function nounOf({ leaf, title }: Item): string {
  return leaf.noun.fr || title.fr.split(' ')[0]
}

/** What it is alone, or with its name, its use or its maker. */
function someWords(item: Item, random: Random): string {
  const noun = nounOf(item)
  const name = item.title.fr.split(' ').slice(1, 2).join()
  return random.pick([
    noun,
    `${noun} ${name}`,
    `${noun} ${item.terrain}`,
    `${item.brand.name} ${noun}`,
  ])
}

/** Without accents and with one letter too few. */
function slipped(words: string, random: Random): string {
  const bare = words.normalize('NFD').replace(/\p{M}/gu, '')
  const at = 1 + random.below(Math.max(1, bare.length - 2))
  return bare.slice(0, at) + bare.slice(at + 1)
}

function someFilters(item: Item, random: Random): Filter[] {
  const size = item.skus.find(sku => sku.size && sku.stock > 0)?.size
  return random.pick([
    [{ name: 'brand', value: item.brand.name }],
    [{ name: 'price', value: `-${item.price}` }],
    size ? [{ name: 'size', value: size }] : [{ name: 'stock', value: 'yes' }],
  ])
}

function pathOf({ leaf }: Item): string {
  return leaf.path.map(name => name.fr).join(' > ')
}
