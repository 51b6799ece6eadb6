import type { IncomingMessage } from 'node:http'
import { UnderWay } from '../../core/under-way.ts'
import { Problem } from '../problem.ts'

/** All bodies under way together, and how long one may take. */
const ROOM_BYTES = 64 << 20
const SLOWEST_MS = 10_000

interface Reading {
  bytes: number
  startedAt: number
  giveUp(problem: Problem): void
}

/**
 * Room for the bodies that are being read, in bytes as they come: what a sender
 * announces costs nothing. Who takes longer than ten seconds is told to stop, and when
 * the room is full the one who began first makes place: an honest body is whole within
 * milliseconds, so the oldest is one that dawdles.
 */
export class Bodies {
  readonly #room: number
  readonly #now: () => number
  readonly #under = new UnderWay<Reading>()
  #bytes = 0

  constructor(now: () => number, room = ROOM_BYTES) {
    this.#now = now
    this.#room = room
  }

  /** Bytes held by bodies that are not whole yet. */
  get bytes(): number {
    return this.#bytes
  }

  /** @throws Problem when the body is too large, too slow, cut short or of another size than said. */
  read(source: IncomingMessage, limit: number): Promise<Buffer> {
    const said = Number(source.headers['content-length'])
    if (said > limit) return Promise.reject(tooLarge())
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      const reading: Reading = { bytes: 0, startedAt: this.#now(), giveUp: end }
      const place = this.#under.add(reading)
      const onData = (chunk: Buffer) => {
        chunks.push(chunk)
        reading.bytes += chunk.length
        this.#bytes += chunk.length
        if (reading.bytes > limit) end(tooLarge())
        else if (this.#bytes > this.#room) this.#makePlace()
      }
      const onEnd = () => end(said >= 0 && said !== reading.bytes ? cutShort() : undefined)
      const onBroken = () => end(cutShort())
      source.on('data', onData).on('end', onEnd).on('error', onBroken).on('aborted', onBroken)
      const leave = () => this.#leave(place, reading)

      function end(problem?: Problem): void {
        source.off('data', onData).off('end', onEnd).off('error', onBroken).off('aborted', onBroken)
        leave()
        if (problem) reject(problem)
        else resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))
      }
    })
  }

  /** To be called now and then: who dawdles is told to stop. */
  sweep(): void {
    const before = this.#now() - SLOWEST_MS
    for (const reading of this.#under) if (reading.startedAt <= before) reading.giveUp(tooSlow())
  }

  #makePlace(): void {
    const oldestFirst = [...this.#under].sort((a, b) => a.startedAt - b.startedAt)
    for (const oldest of oldestFirst) {
      if (this.#bytes <= this.#room) return
      oldest.giveUp(tooSlow())
    }
  }

  #leave(place: number, reading: Reading): void {
    if (this.#under.takeOut(place, reading)) this.#bytes -= reading.bytes
  }
}

export function tooLarge(): Problem {
  const detail = 'The body is larger than 1 MB; send it in several requests.'
  return new Problem(413, 'too_large', detail, { field: '' })
}

function cutShort(): Problem {
  return new Problem(400, 'cut_short', 'The body ended before it was whole.', { field: '' })
}

/** The rest of the body is not waited for, so the connection ends with the answer. */
function tooSlow(): Problem {
  return new Problem(408, 'too_slow', 'The body took too long to come; send it again.', {
    field: '',
    headers: { connection: 'close' },
  })
}
