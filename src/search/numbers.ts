type Kind = Uint8Array | Float32Array | Float64Array

/** Numbers of one kind by place, growing as needed: read by index, as an array. */
export class Numbers<T extends Kind> {
  values: T

  constructor(kind: new (size: number) => T) {
    this.values = new kind(1024)
  }

  set(place: number, value: number): void {
    if (place >= this.values.length) this.values = longer(this.values, place + 1)
    this.values[place] = value
  }
}

/** A quarter of room to spare: beside a million places more would be a waste. */
export function longer<T extends Kind | Int32Array>(values: T, least: number): T {
  const kind = values.constructor as new (size: number) => T
  const larger = new kind(Math.max(least, Math.ceil(values.length * 1.25)))
  larger.set(values)
  return larger
}
