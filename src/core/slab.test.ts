import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Piece, Slab } from './slab.ts'

test('a piece is what was put, whatever was put and freed around it', () => {
  const happening = fc.record({ size: fc.nat(20_000), frees: fc.boolean(), which: fc.nat() })
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 300 }), happenings => {
      const slab = new Slab()
      const kept: { piece: Piece; bytes: Uint8Array }[] = []
      for (const [n, { size, frees, which }] of happenings.entries()) {
        const bytes = new Uint8Array(size).fill(n)
        kept.push({ piece: slab.put(bytes), bytes })
        if (frees) slab.free(kept.splice(which % kept.length, 1)[0].piece)
      }
      for (const { piece, bytes } of kept) assert.ok(Buffer.compare(slab.get(piece), bytes) === 0)
    }),
    { seed: 11, numRuns: 60 },
  )
})

test('freed room is used again', () => {
  const slab = new Slab()
  for (let round = 0; round < 50; round++) {
    const pieces = Array.from({ length: 2000 }, (_, n) => slab.put(new Uint8Array(500 + (n % 12))))
    for (const piece of pieces) slab.free(piece)
  }
  assert.ok(slab.bytes <= 2 << 20, `${slab.bytes}`)
  slab.free(slab.put(new Uint8Array(100_000)))
  assert.ok(slab.bytes <= 2 << 20)
})
