import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/**
 * The last place that was on disk, in a file of its own: `log/durable`, 12 bytes. SQLite
 * takes a damaged end of its WAL for the end of what was written; the mark knows better.
 * It is written after each commit and not waited for, so it may be behind, never ahead.
 */
export class DurableMark {
  readonly #file: number
  readonly #bytes = Buffer.alloc(SIZE)

  constructor(folder: string) {
    const path = join(folder, NAME)
    this.#file = openSync(path, existsSync(path) ? 'r+' : 'w')
  }

  write(position: number): void {
    this.#bytes.writeDoubleLE(position)
    this.#bytes.writeUInt32LE(crc32(this.#bytes.subarray(0, 8)), 8)
    try {
      writeSync(this.#file, this.#bytes, 0, SIZE, 0)
    } catch {
      // The record itself is on disk. A mark that stays behind says less, and nothing wrong.
    }
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Undefined when there is none; 'damaged' when it is not what was written. */
export function readDurableMark(folder: string): number | undefined | 'damaged' {
  const path = join(folder, NAME)
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  if (bytes.length === 0) return undefined // made, and nothing was committed since
  const isWhole = bytes.length === SIZE && crc32(bytes.subarray(0, 8)) === bytes.readUInt32LE(8)
  return isWhole ? bytes.readDoubleLE() : 'damaged'
}

const NAME = 'durable'
const SIZE = 12
