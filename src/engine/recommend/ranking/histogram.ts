import { MOST_BINS } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'

const WIDTH = 2 * MOST_BINS
/** Pull of a leaf's value to 0, and least curvature on either side of a split. */
const PULL = 5
const LEAST_CURVATURE = 1

export interface Split {
  gain: number
  feature: number
  bin: number
}

/** Slopes and curvatures of the loss, summed by feature and bin. */
export class Histogram {
  readonly sums = new Float64Array(FEATURE_COUNT * WIDTH)
  slope = 0
  curvature = 0

  /** Sum the rows named by `order` from `from` to `to`. */
  fill(
    bins: Uint8Array,
    order: Int32Array,
    from: number,
    to: number,
    slopes: Float32Array,
    curvatures: Float32Array,
  ): void {
    const { sums } = this
    sums.fill(0)
    this.slope = 0
    this.curvature = 0
    for (let i = from; i < to; i++) {
      const row = order[i]
      const slope = slopes[row]
      const curvature = curvatures[row]
      const first = row * FEATURE_COUNT
      this.slope += slope
      this.curvature += curvature
      for (let f = 0, base = 0; f < FEATURE_COUNT; f++, base += WIDTH) {
        const at = base + 2 * bins[first + f]
        sums[at] += slope
        sums[at + 1] += curvature
      }
    }
  }

  /** What is left of this one when a child is taken out. */
  subtract(child: Histogram): void {
    for (let i = 0; i < this.sums.length; i++) this.sums[i] -= child.sums[i]
    this.slope -= child.slope
    this.curvature -= child.curvature
  }

  /** The split that lowers the loss most; a gain of 0 where none does. */
  bestSplit(): Split {
    const best: Split = { gain: 0, feature: -1, bin: -1 }
    const whole = worth(this.slope, this.curvature)
    for (let feature = 0; feature < FEATURE_COUNT; feature++) {
      let slope = 0
      let curvature = 0
      for (let bin = 0; bin < MOST_BINS - 1; bin++) {
        const at = feature * WIDTH + 2 * bin
        slope += this.sums[at]
        curvature += this.sums[at + 1]
        if (curvature < LEAST_CURVATURE) continue
        if (this.curvature - curvature < LEAST_CURVATURE) break
        const right = worth(this.slope - slope, this.curvature - curvature)
        const gain = worth(slope, curvature) + right - whole
        if (gain > best.gain) Object.assign(best, { gain, feature, bin })
      }
    }
    return best
  }

  /** The value a leaf of these rows takes. */
  get value(): number {
    return -this.slope / (this.curvature + PULL)
  }
}

function worth(slope: number, curvature: number): number {
  return (slope * slope) / (curvature + PULL)
}
