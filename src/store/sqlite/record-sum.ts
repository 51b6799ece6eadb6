import { crc32 } from 'node:zlib'

/**
 * The sum of a record, kept beside it: SQLite does not notice a bit that turned inside
 * a text. CRC-32 over the record as the log's thread is handed it, begun with its place,
 *
 *     bodySize u32 · typeSize u8 · partition u16 · version u16 · receivedAt f64
 *     · id 16 bytes · type · body (JSON, UTF-8)
 *
 * so that a right record at a wrong place is damage too. Whoever rewrites a record of a
 * day that is over sets its sum with `sumOfRecord`.
 */
export const HEAD = 33

export interface StoredRecord {
  position: number
  partition: number
  /** 16 bytes. */
  id: Uint8Array
  type: string
  version: number
  receivedAt: number
  /** JSON. */
  body: string
}

/** A sum as it is stored: 32 bits with their sign, which SQLite keeps in four bytes. */
export function sumOfRecord(record: StoredRecord): number {
  const { type, body, id } = record
  const room = roomFor(HEAD + type.length + body.length * 3)
  const bodyAt = HEAD + room.write(type, HEAD, 'latin1')
  const bodySize = room.write(body, bodyAt)
  writeHead(room, 0, { ...record, bodySize })
  room.set(id, HEAD - 16)
  return sumOfPacked(room.subarray(0, bodyAt + bodySize), record.position)
}

/** The same, of a record that is packed already. */
export function sumOfPacked(packed: Uint8Array, position: number): number {
  return crc32(packed, seedOf(position)) | 0
}

/** The numbers at the beginning of a packed record; its id stands in the head's last 16 bytes. */
export function writeHead(
  bytes: Buffer,
  at: number,
  head: {
    bodySize: number
    type: string
    partition: number
    version: number
    receivedAt: number
  },
): void {
  bytes.writeUInt32LE(head.bodySize, at)
  bytes[at + 4] = head.type.length
  bytes.writeUInt16LE(head.partition, at + 5)
  bytes.writeUInt16LE(head.version, at + 7)
  bytes.writeDoubleLE(head.receivedAt, at + 9)
}

/** Places beyond 32 bits count too; a bit that turns in either half turns the seed. */
function seedOf(position: number): number {
  return (position ^ Math.floor(position / 4294967296)) >>> 0
}

let scratch = Buffer.allocUnsafeSlow(1 << 16)
function roomFor(size: number): Buffer {
  if (size > scratch.length) scratch = Buffer.allocUnsafeSlow(size * 2)
  return scratch
}
