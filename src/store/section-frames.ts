import { crc32 } from 'node:zlib'

/**
 * Sections of a snapshot as a stream, each with its own sum:
 *
 *     "VSNP" · (size u32 · CRC-32 u32 · bytes)… · 0xffffffff · count of sections u32
 *
 * A bit that turned is found in its section; a stream that was cut has no end.
 */
const MAGIC = 0x504e5356
const END = 0xffffffff

export async function* frames(sections: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield words(MAGIC)
  let count = 0
  for (const section of sections) {
    yield words(section.length, sumOf(section, count++))
    yield section
  }
  yield words(END, count)
}

/** @throws RangeError when the stream is not whole. */
export function unframed(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('this is no snapshot of this form')
  const sections: Uint8Array[] = []
  for (let at = 4; ; ) {
    const size = view.getUint32(at, true)
    const sum = view.getUint32(at + 4, true)
    at += 8
    if (size === END) {
      if (sum === sections.length && at === bytes.length) return sections
      throw new RangeError('its end is not where it should be')
    }
    const section = bytes.subarray(at, at + size)
    if (section.length !== size || sumOf(section, sections.length) !== sum) {
      throw new RangeError(`section ${sections.length} is damaged`)
    }
    sections.push(section)
    at += size
  }
}

/** Begun with the size and the place, so that neither can turn unnoticed. */
function sumOf(section: Uint8Array, place: number): number {
  return crc32(section, crc32(words(section.length, place)))
}

function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer)
}
