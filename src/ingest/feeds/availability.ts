import type { Hearing } from '../hearing.ts'

/** Stock words of Merchant feeds, in both of their spellings, and of the shops that write their own. */
const WORDS = new Map<string, boolean>([
  ['in_stock', true],
  ['in stock', true],
  ['out_of_stock', false],
  ['out of stock', false],
  ['preorder', true],
  ['backorder', true],
])

const LOOSE = new Map<string, boolean>([
  ...['instock', 'available', 'limitedavailability', 'onlineonly', 'yes', 'true', '1'].map(inStock),
  ...['enstock', 'disponible', 'oui', 'surcommande', 'precommande', 'auflager'].map(inStock),
  ...['verfugbar', 'preorder', 'backorder', 'presale'].map(inStock),
  ...['outofstock', 'soldout', 'unavailable', 'discontinued', 'no', 'false', '0'].map(outOfStock),
  ...['rupture', 'rupturedestock', 'enrupture', 'epuise', 'indisponible', 'non'].map(outOfStock),
  ...['nichtauflager', 'ausverkauft', 'instoreonly'].map(outOfStock),
])

function inStock(word: string): [string, boolean] {
  return [word, true]
}

function outOfStock(word: string): [string, boolean] {
  return [word, false]
}

/** Can it be ordered? `exact` tells Merchant's own spelling from a word that was understood. */
export function readAvailability(text: string): { inStock: boolean; exact: boolean } | undefined {
  const exact = WORDS.get(text)
  if (exact !== undefined) return { inStock: exact, exact: true }
  const word = text
    .slice(0, 80)
    .replace(/^https?:\/\/schema\.org\//i, '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  const loose = LOOSE.get(word)
  return loose === undefined ? undefined : { inStock: loose, exact: false }
}

/** Shops that sell more than they have count below zero: there is none. */
export function noneBelowZero(stock: number, field: string, hearing: Hearing): number {
  if (stock >= 0) return stock
  hearing.repair('oversold', field, stock, 0)
  return 0
}
