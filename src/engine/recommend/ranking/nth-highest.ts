/**
 * The n-th highest of the first `count` values, which are reordered
 * (Hoare's quickselect, 1961, with the middle as pivot, so that equal calls take equal paths).
 */
export function nthHighest(values: Float32Array, count: number, n: number): number {
  if (n > count) return -Infinity
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]
    let i = low
    let j = high
    while (i <= j) {
      while (values[i] > pivot) i++
      while (values[j] < pivot) j--
      if (i > j) break
      const kept = values[i]
      values[i++] = values[j]
      values[j--] = kept
    }
    if (n - 1 <= j) high = j
    else if (n - 1 >= i) low = i
    else break
  }
  return values[n - 1]
}
