import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LogRecord } from '../schema/record.ts'

const LATENCY_S = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5]

/** Count what became of an event. */
export function countRecord(metrics: Metrics, record: LogRecord, repeated: boolean): void {
  if (record.type === 'event') {
    metrics.fates.add(repeated ? 'repeated' : 'accepted')
    if (!repeated && record.body.repairs) metrics.fates.add('repaired')
  } else if (record.type === 'event_refused' && !repeated) {
    metrics.fates.add('refused')
    metrics.refused.inc({ code: record.body.code })
  }
}

/** What is read off a shop when the metrics are asked for. */
export interface Levels {
  /** Records accepted and not yet on disk. */
  logLag: number
  profiles: number
  position: number
  /** Records that could not be taken in. */
  quarantined: number
  hasRoom: boolean
}

/** A counter for what happens a thousand times a second: its labels are sorted out when it is read. */
class Tally {
  readonly #counts = new Map<string, number>()

  constructor(registry: Registry, about: { name: string; help: string; labelNames: string[] }) {
    const counts = this.#counts
    new Counter({
      ...about,
      registers: [registry],
      collect() {
        this.reset()
        for (const [values, count] of counts) this.labels(...values.split(' ')).inc(count)
      },
    })
  }

  /** @param values of the labels, in their order, with a space between */
  add(values: string): void {
    this.#counts.set(values, (this.#counts.get(values) ?? 0) + 1)
  }
}

/** The figures of `/metrics`. Labels are from closed lists: no id of anybody ever is one. */
export class Metrics {
  readonly registry = new Registry()
  readonly #delay = monitorEventLoopDelay({ resolution: 10 })

  readonly fates = new Tally(this.registry, {
    name: 'vitrine_events_total',
    help: 'Events by fate; a repaired event is also an accepted one.',
    labelNames: ['fate'],
  })
  readonly refused = new Counter({
    name: 'vitrine_events_refused_total',
    help: 'Refused events by the code of the reason.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  })
  readonly problems = new Counter({
    name: 'vitrine_problems_total',
    help: 'Requests refused as a whole, by the code of the problem.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  })
  readonly decisions = new Tally(this.registry, {
    name: 'vitrine_decisions_total',
    help: 'Decisions by slice of the permanent split.',
    labelNames: ['slice', 'degraded'],
  })
  readonly decisionSeconds = new Histogram({
    name: 'vitrine_decision_seconds',
    help: 'From the parsed request to the answer.',
    buckets: LATENCY_S,
    registers: [this.registry],
  })
  readonly acknowledgeSeconds = new Histogram({
    name: 'vitrine_acknowledge_seconds',
    help: 'From the parsed batch to its place on the disk.',
    buckets: LATENCY_S,
    registers: [this.registry],
  })
  /** How long the last snapshot held the turn, s. */
  snapshotPause = 0
  readonly snapshotPauseSeconds = new Gauge({
    name: 'vitrine_snapshot_pause_seconds',
    help: 'How long the last snapshot held the turn.',
    registers: [this.registry],
  })

  readonly spans = new Counter({
    name: 'vitrine_trace_spans_total',
    help: 'Spans for OpenTelemetry, sent or dropped; none unless it is on.',
    labelNames: ['fate'] as const,
    registers: [this.registry],
  })

  snapshotHeld(seconds: number): void {
    this.snapshotPause = seconds
    this.snapshotPauseSeconds.set(seconds)
  }

  /** Begin to watch; `levels` is asked at each reading. */
  watch(levels: () => Levels): void {
    this.#delay.enable()
    this.#gauge('vitrine_log_lag_records', 'Accepted and not yet on disk.', () => levels().logLag)
    this.#gauge('vitrine_profiles_resident', 'Profiles in memory.', () => levels().profiles)
    this.#gauge('vitrine_log_position', 'Last place given.', () => levels().position)
    this.#gauge(
      'vitrine_quarantined_records',
      'Records that could not be taken in; "vitrine quarantine" lists them.',
      () => levels().quarantined,
    )
    this.#gauge('vitrine_disk_full', '1 while nothing can be kept for want of room.', () =>
      levels().hasRoom ? 0 : 1,
    )
    this.#gauge('vitrine_loop_lag_p99_seconds', 'Of the event loop, since the last reading.', () =>
      this.#loopLag(),
    )
    this.#gauge('vitrine_resident_bytes', 'Memory of the process.', () => process.memoryUsage.rss())
  }

  close(): void {
    this.#delay.disable()
  }

  #loopLag(): number {
    const seconds = this.#delay.percentile(99) / 1e9
    this.#delay.reset()
    return seconds
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read())
      },
    })
  }
}
