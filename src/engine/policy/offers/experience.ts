import type { ExperienceSetting } from '../../../schema/experience.ts'

/** J7. It joins the product page's experiences when the merchant first gives terms: a shop without has none. */
export const OFFER: ExperienceSetting = {
  id: 'product/offer',
  strategy: 'similar',
  nudge: 'offer',
  when: ['hesitates'],
  title: { fr: 'Dans le même esprit', en: 'In the same spirit' },
}
