/** What is loaded section by section; an empty section says that no more come. */
export type Loading<T> = Generator<void, T, Uint8Array>

const NOTHING = new Uint8Array()

/**
 * What a loading gives that was begun and is now fed the last of its sections.
 *
 * @throws RangeError when it would need more.
 */
export function fed<T>(loading: Loading<T>, sections: Iterable<Uint8Array>): T {
  for (const section of sections) loading.next(section)
  const { done, value } = loading.next(NOTHING)
  if (!done) throw new RangeError('sections are missing at the end')
  return value
}

/** A loading up to its first section. */
export function begun<T>(loading: Loading<T>): Loading<T> {
  loading.next()
  return loading
}
