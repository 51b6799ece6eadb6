import type { ByteReader, ByteWriter } from './bytes.ts'
import { mix32 } from './hash.ts'
import { encode, scratch, Texts } from './texts.ts'

/** Shards grow one by one: a table of a million that grows at once holds everybody up. */
const SHARDS = 256

/** Texts and their dense numbers: the first text seen is 0. */
export class Names {
  readonly #texts = new Texts()
  /** By hash: open addressing, index + 1, zero an empty place. */
  readonly #tables: Int32Array[] = []
  readonly #sizes = new Int32Array(SHARDS)

  get count(): number {
    return this.#texts.length
  }

  /** −1 if never seen. */
  find(text: string): number {
    const size = encode(text)
    const hash = hashOf(scratch, size)
    const table = this.#tables[hash % SHARDS]
    return table === undefined ? -1 : table[this.#placeIn(table, hash, size)] - 1
  }

  intern(text: string): number {
    const size = encode(text)
    const hash = hashOf(scratch, size)
    const table = this.#roomFor(hash)
    const place = this.#placeIn(table, hash, size)
    if (table[place] > 0) return table[place] - 1
    const index = this.count
    this.#texts.setBytes(index, scratch, size)
    table[place] = index + 1
    this.#sizes[hash % SHARDS]++
    return index
  }

  /** Empty for an index never given. */
  text(index: number): string {
    return this.#texts.get(index)
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    for (let index = 0; index < this.count; index++) writer.text(this.text(index))
  }

  static load(reader: ByteReader): Names {
    const names = new Names()
    for (let left = reader.count(); left > 0; left--) names.intern(reader.text())
    return names
  }

  /** Place of the text in `scratch`, or the empty place where it belongs (linear probing). */
  #placeIn(table: Int32Array, hash: number, size: number): number {
    const mask = table.length - 1
    let at = (hash >>> 8) & mask
    while (table[at] > 0 && !this.#texts.equals(table[at] - 1, scratch, size)) at = (at + 1) & mask
    return at
  }

  #roomFor(hash: number): Int32Array {
    const shard = hash % SHARDS
    const table = this.#tables[shard] ?? new Int32Array(8)
    this.#tables[shard] = table
    if ((this.#sizes[shard] + 1) * 2 <= table.length) return table
    const larger = new Int32Array(table.length * 2)
    for (const entry of table) if (entry > 0) this.#reenter(larger, entry)
    this.#tables[shard] = larger
    return larger
  }

  #reenter(table: Int32Array, entry: number): void {
    const mask = table.length - 1
    const bytes = this.#texts.bytesOf(entry - 1)
    let at = (hashOf(bytes, bytes.length) >>> 8) & mask
    while (table[at] > 0) at = (at + 1) & mask
    table[at] = entry
  }
}

/** FNV-1a over bytes, mixed. */
function hashOf(bytes: Uint8Array, size: number): number {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < size; i++) h = Math.imul(h ^ bytes[i], 0x01000193)
  return mix32(h)
}
