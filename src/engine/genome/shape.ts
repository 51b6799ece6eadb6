import type { PageType } from '../../schema/event.ts'

/**
 * What `recommend` and `decide` read of a visitor. The genome derives it from the
 * visitor's acts at the moment it is asked; nothing here is stored twice.
 */
export interface Shopper {
  /** Item indexes of this visit, oldest first, repeats kept; the newest 50. */
  session: readonly number[]
  /** Distinct items of earlier visits, newest last; at most 50. */
  past: readonly number[]
  /** Items in the cart now. */
  cart: readonly number[]
  /** Items bought, newest last, with when (ms). */
  bought: readonly { item: number; time: number }[]
  /** Items left in a cart of an earlier visit, newest last. */
  abandoned: readonly number[]
  /** Categories by interest, strongest first; weights sum to at most 1. */
  categories: readonly { category: number; weight: number }[]
  brands: readonly { brand: number; weight: number }[]
  /** Price sought within a category as a quantile band and its middle; undefined when we cannot say. */
  budget(
    category: number,
  ): { low: number; high: number; mean?: number; confidence: number } | undefined
  /** Level of practice in a category: 0 for first steps, 1 for competition. */
  level?(category: number): { score: number; confidence: number }
  visitType: VisitType
  /** Visit number, 1 for the first. */
  visit: number
  /** Pages opened in this visit, this one included. */
  pages?: number
  /** How this visit came to the shop (`direct` when nothing says), with which words, to which type of page. */
  arrival?: { source: string; term: string; page: string }
  /** They said that this category does not interest them. */
  denies?(category: number): boolean
  /** When the visit before this one ended, ms; 0 without one. */
  lastSeen?: number
  /** Size chosen last in this visit for an item, else for one of its category; empty for none. */
  sizeSought?(item: number): string
  /** Near-identical products compared and returns to the same page: 0 to 1, and which items. */
  hesitation: { score: number; items: readonly number[] }
  /** Trait scores by name, −1 … 1 or 0 … 1 as each trait says; see `traits.ts`. */
  trait(name: string): { score: number; confidence: number } | undefined
}

export const VISIT_TYPES = [
  'first', // never seen before
  'return', // seen before, left no cart
  'abandoned_cart', // left something in the cart on the last visit
  'recent_purchase', // bought within 30 days
  'loyal', // three orders or more
] as const
export type VisitType = (typeof VISIT_TYPES)[number]

/** A trait as it is shown: to the console, to the shopper, to a decision. */
export interface Trait {
  name: string
  /** What it is about, where it has an object: category, brand, attribute value. */
  about?: string
  /** The same in words that a correction names it by, whatever the language. */
  subject?: string
  /** 0 to 1, or −1 to 1 for a trait with two ends. */
  score: number
  /** 0 (we know nothing) to 1. */
  confidence: number
  /** The acts that say so, newest last: act, item id if any, time. At most 5. */
  evidence: TraitEvidence[]
}

export interface TraitEvidence {
  act: string
  item?: string
  detail?: string
  /** Of a page without a product: its kind, and the category it is about. */
  page?: PageType | ''
  category?: number
  time: number
}
