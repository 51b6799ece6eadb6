import { type Experience, words } from './experience.ts'

/** J5: order, help to choose and number of choices follow interest, budget and level. */
export const CATEGORY: readonly Experience[] = [
  {
    id: 'category/trending',
    placement: 'category',
    strategy: 'trending',
    isDefault: true,
    title: words('On les regarde beaucoup cette semaine', 'Much looked at this week'),
  },
  {
    id: 'category/best-reviewed',
    placement: 'category',
    strategy: 'best-reviewed',
    nudge: 'reviews',
    title: words('Les mieux notés du rayon', 'Best rated here'),
  },
  {
    id: 'category/for-you',
    placement: 'category',
    strategy: 'interests',
    count: 4,
    when: ['history'],
    title: words('Quatre plutôt que soixante', 'Four instead of sixty'),
    text: words(
      'Choisis d’après ce que vous avez regardé.',
      'Chosen from what you have looked at.',
    ),
  },
  {
    id: 'category/next',
    placement: 'category',
    strategy: 'next',
    when: ['visit'],
    title: words('Dans la suite de votre visite', 'Following on from your visit'),
  },
  {
    id: 'category/new',
    placement: 'category',
    strategy: 'new',
    title: words('Arrivés récemment', 'Recently arrived'),
  },
  {
    id: 'category/help',
    placement: 'category',
    strategy: 'levels',
    depth: 'full',
    nudge: 'guide',
    title: words('Pour vous aider à choisir', 'To help you choose'),
    text: words(
      'Un bon choix pour chaque niveau, du premier pas au confirmé.',
      'One good choice for each level, from first steps to expert.',
    ),
  },
  {
    id: 'category/lost',
    placement: 'category',
    strategy: 'levels',
    depth: 'full',
    when: ['lost'],
    lead: 1,
    title: words('Pas simple de choisir\u202f?', 'Hard to choose?'),
    text: words(
      'Un seul par niveau suffit pour se faire une idée.',
      'One for each level will do to get an idea.',
    ),
  },
  {
    id: 'category/few',
    placement: 'category',
    strategy: 'interests',
    count: 2,
    depth: 'full',
    nudge: 'fits',
    when: ['hesitates'],
    lead: 1,
    title: words('Deux pour vous décider', 'Two to decide between'),
  },
  {
    id: 'category/counted',
    placement: 'category',
    strategy: 'bestsellers',
    nudge: 'counted',
    title: words('Ceux que l’on choisit ici', 'What people choose here'),
  },
]
