import type { Random } from '../../src/core/random.ts'
import { Latencies } from '../fixtures/latencies.ts'
import { LeanClient } from '../fixtures/lean-client.ts'
import { PageViews } from '../fixtures/page-views.ts'

const SOCKETS = 64

/**
 * Decisions at a fixed rate for as long as it runs, whether or not earlier ones were
 * answered; latency counts from the moment each was due.
 */
export class Load {
  readonly #client: LeanClient
  readonly #views: PageViews
  readonly #tick: NodeJS.Timeout
  #latencies = new Latencies()

  constructor(
    port: number,
    publicKey: string,
    { items, rate, random }: { items: number; rate: number; random: Random },
  ) {
    this.#client = new LeanClient(port, SOCKETS)
    this.#views = new PageViews(publicKey, items, random)
    const began = performance.now()
    let sent = 0
    this.#tick = setInterval(() => {
      for (; began + (sent * 1000) / rate <= performance.now(); sent++) {
        this.#send(began + (sent * 1000) / rate)
      }
    }, 1)
  }

  /** What was answered from now on counts anew. @returns what counted until now */
  take(): Latencies {
    const taken = this.#latencies
    this.#latencies = new Latencies()
    return taken
  }

  stop(): void {
    clearInterval(this.#tick)
    this.#client.close()
  }

  #send(due: number): void {
    this.#client.send(this.#views.next(), reply => {
      this.#latencies.note(reply, performance.now() - due)
    })
  }
}
