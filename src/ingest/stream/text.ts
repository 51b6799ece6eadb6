import { Refused } from '../refusals.ts'

/**
 * Bytes to text. The encoding is what a byte-order mark says, else an XML
 * declaration, else `charset` of the content type, else UTF-8; a file that says
 * nothing and is not UTF-8 in its first chunk is read as Windows-1252, as
 * spreadsheets of the West save it.
 * @throws Refused `unreadable` for an encoding nobody knows
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array>,
  contentType = '',
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of source) {
    decoder ??= decoderFor(chunk, contentType)
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const last = decoder?.decode() ?? ''
  if (last !== '') yield last
}

function decoderFor(chunk: Uint8Array, contentType: string): TextDecoder {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le')
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be')
  const head = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, 200))
  const declared = /^\s*<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head.toString('latin1'))?.[1]
  const label = declared ?? /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ?? guess(chunk)
  try {
    return new TextDecoder(label)
  } catch {
    throw new Refused('', 'unreadable', `Unknown encoding "${label}": save the file as UTF-8.`)
  }
}

function guess(chunk: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
