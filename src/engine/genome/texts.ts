import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/**
 * A text is written in full the first time and as a number from then on: the same
 * filter, search or experience comes back many times in one genome.
 */
export class TextWriter {
  #numbers = new Map<string, number>()

  write(out: ByteWriter, text: string): void {
    const number = this.#numbers.get(text)
    out.count(number ?? 0)
    if (number !== undefined) return
    out.text(text)
    this.#numbers.set(text, this.#numbers.size + 1)
  }
}

export class TextReader {
  #texts: string[] = []

  /** @throws RangeError for a number that was never given. */
  read(from: ByteReader): string {
    const number = from.count()
    if (number > 0) {
      const text = this.#texts[number - 1]
      if (text === undefined) throw new RangeError(`text ${number} was never written`)
      return text
    }
    const text = from.text()
    this.#texts.push(text)
    return text
  }
}
