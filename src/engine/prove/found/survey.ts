import { Best } from '../../../core/best.ts'
import type { Counts, Found, Outcome, Situation } from '../../../schema/found.ts'
import { claimOf, OBSERVED_VISITS } from '../ledger/claims.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { foundOf, strengthOf } from './found-of.ts'
import { OUTCOMES, type Place, whenOf } from './place.ts'
import { Proofs } from './proofs.ts'
import { pruned, type Spoken } from './pruned.ts'
import { type Strongest, strongest } from './strongest.ts'

/** Claims of one ledger that are looked at closely, proven or not, and situations that are listed. */
const MOST_CLAIMS = 500
const MOST_SITUATIONS = 1_000
/** Claims that are looked at in one step: each takes a tenth of a millisecond. */
const CLAIMS_AT_ONCE = 8

/** What is found on one placement. */
export interface Survey {
  place: Place
  /** Proven ones first, each sort by its strength, without those that only repeat a wider one. */
  rules: Found[]
  /** Most visited first. */
  situations: Situation[]
  counts: Counts
  proofs: Proofs
}

/**
 * Look through everything that one placement has learnt. It yields often, so that whoever runs
 * it may stop for others; what comes in meanwhile is counted the next time.
 */
export function* survey(place: Place): Generator<void, Survey> {
  const proofs = new Proofs()
  const seen = new Seen()
  const kept = new Map<string, Kept>()
  for (const outcome of OUTCOMES) {
    const ledger = place.ledgers[outcome]
    const found = yield* strongest(ledger, MOST_CLAIMS, outcome === 'click' ? seen.note : undefined)
    proofs.add(outcome, ledger, found.proven)
    for (const spoken of pruned(yield* claimsOf(ledger, found))) keep(kept, outcome, spoken)
  }
  const rules = yield* toldOf(kept.values(), place, proofs)
  const situations = seen.most.list().map(({ row }) => situationOf(row, place, proofs))
  const counts = { observed: seen.observed, used: place.used, proven: proofs.situations }
  return { place, rules, situations, counts, proofs }
}

/** Situations with visits enough to be observed. */
class Seen {
  observed = 0
  readonly most = new Best<{ row: number; visits: number }>(MOST_SITUATIONS, one => one.visits)

  readonly note = (row: number, visits: number): void => {
    if (visits < OBSERVED_VISITS) return
    this.observed++
    this.most.add({ row, visits })
  }
}

interface Kept {
  values: readonly number[]
  arm: number
  outcome: Outcome
  isProven: boolean
}

/** An order speaks louder than a click, but a proof louder than none. */
function keep(kept: Map<string, Kept>, outcome: Outcome, { claim, values }: Spoken): void {
  const key = `${values.join()} ${claim.arm}`
  const known = kept.get(key)
  if (known === undefined || (claim.isProven && !known.isProven)) {
    kept.set(key, { values, arm: claim.arm, outcome, isProven: claim.isProven })
  }
}

function* claimsOf(ledger: Ledger, { proven, open }: Strongest): Generator<void, Spoken[]> {
  const spoken: Spoken[] = []
  for (const list of [proven.slice(0, MOST_CLAIMS), open]) {
    for (const { row, arm } of list) {
      const claim = claimOf(ledger, row, arm, list !== open)
      spoken.push({ claim, values: ledger.valuesOf(row) })
      if (spoken.length % CLAIMS_AT_ONCE === 0) yield
    }
  }
  return spoken
}

function* toldOf(kept: Iterable<Kept>, place: Place, proofs: Proofs): Generator<void, Found[]> {
  const rules: Found[] = []
  for (const { values, arm, outcome } of kept) {
    rules.push(foundOf(place, values, arm, proofs, outcome))
    if (rules.length % CLAIMS_AT_ONCE === 0) yield
  }
  const rankOf = ({ status }: Found) => RANKS.indexOf(status)
  return rules.sort((a, b) => rankOf(a) - rankOf(b) || strengthOf(b) - strengthOf(a))
}

const RANKS = ['proven', 'used', 'observed', 'rare']

function situationOf(row: number, place: Place, proofs: Proofs): Situation {
  const { ledgers, characters, placement, arms } = place
  const values = ledgers.click.valuesOf(row)
  const chosen = place.choiceIn(values)
  const proven = proofs.in(values).map(arm => arms[arm])
  const used = chosen === undefined ? 'observed' : 'used'
  return {
    placement,
    when: whenOf(values, characters),
    status: proven.length > 0 ? 'proven' : used,
    visits: ledgers.click.visitsOf(row),
    ...(chosen !== undefined && { chosen: arms[chosen] }),
    proven,
  }
}
