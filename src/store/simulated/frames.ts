import { crc32 } from 'node:zlib'
import type { SimulatedDisk } from './disk.ts'

/** size u32 · CRC-32 of what follows u32 · bytes. */
const HEAD = 8

export function framed(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(HEAD + bytes.length)
  const view = new DataView(whole.buffer)
  view.setUint32(0, bytes.length)
  view.setUint32(4, crc32(bytes))
  whole.set(bytes, HEAD)
  return whole
}

/** The bytes of the frame at this place; undefined when it is not whole. */
export function frameAt(file: Uint8Array, at: number): Uint8Array | undefined {
  if (at + HEAD > file.length) return undefined
  const view = new DataView(file.buffer, file.byteOffset + at)
  const bytes = file.subarray(at + HEAD, at + HEAD + view.getUint32(0))
  const isWhole = bytes.length === view.getUint32(0) && view.getUint32(4) === crc32(bytes)
  return isWhole && bytes.length > 0 ? bytes : undefined
}

/** Whole frames from the beginning, each with its place. */
export function* framesOf(file: Uint8Array): Generator<{ at: number; bytes: Uint8Array }> {
  for (let at = 0; ; ) {
    const bytes = frameAt(file, at)
    if (!bytes) return
    yield { at, bytes }
    at += sizeOf(bytes)
  }
}

/** Of a frame in its file. */
export function sizeOf(bytes: Uint8Array): number {
  return HEAD + bytes.length
}

/** Does a whole frame stand anywhere behind this place? Then what stands here is no torn end. */
export function isFollowed(file: Uint8Array, at: number): boolean {
  for (let next = at + 1; next + HEAD < file.length; next++) {
    if (frameAt(file, next)) return true
  }
  return false
}

/** Read until two readings agree: what is cut off here must not be a slip of the reading. */
export function readSurely(disk: SimulatedDisk, name: string): Uint8Array {
  for (let before: Uint8Array | undefined; ; ) {
    const now = disk.read(name) ?? new Uint8Array()
    if (before && Buffer.compare(before, now) === 0) return now
    before = now
  }
}
