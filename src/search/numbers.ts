/** Numbers by place, growing as needed: read by index, as an array. */
export class Numbers {
  values = new Float64Array(1024)

  set(place: number, value: number): void {
    if (place >= this.values.length) {
      const longer = new Float64Array(Math.max(place + 1, Math.ceil(this.values.length * 1.5)))
      longer.set(this.values)
      this.values = longer
    }
    this.values[place] = value
  }
}
