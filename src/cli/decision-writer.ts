import { DecisionLines, type DsJson } from '../engine/prove/ledger/dsjson.ts'

/** Takes the log in chunks of lines, and passes on its decisions as Vowpal Wabbit reads them. */
export class DecisionWriter {
  readonly #write: (text: string) => Promise<void>
  readonly #decisions = new DecisionLines()
  readonly #decoder = new TextDecoder()
  /** A line that has not ended yet. */
  #rest = ''

  constructor(write: (text: string) => Promise<void>) {
    this.#write = write
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    const text = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, { stream: true })
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop()!
    for (const line of lines) {
      if (line !== '') await this.#pass([...this.#decisions.add(JSON.parse(line))])
    }
  }

  async end(): Promise<void> {
    if (this.#rest !== '') await this.#pass([...this.#decisions.add(JSON.parse(this.#rest))])
    await this.#pass([...this.#decisions.end()])
  }

  async #pass(lines: DsJson[]): Promise<void> {
    for (const line of lines) await this.#write(`${JSON.stringify(line)}\n`)
  }
}
