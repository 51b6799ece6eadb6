import { fingerprint } from '../../../core/fingerprint.ts'
import type { PlacementKind } from '../../../schema/decision.ts'
import type { Conditions } from '../../../schema/rule.ts'

export interface RuleText {
  placement: PlacementKind
  when: Conditions
  experience: string
}

/**
 * A rule is known by what it says. So the one the engine finds again after a restart, or that a
 * merchandiser writes by hand, is the one that was approved before.
 */
export function ruleIdOf({ placement, when, experience }: RuleText): string {
  const conditions = Object.keys(when)
    .sort()
    .flatMap(name => [name, when[name]])
  const text = JSON.stringify([placement, experience, ...conditions])
  return `r${fingerprint(text).toString(36).padStart(11, '0')}`
}

export function isSameRule(a: RuleText, b: RuleText): boolean {
  const names = Object.keys(a.when)
  return (
    a.placement === b.placement &&
    a.experience === b.experience &&
    names.length === Object.keys(b.when).length &&
    names.every(name => a.when[name] === b.when[name])
  )
}
