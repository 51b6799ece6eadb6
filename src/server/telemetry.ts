import type { Env } from '../store/ports.ts'
import type { Metrics } from './metrics.ts'
import { OtlpExporter } from './otlp.ts'
import { Tracer } from './tracing.ts'

/** Where traces go, by whose leave, and what share of the requests begins one. */
export interface TelemetryOptions {
  endpoint: string
  headers?: Record<string, string>
  share: number
}

export interface Telemetry {
  tracer: Tracer
  /** Send what waits, once. */
  close(): Promise<void>
}

export function openTelemetry(
  options: TelemetryOptions,
  { env, metrics, version }: { env: Env; metrics: Metrics; version: string },
): Telemetry {
  const exporter = new OtlpExporter({
    ...options,
    version,
    onFate: (fate, count) => metrics.spans.inc({ fate }, count),
  })
  const tracer = new Tracer({ env, share: options.share, add: span => exporter.add(span) })
  return { tracer, close: () => exporter.close() }
}
