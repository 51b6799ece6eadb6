import { type Experience, words } from './experience.ts'

/** J4, on the page that thanks for an order: what goes with it, never the thing itself. */
export const CONFIRMATION: readonly Experience[] = [
  {
    id: 'confirmation/complements',
    placement: 'confirmation',
    strategy: 'complements',
    isDefault: true,
    title: words('Ce qui va avec votre achat', 'What goes with your purchase'),
  },
  {
    id: 'confirmation/next',
    placement: 'confirmation',
    strategy: 'next',
    when: ['history'],
    title: words('Pour la prochaine fois', 'For next time'),
  },
  {
    id: 'confirmation/guide',
    placement: 'confirmation',
    strategy: 'complements',
    nudge: 'guide',
    when: ['topic'],
    title: words('Pour bien en profiter', 'To make the most of it'),
  },
  {
    id: 'confirmation/reassured',
    placement: 'confirmation',
    strategy: 'complements',
    nudge: 'reassurance',
    title: words('Ce qui va avec votre achat', 'What goes with your purchase'),
  },
]
