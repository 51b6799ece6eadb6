import { shareInterval } from '../../core/share-interval.ts'
import { ruleSentence } from '../../engine/prove/sentence.ts'
import { LIMITS } from '../../schema/limits.ts'
import type { HeldRule } from '../../schema/rule.ts'
import type { RuleChoices, RuleDraft, RuleReach } from '../../schema/rule-draft.ts'
import type { Env } from '../../store/ports.ts'
import { inSlices } from '../in-slices.ts'
import { both } from '../live/words.ts'
import { choicesOf } from '../segment-room/choices.ts'
import type { FoundIn } from './findings.ts'
import { placementChoices } from './placement-choices.ts'
import { speechOf } from './speech.ts'
import { warningsOf } from './warnings.ts'

/** What a rule can be made of, in the shop's words. */
export function ruleChoices({ engine }: FoundIn): RuleChoices {
  return {
    placements: placementChoices(engine),
    characteristics: choicesOf(engine),
    conditions: LIMITS.conditions,
  }
}

/** A rule that nobody has written yet: what it says, whom it would reach, what stands in its way. */
export async function draftOf(rule: HeldRule, shop: FoundIn, env: Env): Promise<RuleDraft> {
  const reach = await reachOf(rule, shop, env)
  const tell = (one: HeldRule) => both(l => ruleSentence(one, speechOf(shop.engine, l)))
  const warnings = warningsOf(rule, reach, shop, env.now(), tell)
  return { id: rule.id, sentence: tell(rule), reach, warnings }
}

async function reachOf(rule: HeldRule, { engine }: FoundIn, env: Env): Promise<RuleReach> {
  const { placement, when } = rule
  const { characters } = engine.minds
  const values = Array.from(characters.read(when))
  const counted = await inSlices(engine.ledgers.reach(placement, values), env)
  const { visitors } = counted
  // A name that no moment of this shop ever had is a condition nobody met.
  const fitting = values.length < Object.keys(when).length ? 0 : counted.fitting
  const { holdout, uniform } = engine.settings
  return {
    ...counted,
    fitting,
    share: visitors === 0 ? 0 : fitting / visitors,
    ...shareInterval(fitting, visitors),
    isAtMost: Object.entries(when).some(([name, one]) => characters.told(name, one) !== one),
    bound: 1 - (rule.action === 'forbid' ? holdout : holdout + uniform),
  }
}
