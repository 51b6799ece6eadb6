import { addOn } from './add-on.ts'
import { alternatives } from './alternatives.ts'
import { bestReviewed } from './best-reviewed.ts'
import { brands } from './brands.ts'
import { complements } from './complements.ts'
import { explore } from './explore.ts'
import { interests } from './interests.ts'
import { levels } from './levels.ts'
import { newArrivals } from './new-arrivals.ts'
import { next } from './next.ts'
import { bestsellers, trending } from './popular.ts'
import { promotions } from './promotions.ts'
import { recent } from './recent.ts'
import { replenishment } from './replenishment.ts'
import { similar } from './similar.ts'
import type { Source } from './source.ts'

export const STRATEGIES = [
  'next',
  'similar',
  'alternatives',
  'complements',
  'interests',
  'bestsellers',
  'trending',
  'best-reviewed',
  'new',
  'promotions',
  'recent',
  'replenishment',
  'explore',
  'brands',
  'levels',
  'add-on',
] as const
export type Strategy = (typeof STRATEGIES)[number]

export const SOURCES: Record<Strategy, Source> = {
  next,
  similar,
  alternatives,
  complements,
  interests,
  bestsellers,
  trending,
  'best-reviewed': bestReviewed,
  new: newArrivals,
  promotions,
  recent,
  replenishment,
  explore,
  brands,
  levels,
  'add-on': addOn,
}
