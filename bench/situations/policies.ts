import { AllPairs } from './all-pairs.ts'
import { ClosedForm, type Contestant, ROWS, vitrine } from './contestant.ts'
import { Recipe } from './recipe.ts'
import { Thompson, Uniform } from './references.ts'

type MakePolicy = (arms: number, seed: number, characteristics: number) => Contestant

/** All who take part, ours first; `closed-form` is the recipe as it is written, without what we add. */
export const POLICIES: Record<string, MakePolicy> = {
  vitrine: (arms, _seed, characteristics) => vitrine(arms, characteristics),
  uniform: arms => new Uniform(arms),
  thompson: (arms, seed) => new Thompson(arms, seed),
  'main-effects': arms => new ClosedForm('main-effects', arms, new Recipe(arms, ROWS, false)),
  'all-pairs': arms => new AllPairs(arms),
  'closed-form': arms => new ClosedForm('closed-form', arms, new Recipe(arms, ROWS, true)),
}
