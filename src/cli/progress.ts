const WIDTH = 28
const EVERY_MS = 200
const EVERY_LINE_MS = 5_000

/** A bar on a terminal, a line now and then elsewhere; always on stderr. */
export class Progress {
  readonly #total: number
  readonly #unit: string
  readonly #started = performance.now()
  readonly #before: number
  #shownAt = 0

  /**
   * @param total 0 when it is not known
   * @param before what an earlier run had done, which tells nothing of this one's pace
   */
  constructor(unit: string, total: number, before = 0) {
    this.#unit = unit
    this.#total = total
    this.#before = before
  }

  show(done: number, note = ''): void {
    const now = performance.now()
    const pause = process.stderr.isTTY ? EVERY_MS : EVERY_LINE_MS
    if (now - this.#shownAt < pause) return
    this.#shownAt = now
    const text = `${this.#bar(done)}${grouped(done)} ${this.#unit}, ${this.rate(done - this.#before)}/s ${note}`
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[2K${text}` : `${text}\n`)
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
  }

  rate(done: number): string {
    return grouped(Math.round((done * 1000) / Math.max(1, performance.now() - this.#started)))
  }

  #bar(done: number): string {
    if (this.#total === 0) return ''
    const share = Math.min(1, done / this.#total)
    const full = Math.round(share * WIDTH)
    return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.round(share * 100)} %  `
  }
}

export function grouped(count: number): string {
  return count.toLocaleString('en').replaceAll(',', ' ')
}
