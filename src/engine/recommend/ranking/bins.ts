import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FEATURE_COUNT } from './features.ts'

/** Bins of a feature, at most. */
export const MOST_BINS = 64

/**
 * Feature values as bytes: the bin of a value is how many of its feature's edges lie below
 * it. Edges are quantiles of a sample; a feature of few values has an edge between each.
 */
export class Bins {
  /** 63 edges a feature, the unused ones infinite. */
  readonly edges = new Float32Array(FEATURE_COUNT * MOST_BINS).fill(Infinity)

  /** @param sample feature values, row by row, `count` rows. */
  static of(sample: Float32Array, count: number): Bins {
    const bins = new Bins()
    const column = new Float32Array(count)
    for (let f = 0; f < FEATURE_COUNT; f++) {
      for (let i = 0; i < count; i++) column[i] = sample[i * FEATURE_COUNT + f]
      column.sort()
      bins.edges.set(edgesOf(column), f * MOST_BINS)
    }
    return bins
  }

  /** Bins of `count` rows of values. */
  bin(values: Float32Array, count: number, into: Uint8Array): void {
    const { edges } = this
    for (let i = 0; i < count * FEATURE_COUNT; i += FEATURE_COUNT) {
      for (let f = 0; f < FEATURE_COUNT; f++) {
        const value = values[i + f]
        const base = f * MOST_BINS
        let bin = edges[base + 31] < value ? 32 : 0
        if (edges[base + bin + 15] < value) bin += 16
        if (edges[base + bin + 7] < value) bin += 8
        if (edges[base + bin + 3] < value) bin += 4
        if (edges[base + bin + 1] < value) bin += 2
        if (edges[base + bin] < value) bin++
        into[i + f] = bin
      }
    }
  }

  save(writer: ByteWriter): void {
    for (const edge of this.edges) writer.f32(edge)
  }

  static load(reader: ByteReader): Bins {
    const bins = new Bins()
    for (let i = 0; i < bins.edges.length; i++) bins.edges[i] = reader.f32()
    return bins
  }
}

/** At most 63 rising edges between the values of a sorted column. */
function edgesOf(column: Float32Array): number[] {
  const distinct = column.filter((value, i) => i === 0 || value !== column[i - 1])
  if (distinct.length <= MOST_BINS) return [...distinct.subarray(0, distinct.length - 1)]
  return quantiles(column)
}

/**
 * Equal shares of the values; one so frequent that it fills several shares has an edge on
 * both sides, and the shares that it saves go to the others.
 */
function quantiles(column: Float32Array): number[] {
  const edges: number[] = []
  let from = 0
  while (edges.length < MOST_BINS - 1 && from < column.length) {
    const left = MOST_BINS - edges.length
    let to = from + Math.max(1, Math.floor((column.length - from) / left))
    if (to >= column.length) break
    const value = column[to - 1]
    while (to < column.length && column[to] === value) to++
    if (to >= column.length) break
    edges.push(value)
    from = to
  }
  return edges
}
