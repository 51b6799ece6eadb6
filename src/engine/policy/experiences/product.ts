import { type Experience, words } from './experience.ts'

/** J6 to J8: what stands in, what goes with it, and one thing that helps to decide. */
export const PRODUCT: readonly Experience[] = [
  {
    id: 'product/similar',
    placement: 'product',
    strategy: 'similar',
    isDefault: true,
    title: words('Dans le même esprit', 'In the same spirit'),
  },
  {
    id: 'product/alternatives',
    placement: 'product',
    strategy: 'alternatives',
    title: words('Dans le même budget', 'In the same budget'),
  },
  {
    id: 'product/next',
    placement: 'product',
    strategy: 'next',
    title: words('Souvent regardés ensuite', 'Often looked at next'),
  },
  {
    id: 'product/complements',
    placement: 'product',
    strategy: 'complements',
    nudge: 'bundle',
    within: 'budget',
    title: words('Pour aller avec', 'To go with it'),
  },
  {
    id: 'product/recent',
    placement: 'product',
    strategy: 'recent',
    when: ['long-visit'],
    title: words('Regardés pendant cette visite', 'Looked at during this visit'),
  },
  {
    id: 'product/add-on',
    placement: 'product',
    strategy: 'add-on',
    nudge: 'threshold',
    within: 'budget',
    title: words('Un petit plus pour aller avec', 'A small extra to go with it'),
  },
  {
    id: 'product/reassured',
    placement: 'product',
    strategy: 'similar',
    nudge: 'reassurance',
    title: words('Dans le même esprit', 'In the same spirit'),
  },
  {
    id: 'product/fits',
    placement: 'product',
    strategy: 'complements',
    nudge: 'fits',
    title: words('Pour aller avec', 'To go with it'),
  },
  {
    id: 'product/reviews',
    placement: 'product',
    strategy: 'best-reviewed',
    nudge: 'reviews',
    title: words('Les mieux notés du rayon', 'Best rated here'),
  },
  {
    id: 'product/counted',
    placement: 'product',
    strategy: 'next',
    nudge: 'counted',
    title: words('Souvent regardés ensuite', 'Often looked at next'),
  },
]
