import type { Evidence, Found, Outcome } from '../../../schema/found.ts'
import { ruleIdOf } from '../../policy/rules/rule-id.ts'
import { REWARDS, SHOWN } from '../ledger/bets.ts'
import { type Claim, claimOf, OBSERVED_VISITS } from '../ledger/claims.ts'
import { evidenceOf } from '../ledger/evidence.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { OUTCOMES, type Place, visitsOf, whenOf } from './place.ts'
import type { Proofs } from './proofs.ts'

/** Everything that is known of an experience where these values meet. */
export function foundOf(
  place: Place,
  values: readonly number[],
  arm: number,
  proofs: Proofs,
  outcome?: Outcome,
): Found {
  const { placement, arms, characters } = place
  const evidence = evidenceIn(place, values, arm, proofs)
  const text = { placement, when: whenOf(values, characters), experience: arms[arm] }
  const isProven = evidence.some(one => one.isProven)
  return {
    id: ruleIdOf(text),
    ...text,
    status: statusOf(place, values, arm, evidence),
    // A proof is told of what is proven, whichever outcome it was found by.
    outcome: isProven ? loudest(evidence) : (outcome ?? loudest(evidence)),
    evidence,
    visits: visitsOf(place, values),
  }
}

export function strengthOf({ evidence, outcome }: Found): number {
  return evidence.find(one => one.outcome === outcome)?.strength ?? -Infinity
}

/** What both ledgers say of an experience in a situation. */
export function evidenceIn(
  { ledgers }: Place,
  values: readonly number[],
  arm: number,
  proofs: Proofs,
): Evidence[] {
  return OUTCOMES.flatMap(outcome => {
    const ledger = ledgers[outcome]
    const row = ledger.rowOf(values)
    if (row < 0 || ledger.visitsOf(row) === 0) return []
    const claim = claimOf(ledger, row, arm, proofs.has(outcome, values, arm))
    return [tellClaim(ledger, outcome, claim)]
  })
}

function tellClaim(ledger: Ledger, outcome: Outcome, claim: Claim): Evidence {
  const { row, arm, effect, interval, visits, isProven, isSpecific } = claim
  const here = ledger.sums(row, arm)
  const there = ledger.sums(row, ledger.standard)
  return {
    outcome,
    verdict: verdictOf(claim),
    effect,
    ...interval,
    isProven,
    isSpecific,
    visits,
    shown: Math.round(here[SHOWN]),
    successes: Math.round(here[REWARDS]),
    defaultShown: Math.round(there[SHOWN]),
    defaultSuccesses: Math.round(there[REWARDS]),
    strength: evidenceOf(here).log,
  }
}

function verdictOf({ interval }: Claim): Evidence['verdict'] {
  if (interval === undefined) return 'too_early'
  if (interval.low > 0) return 'better'
  return interval.high < 0 ? 'worse' : 'open'
}

function statusOf(
  place: Place,
  values: readonly number[],
  arm: number,
  evidence: readonly Evidence[],
): Found['status'] {
  if (evidence.some(one => one.isProven)) return 'proven'
  if (place.choiceIn(values) === arm) return 'used'
  return visitsOf(place, values) >= OBSERVED_VISITS ? 'observed' : 'rare'
}

/** The one that is proven, else the one there is most evidence of. */
function loudest(evidence: readonly Evidence[]): Outcome | undefined {
  const proven = evidence.find(one => one.isProven)
  return (proven ?? evidence.toSorted((a, b) => b.strength - a.strength)[0])?.outcome
}
