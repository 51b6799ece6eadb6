/**
 * The standard normal distribution function Φ, with an absolute error below 7.5e-8
 * (Zelen and Severo, in Abramowitz and Stegun 1964, formula 26.2.17).
 */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x > 0 ? 1 - tail : tail
}
