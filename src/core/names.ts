import type { ByteReader, ByteWriter } from './bytes.ts'

/** Texts and their dense numbers: the first text seen is 0. */
export class Names {
  readonly #index = new Map<string, number>()
  readonly #texts: string[] = []

  get count(): number {
    return this.#texts.length
  }

  /** −1 if never seen. */
  find(text: string): number {
    return this.#index.get(text) ?? -1
  }

  intern(text: string): number {
    const known = this.#index.get(text)
    if (known !== undefined) return known
    const index = this.#texts.length
    this.#index.set(text, index)
    this.#texts.push(text)
    return index
  }

  /** Empty for an index never given. */
  text(index: number): string {
    return this.#texts[index] ?? ''
  }

  save(writer: ByteWriter): void {
    writer.count(this.#texts.length)
    for (const text of this.#texts) writer.text(text)
  }

  static load(reader: ByteReader): Names {
    const names = new Names()
    for (let left = reader.count(); left > 0; left--) names.intern(reader.text())
    return names
  }
}
