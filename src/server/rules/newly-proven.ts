import type { HeldRules } from '../../engine/policy/rules/held-rules.ts'
import type { Found } from '../../schema/found.ts'
import type { NewRecord } from '../../schema/record.ts'
import type { ProvenRule } from '../../schema/rule.ts'
import type { Env } from '../../store/ports.ts'
import { shopRecord } from '../own-records.ts'

const RULES_EACH = 100

/** Records of what is proven and was not before, so that it can be said since when. */
export function* newlyProven(
  found: Iterable<Found>,
  known: HeldRules,
  env: Env,
): Generator<NewRecord> {
  const proven = [...found].filter(rule => known.firstProof(rule.id) === undefined).flatMap(proofOf)
  for (let n = 0; n < proven.length; n += RULES_EACH) {
    const rules = proven.slice(n, n + RULES_EACH)
    yield shopRecord('rules_proven', { rules, time: env.now() }, env)
  }
}

function proofOf({ id, placement, when, experience, evidence }: Found): ProvenRule[] {
  const proof = evidence.find(one => one.isProven)
  if (proof?.low === undefined || proof.high === undefined) return []
  const { outcome, effect, low, high, visits } = proof
  return [{ id, placement, when, experience, outcome, effect, low, high, visits }]
}
