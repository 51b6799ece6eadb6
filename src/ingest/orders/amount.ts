/**
 * Price times quantity in whole minor units, by digits: halves go away from zero, once a
 * line, so that a thousand screws at 0.0015 cost 1.50.
 * @param decimal digits and at most one point
 * @returns undefined when it is beyond 10^12
 */
export function lineTotal(decimal: string, quantity: number, digits: number): number | undefined {
  const [whole, fraction = ''] = decimal.split('.')
  const units = BigInt(whole + fraction.padEnd(digits, '0')) * BigInt(Math.abs(quantity))
  const over = 10n ** BigInt(Math.max(0, fraction.length - digits))
  const total = (units * 2n + over) / (over * 2n)
  return total <= 1_000_000_000_000n ? Number(total) : undefined
}
