/**
 * The game behind every claim. At a visit where experience a had chance πa and the default d had πd,
 *
 *     z = ±(y − p̄) · min(1, π of the other / π of the one shown)      + for a, − for d, 0 for the rest
 *
 * is worth nothing on average exactly when a does no better and no worse than d here, whatever p̄
 * was expected. Nothing is divided by a small chance, so |z| ≤ 1. Who bets a share λ of a purse on it has
 * Π(1 + λz) afterwards, an e-value: it exceeds 20 by chance once in twenty times at most, whenever one looks
 * (Ville, 1939; Waudby-Smith and Ramdas, 2024).
 *
 * The shares are fixed: the purse is split between eight gamblers. So all that has to be kept are
 * sums, which nodes add up in any order, and no gambler has to be computed for each situation.
 *
 * Moving the reward of a by θ/2 and of d by −θ/2 makes the game fair when a is better by θ. With
 * w = |dz/dθ| ≤ ½ and the bounds of `evidence.ts`, the sums below give a purse for every θ.
 */
export const SHARES = [0.0625, 0.125, 0.25, 0.5, -0.0625, -0.125, -0.25, -0.5] as const
/** Gamblers for a; as many are against. */
export const EACH_SIDE = 4

/** What is summed, behind a logarithm for each gambler. */
export const SUM_Z = SHARES.length
export const SUM_W = SUM_Z + 1
export const SUM_WZ = SUM_Z + 2
export const SUM_WZZ = SUM_Z + 3
export const SHOWN = SUM_Z + 4
export const REWARDS = SUM_Z + 5
export const FIELDS = SUM_Z + 6

/** Sums are whole multiples of 2⁻²⁴, so adding them is exact, whatever the order. */
export const GRAIN = 2 ** 24

/**
 * What one visit adds for one experience.
 *
 * @param sign 1 when the experience was shown, −1 when the default was
 * @param ratio chance of the other of the two by the one shown
 * @param surprise y − p̄
 */
export function placeBets(into: Float64Array, sign: number, ratio: number, surprise: number): void {
  const stake = Math.min(1, ratio)
  const z = sign * stake * Math.max(-1, Math.min(1, surprise))
  const w = stake / 2
  // Rounding down is against us, so that it proves nothing.
  for (let j = 0; j < SHARES.length; j++) {
    into[j] = Math.floor(Math.log(1 + SHARES[j] * z) * GRAIN) / GRAIN
  }
  into[SUM_Z] = Math.round(z * GRAIN) / GRAIN
  into[SUM_W] = Math.round(w * GRAIN) / GRAIN
  into[SUM_WZ] = Math.round(w * z * GRAIN) / GRAIN
  into[SUM_WZZ] = Math.ceil(w * z * z * GRAIN) / GRAIN
}
