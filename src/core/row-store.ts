import { ByteReader, ByteWriter } from './bytes.ts'

/** A structure that is saved row by row, so that no more than a piece of it is held twice. */
export interface RowStore {
  /** One more than the highest row there is. */
  readonly rows: number
  saveRow(row: number, writer: ByteWriter): void
  /** The next row, in order, of a structure that was empty. */
  loadRow(row: number, reader: ByteReader): void
}

/** About how large a section is, in bytes. */
export const SECTION = 1 << 20

export function saveRows(store: RowStore, writer: ByteWriter): void {
  writer.count(store.rows)
  for (let row = 0; row < store.rows; row++) store.saveRow(row, writer)
}

export function loadRows(store: RowStore, reader: ByteReader): void {
  const count = reader.count()
  if (count > reader.left) throw new RangeError('there are more rows than bytes')
  for (let row = 0; row < count; row++) store.loadRow(row, reader)
}

/** The same as sections of bounded size, each of which says whose rows it holds, and from which on. */
export function* rowSections(store: RowStore, part: number, size = SECTION): Generator<Uint8Array> {
  for (let row = 0; row < store.rows; ) {
    // The first may be the last: what holds little is saved at little cost.
    const writer = new ByteWriter(row === 0 ? 4096 : size + 4096)
    writer.u8(part)
    writer.count(row)
    while (row < store.rows && writer.size < size) store.saveRow(row++, writer)
    yield writer.done()
  }
}

/** @throws RangeError when the section is not the next of its part. */
export function takeSection(section: Uint8Array, parts: readonly RowStore[]): void {
  const reader = new ByteReader(section)
  const part = reader.u8()
  const store = parts[part]
  if (store === undefined) throw new RangeError(`a section of part ${part} is not known`)
  let row = reader.count()
  if (row !== store.rows) {
    throw new RangeError(`part ${part} goes on at row ${row}, but has ${store.rows} so far`)
  }
  while (reader.left > 0) store.loadRow(row++, reader)
}
