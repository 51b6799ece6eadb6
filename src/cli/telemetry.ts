import type { TelemetryOptions } from '../server/telemetry.ts'
import { Complaint } from './flags.ts'

/**
 * Where traces go: by the flag, or by the variables every OpenTelemetry sender reads.
 * Undefined when nobody asked: then nothing is traced.
 */
export function telemetryOf(flag: string | undefined): TelemetryOptions | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint = '', OTEL_EXPORTER_OTLP_HEADERS: headers = '' } =
    process.env
  const asked = flag ?? endpoint
  if (asked === '') return undefined
  if (!/^https?:\/\//.test(asked) || !URL.canParse(asked)) {
    throw new Complaint('--otlp-endpoint needs an address, such as http://127.0.0.1:4318.')
  }
  return { endpoint: asked, headers: headersIn(headers), share: shareOf() }
}

/** `name=value,name=value`, values percent-encoded (W3C Baggage, as OpenTelemetry has it). */
function headersIn(text: string): Record<string, string> {
  const pairs = text.split(',').filter(Boolean)
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=')
      if (at < 1) throw new Complaint('OTEL_EXPORTER_OTLP_HEADERS needs name=value,name=value.')
      return [pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]
    }),
  )
}

function shareOf(): number {
  const text = process.env.OTEL_TRACES_SAMPLER_ARG
  const share = text === undefined || text === '' ? 1 : Number(text)
  if (share >= 0 && share <= 1) return share
  throw new Complaint('OTEL_TRACES_SAMPLER_ARG needs a share from 0 to 1.')
}
