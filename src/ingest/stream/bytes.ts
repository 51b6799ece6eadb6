import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refused } from '../refusals.ts'

export interface ByteCaps {
  /** Most bytes after unpacking. */
  maxBytes: number
}
export const DEFAULT_CAPS: ByteCaps = { maxBytes: 2 * 1024 ** 3 }

/** A real feed packs 5 to 30 times; beyond this it is a bomb. Judged once this much has come out. */
const MAX_RATIO = 200
const RATIO_FROM = 1024 ** 2

/**
 * Bytes of a file, unpacked when its first two say gzip.
 * @throws Refused `too_large`, `unreadable`
 */
export async function* openBytes(
  source: AsyncIterable<Uint8Array>,
  caps: ByteCaps = DEFAULT_CAPS,
): AsyncGenerator<Uint8Array> {
  const counted = { packed: 0 }
  const { head, rest } = await peek(source, 4)
  if (isZip(head)) {
    throw new Refused('', 'unreadable', 'A zip archive: send the file itself, plain or gzip.')
  }
  const bytes = isGzip(head) ? gunzip(rest, counted) : rest
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > caps.maxBytes) {
      throw new Refused('', 'too_large', `The file has more than ${caps.maxBytes} bytes unpacked.`)
    }
    if (counted.packed > 0 && size > RATIO_FROM && size > MAX_RATIO * counted.packed) {
      throw new Refused('', 'too_large', `The file unpacks to over ${MAX_RATIO} times its size.`)
    }
    yield chunk
  }
}

async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  counted: { packed: number },
): AsyncGenerator<Uint8Array> {
  const input = Readable.from(count(source, counted))
  const output = createGunzip()
  input.on('error', error => output.destroy(error))
  input.pipe(output)
  try {
    yield* output
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!code.startsWith('Z_')) throw error
    throw new Refused('', 'unreadable', 'The gzip file is damaged or cut short: send it again.')
  } finally {
    input.destroy()
    output.destroy()
  }
}

async function* count(source: AsyncIterable<Uint8Array>, counted: { packed: number }) {
  for await (const chunk of source) {
    counted.packed += chunk.length
    yield chunk
  }
}

/** The first bytes, and the whole again with them. */
async function peek(source: AsyncIterable<Uint8Array>, size: number) {
  const iterator = source[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let length = 0
  while (length < size) {
    const next = await iterator.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  return { head: Buffer.concat(parts).subarray(0, size), rest: again(parts, iterator) }
}

async function* again(parts: Uint8Array[], iterator: AsyncIterator<Uint8Array>) {
  try {
    yield* parts
    for (;;) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
}
