/** One piece of work of one request, as OpenTelemetry tells of it. Times in ms since 1970. */
export interface Span {
  traceId: string
  spanId: string
  parentId?: string
  name: string
  /** `server`: a request that came in; `internal`: a part of its answer. */
  kind: 'server' | 'internal'
  startMs: number
  endMs: number
  attributes: Record<string, string | number>
  hasFailed: boolean
}

export interface OtlpOptions {
  /** Of the collector: `http://127.0.0.1:4318`; spans go to `/v1/traces` there. */
  endpoint: string
  /** What the collector asks of who sends, such as a key. */
  headers?: Record<string, string>
  version: string
  /** What became of spans: `sent`, or `dropped` because the collector is slow or away. */
  onFate?: (fate: 'sent' | 'dropped', count: number) => void
}

/** What waits for a slow collector, about 1 MB, and what goes in one message. */
const MOST_WAITING = 2_048
const MOST_AT_ONCE = 512
const EVERY_MS = 1_000
const PATIENCE_MS = 5_000

/**
 * Sends spans to a collector, as OTLP over HTTP in JSON. One message is under way at a
 * time; what comes while the collector is slow waits, and is dropped beyond a bound:
 * watching the shop must never cost the shop anything.
 */
export class OtlpExporter {
  readonly #url: string
  readonly #options: OtlpOptions
  #waiting: Span[] = []
  #sending?: Promise<void>
  readonly #timer: NodeJS.Timeout

  constructor(options: OtlpOptions) {
    this.#url = `${options.endpoint.replace(/\/+$/, '')}/v1/traces`
    this.#options = options
    this.#timer = setInterval(() => void this.flush(), EVERY_MS).unref()
  }

  add(span: Span): void {
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(span)
    else this.#tell('dropped', 1)
    if (this.#waiting.length === MOST_AT_ONCE) void this.flush()
  }

  /** Resolves when what waited was sent or dropped, but for less than a message of it. */
  flush(): Promise<void> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#sending
    await this.flush()
  }

  async #send(): Promise<void> {
    let wasTaken = true
    while (wasTaken && this.#waiting.length > 0) {
      const spans = this.#waiting.splice(0, MOST_AT_ONCE)
      wasTaken = await this.#post(JSON.stringify(message(spans, this.#options.version)))
      this.#tell(wasTaken ? 'sent' : 'dropped', spans.length)
      if (this.#waiting.length < MOST_AT_ONCE) return
    }
  }

  /** A collector that says no, or nothing, gets no second try: newer spans tell more. */
  async #post(body: string): Promise<boolean> {
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.#options.headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false // counted as dropped, where operators look
    }
  }

  #tell(fate: 'sent' | 'dropped', count: number): void {
    this.#options.onFate?.(fate, count)
  }
}

const KINDS = { internal: 1, server: 2 }
const FAILED = { code: 2 }

function message(spans: readonly Span[], version: string) {
  const resource = { attributes: listed({ 'service.name': 'vitrine', 'service.version': version }) }
  const scope = { name: 'vitrine', version }
  return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans: spans.map(told) }] }] }
}

function told(span: Span) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId && { parentSpanId: span.parentId }),
    name: span.name,
    kind: KINDS[span.kind],
    startTimeUnixNano: nanoseconds(span.startMs),
    endTimeUnixNano: nanoseconds(span.endMs),
    attributes: listed(span.attributes),
    status: span.hasFailed ? FAILED : {},
  }
}

/** As a text: beyond what a number holds exactly. Whole microseconds are enough. */
function nanoseconds(ms: number): string {
  return `${Math.round(ms * 1_000)}000`
}

/** 64-bit integers are texts in OTLP's JSON. */
function listed(attributes: Record<string, string | number>) {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))
}
