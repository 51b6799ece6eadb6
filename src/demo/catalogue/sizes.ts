import type { Gender } from './shape.ts'

/** Size runs as printed in French; a SKU keeps only letters and digits of them. */
const RUNS: Record<string, Partial<Record<Gender, string[]>>> = {
  none: {},
  shoe: {
    men: span(40, 47),
    women: span(36, 42),
    unisex: span(37, 46),
  },
  kidshoe: { kids: span(28, 37) },
  climb: { men: span(39, 46), women: span(35, 41), unisex: span(36, 45) },
  mondo: { men: span(25.5, 29.5, 0.5), women: span(22.5, 26.5, 0.5) },
  ski: {
    men: span(170, 188, 6),
    women: span(152, 170, 6),
    unisex: span(156, 184, 7),
  },
  kidski: { kids: span(100, 140, 10) },
  pole: { unisex: span(110, 130, 5) },
  axe: { unisex: ['50', '57', '64'] },
  wear: { men: ['S', 'M', 'L', 'XL', 'XXL'], women: ['XS', 'S', 'M', 'L', 'XL'] },
  kidwear: { kids: ['4 ans', '6 ans', '8 ans', '10 ans', '12 ans', '14 ans'] },
  sml: { men: ['S', 'M', 'L', 'XL'], women: ['XS', 'S', 'M', 'L'], unisex: ['S', 'M', 'L'] },
  hand: {
    men: ['8', '9', '10', '11'],
    women: ['6', '7', '8'],
    unisex: ['6', '7', '8', '9', '10'],
  },
  head: { unisex: ['S', 'M', 'L'] },
  kidhead: { kids: ['XXS', 'XS', 'S'] },
  sock: { unisex: ['35-38', '39-42', '43-46'] },
  bag: { men: ['M', 'L'], women: ['S', 'M'], unisex: ['M', 'L'] },
  back: { men: ['M', 'L'], women: ['S', 'M'] },
}

/** Sizes of a run for a gender; `[undefined]` where one size fits all. */
export function sizesOf(run: string, gender: Gender): (string | undefined)[] {
  const sizes = RUNS[run]?.[gender] ?? RUNS[run]?.unisex
  return sizes ?? [undefined]
}

function span(from: number, to: number, step = 1): string[] {
  const sizes: string[] = []
  for (let size = from; size <= to; size += step) sizes.push(String(size).replace('.', ','))
  return sizes
}

/** Order of sizes in a list: letters by girth, everything else by number. */
export function compareSizes(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function rank(size: string): number {
  const letter = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL'].indexOf(size)
  return letter >= 0 ? letter : 100 + Number.parseFloat(size.replace(',', '.'))
}
