/**
 * A WAL whose chain of checksums is broken, made whole again. SQLite believes a WAL up
 * to the first frame whose sum is wrong, so that one turned bit takes everything behind
 * it. Here the sums are made anew over what stands there: a page that is damaged then
 * shows in the sums of its records, and the others are back.
 *
 *     header  magic · version · page size · sequence · salt 8 bytes · sum 8 bytes
 *     frame   page · size of the file after a commit, or 0 · salt · sum · the page
 *
 * Only for a WAL that is known to have held more than SQLite finds in it: in any other,
 * a broken chain is the mark of a write that was under way when the power went.
 */
const HEADER = 32
const FRAME_HEAD = 24
const PAGE = 4096
const FRAME = FRAME_HEAD + PAGE
const MAGIC = 0x377f0682
const VERSION = 3007000

export function mendWal(damaged: Uint8Array): Buffer | undefined {
  const wal = Buffer.from(damaged)
  const count = Math.floor((wal.length - HEADER) / FRAME)
  const salt = saltOf(wal, count)
  if (salt === undefined) return undefined
  writeHeader(wal, salt)
  let sum: Sum = [wal.readUInt32BE(24), wal.readUInt32BE(28)]
  let frame = 0
  for (; frame < count && isOfThisRound(wal, frame, count, salt); frame++) {
    const at = HEADER + frame * FRAME
    salt.copy(wal, at + 8)
    sum = add(sum, wal.subarray(at, at + 8))
    sum = add(sum, wal.subarray(at + FRAME_HEAD, at + FRAME))
    wal.writeUInt32BE(sum[0], at + 16)
    wal.writeUInt32BE(sum[1], at + 20)
  }
  return wal.subarray(0, HEADER + frame * FRAME)
}

type Sum = [number, number]

/** The salt of this round stands in every frame: the one that two neighbours share is right. */
function saltOf(wal: Buffer, count: number): Buffer | undefined {
  const salts = [wal.subarray(16, 24)]
  for (let frame = 0; frame < Math.min(count, 3); frame++) salts.push(saltAt(wal, frame))
  const shared = salts.find((salt, i) => salts.some((other, j) => j > i && other.equals(salt)))
  return shared && Buffer.from(shared)
}

/** Frames behind the newest commit may be of the round before; one with a turned bit is followed by its like. */
function isOfThisRound(wal: Buffer, frame: number, count: number, salt: Buffer): boolean {
  if (saltAt(wal, frame).equals(salt)) return true
  return frame + 1 < count && saltAt(wal, frame + 1).equals(salt)
}

function saltAt(wal: Buffer, frame: number): Buffer {
  const at = HEADER + frame * FRAME + 8
  return wal.subarray(at, at + 8)
}

function writeHeader(wal: Buffer, salt: Buffer): void {
  wal.writeUInt32BE(MAGIC, 0)
  wal.writeUInt32BE(VERSION, 4)
  wal.writeUInt32BE(PAGE, 8)
  salt.copy(wal, 16)
  const [first, second] = add([0, 0], wal.subarray(0, 24))
  wal.writeUInt32BE(first, 24)
  wal.writeUInt32BE(second, 28)
}

/** SQLite's sum, over little-endian words as this magic says. */
function add([first, second]: Sum, bytes: Buffer): Sum {
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + bytes.readUInt32LE(at) + second) >>> 0
    second = (second + bytes.readUInt32LE(at + 4) + first) >>> 0
  }
  return [first, second]
}
