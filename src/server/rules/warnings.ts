import { colon } from '../../core/typography.ts'
import { isInForce } from '../../engine/policy/orders.ts'
import type { Say } from '../../schema/live.ts'
import type { Conditions, HeldRule } from '../../schema/rule.ts'
import type { RuleDraft, RuleReach } from '../../schema/rule-draft.ts'
import type { FoundIn } from './findings.ts'

type Warning = RuleDraft['warnings'][number]
/** A held rule in both languages. */
type Tell = (rule: HeldRule) => Say

/** Fewer visitors than this say nothing of a share. */
const FEW = 30

/** What stands in a rule's way, or beside it: nothing of this keeps it from being written. */
export function warningsOf(
  rule: HeldRule,
  reach: RuleReach,
  { engine }: FoundIn,
  now: number,
  tell: Tell,
): Warning[] {
  const others = engine.rules
    .of(rule.placement)
    .map(({ rule: other }) => other)
    .filter(other => other.id !== rule.id && isInForce(other, now) && canMeet(other, rule))
  const exists = engine.rules.get(rule.id) !== undefined
  const isAsked = engine.rules.needsApproval(rule.placement)
  return [
    ...(exists ? [{ code: 'exists' as const, says: EXISTS, rule: rule.id }] : []),
    ...reachWarnings(reach),
    ...others.flatMap(other => besideOf(rule, other, tell)),
    ...(rule.action === 'approve' && !isAsked
      ? [{ code: 'no_approval_asked' as const, says: NOT_ASKED }]
      : []),
    ...(rule.action === 'pin' && engine.experiences.find(rule.experience)?.when?.length
      ? [{ code: 'has_conditions' as const, says: HAS_CONDITIONS }]
      : []),
  ]
}

/** Whether one moment can have the conditions of both. */
function canMeet(one: { when: Conditions }, other: { when: Conditions }): boolean {
  return Object.entries(one.when).every(
    ([name, value]) => other.when[name] === undefined || other.when[name] === value,
  )
}

function reachWarnings({ visitors, fitting }: RuleReach): Warning[] {
  if (visitors < FEW) return [{ code: 'few', says: FEW_CAME }]
  return fitting === 0 ? [{ code: 'nobody', says: NOBODY }] : []
}

function besideOf(rule: HeldRule, other: HeldRule, tell: Tell): Warning[] {
  const isSame = rule.experience === other.experience
  if (isSame && other.action === 'forbid' && rule.action !== 'forbid') {
    return [{ code: 'forbidden_in_part', says: led(FORBIDDEN, other, tell), rule: other.id }]
  }
  if (rule.action === 'pin' && other.action === 'pin' && !isSame) {
    const says = led(isBefore(other, rule) ? PINNED_FIRST : PINNED_AFTER, other, tell)
    return [{ code: 'other_pin', says, rule: other.id }]
  }
  if (!isSame) return []
  return [{ code: 'same_experience', says: led(SAME, other, tell), rule: other.id }]
}

/** Of two that meet, the one with more conditions counts; of equals the newer, which the draft is. */
function isBefore(other: HeldRule, draft: HeldRule): boolean {
  return Object.keys(other.when).length > Object.keys(draft.when).length
}

function led(words: Say, other: HeldRule, tell: Tell): Say {
  const told = tell(other)
  return {
    fr: `${words.fr}${colon('fr')}${told.fr}`,
    en: `${words.en}${colon('en')}${told.en}`,
  }
}

const EXISTS: Say = {
  fr: 'Cette règle existe déjà\u202f: la vôtre la remplacera, et l’historique garde les deux.',
  en: 'This rule exists already: yours will take its place, and the history keeps both.',
}
const FEW_CAME: Say = {
  fr: 'Trop peu de visiteurs sont venus à cet emplacement pour savoir combien de personnes elle touchera.',
  en: 'Too few visitors came to this placement to know how many it will reach.',
}
const NOBODY: Say = {
  fr: 'Personne n’était dans cette situation ces derniers temps\u202f: la règle attendra son premier visiteur.',
  en: 'Nobody was in this situation lately: the rule will wait for its first visitor.',
}
const FORBIDDEN: Say = {
  fr: 'Une interdiction passe toujours avant, pour une partie de ces visiteurs',
  en: 'A ban always comes first, for a part of these visitors',
}
const PINNED_FIRST: Say = {
  fr: 'Une autre règle épinglée a plus de conditions et passera avant, là où les deux se rencontrent',
  en: 'Another pinned rule has more conditions and will come first where both meet',
}
const PINNED_AFTER: Say = {
  fr: 'Celle-ci passera avant une autre règle épinglée, là où les deux se rencontrent',
  en: 'This one will come before another pinned rule where both meet',
}
const SAME: Say = {
  fr: 'Une autre règle parle de la même expérience à une partie de ces visiteurs',
  en: 'Another rule speaks of the same experience to a part of these visitors',
}
const NOT_ASKED: Say = {
  fr: 'Aucun accord n’est demandé à cet emplacement\u202f: le moteur peut déjà choisir cette expérience.',
  en: 'No approval is asked for on this placement: the engine may choose this experience already.',
}
const HAS_CONDITIONS: Say = {
  fr: 'Cette expérience n’a de sens que pour certains visiteurs (qui reviennent, qui ont regardé un produit…)\u202f: aux autres, le moteur montrera son propre choix.',
  en: 'This experience makes sense for some visitors alone (who return, who looked at a product…): the others are shown what the engine chooses.',
}
