import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Rounded } from './rounded.ts'

/** Weights are sums of seventy cells: a 512th more or less in each moves no order. */
const WEIGHTS = new Rounded(512)
/** Steps of a cell's experience to each doubling. */
const PER_DOUBLING = 8

/**
 * The cells of an online ranker in few bytes, for a model that travels: how far each is from
 * where it began, rounded, and how much it has learnt, to a twentieth. Most cells learn next to
 * nothing; they begin anew, and a run of them is a number.
 */
export function packCells(
  writer: ByteWriter,
  weights: Float32Array,
  priors: Float32Array,
  squares: Float32Array,
): void {
  for (let cell = 0; cell < weights.length; ) {
    const level = levelOf(squares[cell])
    writer.count(level)
    if (level === 0) {
      cell += writeRun(writer, cell, squares)
      continue
    }
    WEIGHTS.write(writer, weights[cell] - priors[cell])
    cell++
  }
}

/** How many cells from this one on have learnt next to nothing. */
function writeRun(writer: ByteWriter, first: number, squares: Float32Array): number {
  let end = first + 1
  while (end < squares.length && levelOf(squares[end]) === 0) end++
  writer.count(end - first)
  return end - first
}

/** @throws RangeError when the bytes hold more cells than there are. */
export function unpackCells(
  reader: ByteReader,
  weights: Float32Array,
  squares: Float32Array,
): void {
  let cell = 0
  while (cell < weights.length) {
    const level = reader.count()
    if (level === 0) {
      cell += reader.count()
      continue
    }
    squares[cell] = squareOf(level)
    weights[cell++] += WEIGHTS.read(reader)
  }
  if (cell > weights.length) throw new RangeError('a model has more cells than it may')
}

function levelOf(square: number): number {
  return Math.round(PER_DOUBLING * Math.log2(1 + square))
}

function squareOf(level: number): number {
  return 2 ** (level / PER_DOUBLING) - 1
}
