import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { all } from '../fixtures/streams.ts'
import { readTable } from './table.ts'

test('what was written as CSV is read as it was, wherever the stream is cut', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', '1'),
    maxLength: 8,
  })
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const header = ['x', 'y', 'z']
      const text = [header, ...rows].map(row => row.map(quote).join(',')).join('\n')
      const read = await all(readTable(pieces(`${text}\n`, size)))
      assert.deepEqual(
        read.map(row => row.cells),
        [header, ...rows],
      )
    }),
    { seed: 2, numRuns: 300 },
  )
})

test('a quote left open costs its own line and no other', async () => {
  const text =
    'id,title,price\n1,Boot,5\n2,"Boot 24", wide,6\n3,"Boot,7\n4,"Boot, large",8\n5,"He said ""no""",9\n'
  const rows = await all(readTable(pieces(text, 11)))
  assert.deepEqual(
    rows.map(row => [row.line, row.cells[0]]),
    [
      [1, 'id'],
      [2, '1'],
      [3, '2'],
      [4, '3'],
      [5, '4'],
      [6, '5'],
    ],
  )
  assert.deepEqual(rows[4].cells, ['4', 'Boot, large', '8'])
  assert.deepEqual(rows[5].cells, ['5', 'He said "no"', '9'])
})

test('lines are counted through cells of several lines, and both line ends are understood', async () => {
  const rows = await all(readTable(pieces('a\tb\r\n1\t"two\r\nlines"\r\n\r\n3\tx', 3)))
  assert.deepEqual(rows, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', 'two\r\nlines'] },
    { line: 5, cells: ['3', 'x'] },
  ])
})

test('the header tells the delimiter', async () => {
  for (const mark of [',', ';', '\t', '|']) {
    const rows = await all(readTable(pieces(`id${mark}title\n1${mark}a b\n`, 4)))
    assert.deepEqual(rows[1].cells, ['1', 'a b'])
  }
})

test('a line without end is cut off, not swallowed whole', async () => {
  const rows = await all(readTable(pieces(`a,b\n${'x'.repeat(3_000_000)}\n1,2\n`, 65_536)))
  assert.deepEqual(rows.at(-1)?.cells, ['1', '2'])
  assert.equal(rows.length, 3)
})

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

async function* pieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}
