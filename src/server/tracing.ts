import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Env } from '../store/ports.ts'
import type { Span } from './otlp.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Where its spans go; undefined when nobody traces, or not this request. */
    trace: RequestTrace | undefined
  }
}

export interface TracerOptions {
  env: Env
  /** Where finished spans go. */
  add: (span: Span) => void
  /** Share of the requests that begin a trace here, 0 to 1. */
  share: number
}

/** A request's trace and our span of it. */
export interface RequestTrace {
  readonly tracer: Tracer
  readonly traceId: string
  readonly spanId: string
  readonly parentId?: string
  readonly startMs: number
}

/**
 * Follows requests through the server. Nothing of the sender is told: the pattern of the
 * path, never the path, and no header. A trace that began elsewhere (W3C `traceparent`)
 * goes on here, and is left alone when it says that it is not kept.
 */
export class Tracer {
  readonly #options: TracerOptions
  /** Wall clock minus monotonic clock: spans neither jump nor run backwards. */
  readonly #sinceMs: number

  constructor(options: TracerOptions) {
    this.#options = options
    this.#sinceMs = options.env.now() - options.env.monotonic()
  }

  now(): number {
    return this.#sinceMs + this.#options.env.monotonic()
  }

  newSpanId(): string {
    return Buffer.from(this.#options.env.random(8)).toString('hex')
  }

  add(span: Span): void {
    this.#options.add(span)
  }

  begin(traceparent: string | undefined): RequestTrace | undefined {
    const parent = TRACEPARENT.exec(traceparent ?? '')?.groups
    if (parent && !(Number.parseInt(parent.flags, 16) & 1)) return undefined
    const traceId = parent?.traceId ?? Buffer.from(this.#options.env.random(16)).toString('hex')
    if (!parent && !this.#isChosen(traceId)) return undefined
    const startMs = this.now()
    return { tracer: this, traceId, parentId: parent?.spanId, spanId: this.newSpanId(), startMs }
  }

  /** By the id, so that every server that sees a trace chooses alike. */
  #isChosen(traceId: string): boolean {
    return Number.parseInt(traceId.slice(-8), 16) < this.#options.share * 2 ** 32
  }
}

const TRACEPARENT =
  /^00-(?<traceId>(?!0{32})[0-9a-f]{32})-(?<spanId>(?!0{16})[0-9a-f]{16})-(?<flags>[0-9a-f]{2})$/

/** One span for each request, from its first header to the last byte of its answer. */
export function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { traceparent } = request.headers
    request.trace = tracer.begin(typeof traceparent === 'string' ? traceparent : undefined)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    if (request.trace) finish(request, reply.statusCode)
    done()
  })
}

/** Run a part of a request as a span of its own, where the request is traced. */
export function traced<T>(
  { trace }: FastifyRequest,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  return trace ? inSpan(trace, name, work) : work()
}

async function inSpan<T>(trace: RequestTrace, name: string, work: () => Promise<T>): Promise<T> {
  const { tracer, traceId, spanId: parentId } = trace
  const startMs = tracer.now()
  const finished = (hasFailed: boolean) => {
    const [spanId, endMs] = [tracer.newSpanId(), tracer.now()]
    tracer.add({
      traceId,
      spanId,
      parentId,
      name,
      kind: 'internal',
      startMs,
      endMs,
      hasFailed,
      attributes: {},
    })
  }
  try {
    const result = await work()
    finished(false)
    return result
  } catch (error) {
    finished(true)
    throw error
  }
}

function finish(request: FastifyRequest, status: number): void {
  const { tracer, ...ids } = request.trace as RequestTrace
  const { url } = request.routeOptions
  tracer.add({
    ...ids,
    name: url === undefined ? request.method : `${request.method} ${url}`,
    kind: 'server',
    endMs: tracer.now(),
    attributes: {
      'http.request.method': request.method,
      ...(url !== undefined && { 'http.route': url }),
      'http.response.status_code': status,
    },
    hasFailed: status >= 500,
  })
}
