import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { FIELDS, GRAIN } from './bets.ts'
import { Cells } from './cells.ts'

const ARMS = 2
const ROWS = 600

test('however often is added, sums are those of plain addition to the last bit', () => {
  const { cells, plain } = added(1, 20_000)
  for (const [row, sums] of plain.entries()) assert.deepEqual(cells.read(row, 1), sums)
  assert.ok(plain[0][0] > 127 || plain[0][0] < -127, 'the first row is to outgrow 32 bits')
  assert.deepEqual(cells.read(0, 0), new Float64Array(FIELDS))
})

test('saved and loaded, cells go on as if nothing had happened', () => {
  const { cells } = added(2, 3_000)
  const again = loaded(cells)
  for (const one of [cells, again]) add(one, 3, 3_000, [])
  assert.deepEqual(saved(again), saved(cells))
})

test('what is forgotten begins at nothing, also where much was carried', () => {
  const { cells } = added(4, 20_000)
  cells.forget(0)
  assert.deepEqual(cells.read(0, 1), new Float64Array(FIELDS))
  const { cells: fresh } = added(4, 0)
  for (const one of [cells, fresh]) one.addTo(Int32Array.of(0), 1, 1, visit(new Random(5)))
  assert.deepEqual(cells.read(0, 1), fresh.read(0, 1))
})

test('sums of any size can be added, small to large and large to small', () => {
  const { cells, plain } = added(6, 20_000)
  const other = added(7, 20_000)
  for (let row = 0; row < ROWS; row++) cells.add(row, 1, other.cells.read(row, 1))
  for (let row = 0; row < ROWS; row++) {
    const sums = plain[row].map((sum, f) => sum + other.plain[row][f])
    assert.deepEqual(cells.read(row, 1), sums)
    assert.equal(cells.readOne(row, 1, 3), sums[3])
  }
})

test('a file with sums of rows that are not there is refused', () => {
  const { cells } = added(8, 100)
  assert.throws(() => new Cells(ARMS).load(new ByteReader(saved(cells)), 10), RangeError)
})

/** Row 0 is in every visit, the others are seldom. */
function added(seed: number, visits: number): { cells: Cells; plain: Float64Array[] } {
  const cells = new Cells(ARMS)
  const plain = Array.from({ length: ROWS }, () => new Float64Array(FIELDS))
  add(cells, seed, visits, plain)
  return { cells, plain }
}

function add(cells: Cells, seed: number, visits: number, plain: Float64Array[]): void {
  const random = new Random(seed)
  for (let i = 0; i < visits; i++) {
    const rows = Int32Array.of(0, -1, 1 + random.below(ROWS - 1))
    const sums = visit(random)
    cells.addTo(rows, rows.length, 1, sums)
    for (const row of rows)
      plain[row]?.forEach((_, f) => {
        plain[row][f] += sums[f]
      })
  }
}

/** As large as a visit can be, in whole grains. */
function visit(random: Random): Float64Array {
  return Float64Array.from({ length: FIELDS }, (_, f) =>
    f === 0 ? 1 : Math.round((random.next() * 2 - 1) * GRAIN) / GRAIN,
  )
}

function loaded(cells: Cells): Cells {
  const again = new Cells(ARMS)
  again.load(new ByteReader(saved(cells)), ROWS)
  return again
}

function saved(cells: Cells): Uint8Array {
  const writer = new ByteWriter()
  cells.save(writer)
  return writer.done()
}
