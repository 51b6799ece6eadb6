import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** What a slow reader may have waiting before it is let go: a whole state, and a few seconds of rows. */
const BUFFER_BYTES = 2 * 1024 * 1024

/** Server-sent events on one response (WHATWG HTML §9.2). */
export class EventStream {
  readonly #response: ServerResponse
  #wasFull = false

  /** @param headers of the reply that was taken over, such as CORS. */
  constructor(response: ServerResponse, headers: OutgoingHttpHeaders) {
    this.#response = response
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no', // nginx would keep the rows to itself
    })
    response.write('retry: 2000\n\n')
    response.on('error', () => response.destroy())
  }

  send(name: string, data: unknown): void {
    this.#write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  /** Keeps the line open. Who has read nothing from one of these to the next takes a place for nothing. */
  comment(text: string): void {
    const isFull = this.#response.writableNeedDrain
    if (isFull && this.#wasFull) this.#response.destroy()
    this.#wasFull = isFull
    this.#write(`: ${text}\n\n`)
  }

  /** The reader left, was let go, or we ended. */
  whenOver(then: () => void): void {
    this.#response.once('close', then)
  }

  end(): void {
    this.#response.end()
    this.#response.destroy()
  }

  #write(text: string): void {
    if (this.#response.destroyed) return
    this.#response.write(text)
    if (this.#response.writableLength > BUFFER_BYTES) this.#response.destroy()
  }
}
