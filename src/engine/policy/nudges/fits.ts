import { levelOfWord } from '../../genome/traits/level.ts'
import { SURE } from '../../recommend/basket.ts'
import type { Moment } from '../../recommend/moment.ts'
import { type Maker, type Scene, said, subjectsOf } from './scene.ts'

/** Levels are of one practice when they lie this close, 0 being first steps and 1 competition. */
const SAME_LEVEL = 0.25

/** Confirms a choice: it fits their level and their budget, where we are sure of these. */
export const fits: Maker = scene => {
  const { moment } = scene
  const items = subjectsOf(scene)
  if (items.length === 0) return undefined
  const budget = items.every(item => isInBudget(item, moment))
  const level = items.every(item => isOfLevel(item, moment))
  if (!budget && !level) return undefined
  return { kind: 'fits', text: wording(scene, budget, level) }
}

function wording({ moment, placement }: Scene, budget: boolean, level: boolean): string {
  const one = placement === 'product'
  const what = said(
    moment,
    budget && level
      ? 'à votre niveau et à votre budget'
      : level
        ? 'à votre niveau'
        : 'à votre budget',
    budget && level ? 'your level and your budget' : level ? 'your level' : 'your budget',
  )
  return said(
    moment,
    `${one ? 'Cela correspond' : 'Cette sélection correspond'} ${what}`,
    `${one ? 'This fits' : 'This selection fits'} ${what}`,
  )
}

function isInBudget(item: number, { shopper, catalogue, taste }: Moment): boolean {
  const budget = shopper.budget(catalogue.categoryOf(item))
  return budget !== undefined && budget.confidence >= SURE && taste.isInBudget(item)
}

function isOfLevel(item: number, { shopper, catalogue }: Moment): boolean {
  const known = shopper.trait('level')
  const level = levelOfWord(catalogue.attribute(item, 'level'))
  if (known === undefined || known.confidence < SURE || level === undefined) return false
  return Math.abs(known.score - level) <= SAME_LEVEL
}
