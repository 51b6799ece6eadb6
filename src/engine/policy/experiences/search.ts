import { type Experience, words } from './experience.ts'

/** Beside search results, and where they are few or none. */
export const SEARCH: readonly Experience[] = [
  {
    id: 'search/trending',
    placement: 'search',
    strategy: 'trending',
    isDefault: true,
    title: words('On les regarde beaucoup cette semaine', 'Much looked at this week'),
  },
  {
    id: 'search/for-you',
    placement: 'search',
    strategy: 'interests',
    when: ['history'],
    title: words('D’après ce que vous avez regardé', 'From what you have looked at'),
  },
  {
    id: 'search/next',
    placement: 'search',
    strategy: 'next',
    when: ['visit'],
    title: words('Dans la suite de votre visite', 'Following on from your visit'),
  },
  {
    id: 'search/best-reviewed',
    placement: 'search',
    strategy: 'best-reviewed',
    nudge: 'reviews',
    title: words('Les mieux notés', 'Best rated'),
  },
  {
    id: 'search/brands',
    placement: 'search',
    strategy: 'brands',
    when: ['topic'],
    title: words('Les grandes marques du rayon', 'The leading brands'),
  },
  {
    id: 'search/guide',
    placement: 'search',
    strategy: 'levels',
    depth: 'full',
    nudge: 'guide',
    when: ['topic'],
    title: words('Pour vous aider à choisir', 'To help you choose'),
  },
]
