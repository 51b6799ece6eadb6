export interface ComparedLine {
  side: 'both' | 'arrived' | 'kept'
  text: string
}

/**
 * Two texts line by line, by their longest common subsequence (Hunt and McIlroy,
 * 1976, in its plain quadratic form: an event is a few dozen lines).
 */
export function compareLines(arrived: string, kept: string): ComparedLine[] {
  const a = arrived.split('\n')
  const b = kept.split('\n')
  const lengths = commonLengths(a, b)
  const lines: ComparedLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) {
      lines.push({ side: 'both', text: b[j] })
      i++
      j++
    } else if (j >= b.length || (i < a.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      lines.push({ side: 'arrived', text: a[i++] })
    } else {
      lines.push({ side: 'kept', text: b[j++] })
    }
  }
  return lines
}

/** A comma more or less is no difference to a reader of JSON. */
function same(a: string, b: string): boolean {
  return a.replace(/,$/, '') === b.replace(/,$/, '')
}

/** `lengths[i][j]`: common lines of `a` from i on and `b` from j on. */
function commonLengths(a: string[], b: string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i][j] = same(a[i], b[j])
        ? lengths[i + 1][j + 1] + 1
        : Math.max(lengths[i + 1][j], lengths[i][j + 1])
    }
  }
  return lengths
}
