import type { ByteReader, ByteWriter } from '../core/bytes.ts'

/**
 * Visitors merged into another: each key leads to the next, and the last stands for all of
 * them. The way back is kept beside it and not saved: who opens a link is asked for theirs,
 * and to look through the keys of a million visitors holds everybody up.
 */
export class Forwards {
  readonly #next = new Map<string, string>()
  readonly #before = new Map<string, string[]>()
  /** Leaps over keys between: a way gone once is short from then on (Hopcroft & Ullman, 1973). */
  readonly #leaps = new Map<string, string>()

  /** The one visitor that a key stands for today. */
  canonical(visitor: string): string {
    let last = visitor
    for (let next = this.#ahead(last); next !== undefined; next = this.#ahead(last)) last = next
    for (let key = visitor; key !== last; ) {
      const next = this.#ahead(key)!
      if (next !== last) this.#leaps.set(key, last)
      key = next
    }
    return last
  }

  /** Every key the same visitor was known by, the one that stands for all of them last. */
  keysOf(visitor: string): string[] {
    const keys = [this.canonical(visitor)]
    for (const key of keys) keys.push(...(this.#before.get(key) ?? []))
    return keys.reverse()
  }

  set(from: string, into: string): void {
    this.#next.set(from, into)
    const before = this.#before.get(into)
    if (before === undefined) this.#before.set(into, [from])
    else before.push(from)
  }

  delete(from: string): void {
    const into = this.#next.get(from)
    if (into === undefined) return
    this.#next.delete(from)
    this.#leaps.clear()
    const left = this.#before.get(into)!.filter(key => key !== from)
    if (left.length === 0) this.#before.delete(into)
    else this.#before.set(into, left)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#next.size)
    for (const [from, into] of this.#next) {
      writer.text(from)
      writer.text(into)
    }
  }

  static load(reader: ByteReader): Forwards {
    const forwards = new Forwards()
    for (let left = reader.count(); left > 0; left--) forwards.set(reader.text(), reader.text())
    return forwards
  }

  #ahead(key: string): string | undefined {
    return this.#leaps.get(key) ?? this.#next.get(key)
  }
}
