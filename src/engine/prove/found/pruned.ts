import type { Claim } from '../ledger/claims.ts'

/** A claim and the values that make its situation, rising. */
export interface Spoken {
  claim: Claim
  values: readonly number[]
}

/**
 * Without those that only repeat what a wider one says: the same experience, doing better or
 * worse alike, as well proven. Who differs from the wider ones around stays.
 */
export function pruned(all: readonly Spoken[]): Spoken[] {
  const said = new Set<string>()
  for (const { claim, values } of all) {
    said.add(textOf(values, claim, claim.isProven))
    if (claim.isProven) said.add(textOf(values, claim, false))
  }
  return all.filter(({ claim, values }) => {
    if (claim.isSpecific) return true
    return !widerThan(values).some(wider => said.has(textOf(wider, claim, claim.isProven)))
  })
}

/** Every situation that has some of these conditions and not all, everybody included. */
export function widerThan(values: readonly number[]): number[][] {
  const wider: number[][] = []
  for (let bits = 0; bits < 2 ** values.length - 1; bits++) {
    wider.push(values.filter((_, i) => (bits & (1 << i)) !== 0))
  }
  return wider
}

function textOf(values: readonly number[], { arm, effect }: Claim, isProven: boolean): string {
  return `${values.join()} ${arm} ${effect > 0 ? '+' : '-'} ${isProven ? 'proven' : 'seen'}`
}
