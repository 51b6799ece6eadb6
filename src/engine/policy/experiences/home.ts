import { type Experience, words } from './experience.ts'

/** J1 to J4: a welcome by visit type and source; exploring for somebody unknown. */
export const HOME: readonly Experience[] = [
  {
    id: 'home/bestsellers',
    placement: 'home',
    strategy: 'bestsellers',
    isDefault: true,
    title: words('Les plus choisis en ce moment', 'Most chosen right now'),
  },
  {
    id: 'home/next',
    placement: 'home',
    strategy: 'next',
    when: ['history'],
    title: words('Dans la suite de votre visite', 'Following on from your visit'),
  },
  {
    id: 'home/welcome-back',
    placement: 'home',
    strategy: 'interests',
    count: 4,
    when: ['returns'],
    title: words('Ravis de vous revoir', 'Welcome back'),
    text: words(
      'Si nous vous avons bien compris, cette sélection devrait vous plaire.',
      'If we understood you well, this selection should please you.',
    ),
  },
  {
    id: 'home/alternatives',
    placement: 'home',
    strategy: 'alternatives',
    nudge: 'cart',
    when: ['left-cart'],
    title: words('Vous n’avez pas trouvé la dernière fois ?', 'Did not find it last time?'),
    text: words('En voici d’autres, du même budget.', 'Here are others in the same budget.'),
  },
  {
    id: 'home/complements',
    placement: 'home',
    strategy: 'complements',
    when: ['bought'],
    title: words('Ce qui va avec votre dernier achat', 'What goes with your last purchase'),
  },
  {
    id: 'home/recent',
    placement: 'home',
    strategy: 'recent',
    when: ['returns'],
    title: words('Vous les aviez regardés', 'You had looked at these'),
  },
  {
    id: 'home/best-reviewed',
    placement: 'home',
    strategy: 'best-reviewed',
    nudge: 'reviews',
    title: words('Les mieux notés', 'Best rated'),
  },
  {
    id: 'home/explore',
    placement: 'home',
    strategy: 'explore',
    when: ['unknown'],
    title: words('Par où commencer', 'Where to start'),
  },
  {
    id: 'home/brands',
    placement: 'home',
    strategy: 'brands',
    when: ['topic'],
    title: words('Les grandes marques du rayon', 'The leading brands'),
  },
  {
    id: 'home/guide',
    placement: 'home',
    strategy: 'trending',
    nudge: 'guide',
    when: ['topic'],
    title: words('Pour bien commencer', 'To start well'),
  },
]
