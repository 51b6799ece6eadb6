type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/** The same numbers, with room for more behind them. */
export function widened<T extends Numbers>(numbers: T, length: number): T {
  const wider = new (numbers.constructor as new (length: number) => T)(length)
  wider.set(numbers)
  return wider
}
