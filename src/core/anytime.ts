/**
 * Statistics that stay true however often one looks.
 *
 * A fixed-horizon interval is right once, at the moment chosen beforehand. These are right at
 * every moment at once, so a shop may look each morning and stop when it likes.
 */

/** At every look together, one true statement in twenty may be missed. */
export const ALPHA = 0.05
/** Where the interval is narrowest for its validity: visitors in all. */
const TUNED_TO = 5_000

/**
 * Half-width of the normal-mixture confidence sequence (Robbins, 1970; Howard et al., 2021), in
 * its asymptotic form (Waudby-Smith et al., 2024): the variance is estimated, so it holds once
 * the sums are large enough to be near normal; who asks sees to that.
 *
 * Visitors who come back add to sums that were looked at before. That correlates the looks more
 * than independent increments would, and by Slepian's inequality a more correlated Gaussian
 * process crosses a boundary less often: the bound errs on the safe side.
 *
 * @param variance of the estimate, as a fixed-horizon interval would use it
 * @param units that the estimate rests on
 */
export function halfWidth(variance: number, units: number, alpha = ALPHA): number {
  const rho = TUNED_TO / (2 * Math.log(1 / alpha) + Math.log(1 + 2 * Math.log(1 / alpha)))
  const grown = 1 + rho / units
  return Math.sqrt(variance * grown * Math.log((units + rho) / (rho * alpha ** 2)))
}

/**
 * Evidence that counts were not drawn with these shares, as the logarithm of an e-value: the
 * Bayes factor of a Dirichlet prior around the shares (Lindon & Malek, 2022). Under the shares
 * as told it exceeds ln(1/α) ever, at any look, with probability at most α.
 */
export function sampleRatioEvidence(counts: readonly number[], shares: readonly number[]): number {
  let evidence = lnGamma(CONCENTRATION)
  let total = CONCENTRATION
  for (let i = 0; i < counts.length; i++) {
    if (shares[i] <= 0) continue
    const prior = CONCENTRATION * shares[i]
    evidence += lnGamma(prior + counts[i]) - lnGamma(prior) - counts[i] * Math.log(shares[i])
    total += counts[i]
  }
  return evidence - lnGamma(total)
}

/** A wrong split is expected to be off by about a tenth of a small share, not by half of it. */
const CONCENTRATION = 2_000

/** ln Γ(x) for x > 0 (Lanczos, 1964, with Godfrey's coefficients), about 15 digits. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  let sum = LANCZOS[0]
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (x - 1 + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
]
