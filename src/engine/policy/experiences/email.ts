import { type Experience, words } from './experience.ts'

/** A block that the shop's server puts into its letters: there is no page, so little is asked. */
export const EMAIL: readonly Experience[] = [
  {
    id: 'email/bestsellers',
    placement: 'email',
    strategy: 'bestsellers',
    isDefault: true,
    title: words('Les plus choisis en ce moment', 'Most chosen right now'),
  },
  {
    id: 'email/interests',
    placement: 'email',
    strategy: 'interests',
    when: ['history'],
    title: words('Choisis d’après ce que vous avez regardé', 'Chosen from what you looked at'),
  },
  {
    id: 'email/alternatives',
    placement: 'email',
    strategy: 'alternatives',
    nudge: 'cart',
    when: ['left-cart'],
    title: words('Vous n’avez pas trouvé la dernière fois\u202f?', 'Did not find it last time?'),
    text: words('En voici d’autres, du même budget.', 'Here are others in the same budget.'),
  },
  {
    id: 'email/complements',
    placement: 'email',
    strategy: 'complements',
    when: ['bought'],
    title: words('Ce qui va avec votre dernier achat', 'What goes with your last purchase'),
  },
  {
    id: 'email/replenishment',
    placement: 'email',
    strategy: 'replenishment',
    when: ['bought'],
    title: words('Il est peut-être temps d’en reprendre', 'It may be time for more'),
  },
  {
    id: 'email/guide',
    placement: 'email',
    strategy: 'trending',
    nudge: 'guide',
    when: ['topic'],
    title: words('Pour bien choisir', 'To choose well'),
  },
]
