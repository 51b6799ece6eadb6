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

/**
 * The sections again, one by one, for the stream may be longer than memory is wide. What was
 * given is right even when the end never comes; who loads a state waits for the end.
 * @throws RangeError when the stream is not whole.
 */
export async function* sectionsOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = new Exactly(stream)
  try {
    yield* sectionsIn(bytes)
  } finally {
    await bytes.close()
  }
}

async function* sectionsIn(bytes: Exactly): AsyncGenerator<Uint8Array> {
  if (wordAt(await bytes.next(4), 0) !== MAGIC) {
    throw new RangeError('this is no snapshot of this form')
  }
  for (let count = 0; ; count++) {
    const head = await bytes.next(8)
    const size = wordAt(head, 0)
    const sum = wordAt(head, 4)
    if (size === END) {
      if (sum === count && (await bytes.isOver())) return
      throw new RangeError('its end is not where it should be')
    }
    const section = await bytes.next(size)
    if (sumOf(section, count) !== sum) throw new RangeError(`section ${count} is damaged`)
    yield section
  }
}

/** A stream, read by so many bytes at a time. */
class Exactly {
  readonly #stream: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array()

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream[Symbol.asyncIterator]()
  }

  /** A length that a turned bit made huge costs what the stream has, not what it says. */
  async next(size: number): Promise<Uint8Array> {
    const pieces = [this.#rest]
    let length = this.#rest.length
    while (length < size) {
      const { done, value } = await this.#stream.next()
      if (done) throw new RangeError('it ends before its content')
      pieces.push(value)
      length += value.length
    }
    const all = pieces.length === 1 ? this.#rest : new Uint8Array(Buffer.concat(pieces, length))
    this.#rest = all.subarray(size)
    return all.subarray(0, size)
  }

  /** Whoever stops halfway lets go of what is read from. */
  async close(): Promise<void> {
    await this.#stream.return?.()
  }

  async isOver(): Promise<boolean> {
    return this.#rest.length === 0 && (await this.#stream.next()).done === true
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true)
}

/** Begun with the size and the place, so that neither can turn unnoticed. */
function sumOf(section: Uint8Array, place: number): number {
  HEAD[0] = section.length
  HEAD[1] = place
  return crc32(section, crc32(HEAD_BYTES))
}

const HEAD = new Uint32Array(2)
const HEAD_BYTES = new Uint8Array(HEAD.buffer)

function words(...values: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer)
}
