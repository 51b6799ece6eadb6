import { createServer, type Server } from 'node:http'

/** Below this much to replay nobody waits long enough to ask. */
const MUCH = 20_000
/** How often the log of the process tells how far it is. */
const TELL_MS = 10_000

/**
 * Answers while the log is replayed: the process lives, and is not ready yet, and says how
 * far it is. Opened only when there is much to replay, as after an upgrade.
 */
export class WaitingRoom {
  readonly #where: { port: number; host: string }
  readonly #tell: (says: string) => void
  #server?: Server
  #says = ''
  #toldAt = Number.NEGATIVE_INFINITY

  /** @param tell a line for the server's log */
  constructor(where: { port: number; host: string }, tell: (says: string) => void) {
    this.#where = where
    this.#tell = tell
  }

  /** @param done of so many records, the place reached */
  progress(done: number, all: number): void {
    if (this.#server === undefined && all - done < MUCH) return
    this.#says = `replaying the log: record ${done} of ${all}`
    this.#server ??= this.#open()
    if (performance.now() - this.#toldAt < TELL_MS) return
    this.#toldAt = performance.now()
    this.#tell(this.#says)
  }

  async close(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    await new Promise(closed => {
      server.close(closed)
      server.closeAllConnections()
    })
  }

  #open(): Server {
    const server = createServer((request, response) => {
      const isAlive = request.url === '/healthz'
      const problem = { type: 'about:blank', title: 'Not ready', status: 503, code: 'not_ready' }
      const body = isAlive ? { status: 'ok' } : { ...problem, detail: `Starting: ${this.#says}.` }
      const type = isAlive ? 'application/json' : 'application/problem+json'
      response.writeHead(isAlive ? 200 : 503, { 'content-type': type, 'retry-after': '5' })
      response.end(JSON.stringify(body))
    })
    server.on('error', () => {}) // the port is taken: the server itself will say so
    return server.listen(this.#where)
  }
}
