import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frames, sectionsOf } from './section-frames.ts'

const sections = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 })

test('a stream of any pieces gives the sections it was made of', async () => {
  await fc.assert(
    fc.asyncProperty(sections, fc.integer({ min: 1, max: 30 }), async (given, size) => {
      const bytes = await bytesOf(given)
      assert.deepEqual(await readAll(bytes, size), given)
    }),
    { seed: 41, numRuns: 200 },
  )
})

test('a stream with a turned bit, or cut anywhere, or with more behind it, is refused', async () => {
  const bytes = await bytesOf([Uint8Array.of(1, 2, 3), new Uint8Array(9), Uint8Array.of(7)])
  for (let at = 0; at < bytes.length; at++) {
    await assert.rejects(readAll(bytes.subarray(0, at), 8), RangeError)
    for (let bit = 0; bit < 8; bit++) {
      const turned = bytes.slice()
      turned[at] ^= 1 << bit
      await assert.rejects(readAll(turned, 8), RangeError)
    }
  }
  await assert.rejects(readAll(Uint8Array.of(...bytes, 0), 8), RangeError)
})

test('whoever stops halfway, or finds damage, lets go of the stream', async () => {
  const bytes = await bytesOf([Uint8Array.of(1, 2, 3), new Uint8Array(900)])
  for (const [end, read] of [
    [bytes.length, 1],
    [bytes.length - 1, 9],
  ]) {
    let isOpen = false
    async function* watched() {
      isOpen = true
      try {
        yield* inPieces(bytes.subarray(0, end), 30)
      } finally {
        isOpen = false
      }
    }
    let left = read
    try {
      for await (const _ of sectionsOf(watched())) if (--left === 0) break
    } catch (error) {
      assert.ok(error instanceof RangeError)
    }
    assert.equal(isOpen, false)
  }
})

async function bytesOf(given: Uint8Array[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of frames(given)) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

async function readAll(bytes: Uint8Array, size: number): Promise<Uint8Array[]> {
  const read: Uint8Array[] = []
  for await (const section of sectionsOf(inPieces(bytes, size))) read.push(section.slice())
  return read
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}
