/** Standard errors on each side of 95 %. */
const Z = 1.959964

/**
 * Where a share lies, 19 times in 20, of which `part` of `whole` were seen (Wilson, 1927): unlike
 * the textbook's it stays between 0 and 1, and none of ten is not "surely nobody".
 */
export function shareInterval(part: number, whole: number): { low: number; high: number } {
  if (whole === 0) return { low: 0, high: 1 }
  const share = part / whole
  const spread = Z * Math.sqrt((share * (1 - share)) / whole + (Z / (2 * whole)) ** 2)
  const middle = share + Z ** 2 / (2 * whole)
  const scale = 1 + Z ** 2 / whole
  return {
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  }
}
