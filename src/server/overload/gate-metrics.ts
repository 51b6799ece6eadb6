import { Counter, Gauge, type Registry } from 'prom-client'
import type { Gate } from './gate.ts'
import type { Kind } from './kinds.ts'

/** What the gate sees and does, for `/metrics`. */
export function showGate(gate: Gate, registry: Registry): void {
  const show = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  show(
    'vitrine_pressure',
    'From 0, nothing is put off, to 4, all but carts and orders.',
    () => gate.level,
  )
  show('vitrine_queue_bytes', 'Accepted and not yet on disk.', () => gate.queueBytes)
  show('vitrine_body_bytes', 'Bodies in memory, whole or not.', () => {
    return gate.bodies.bytes + gate.workBytes
  })
  show('vitrine_requests_in_flight', 'Being worked on.', () => gate.inFlight)
  show('vitrine_requests_held', 'Put off, and told so in a moment.', () => gate.held.count)
  show('vitrine_heap_bytes', 'Memory of objects, the part that is in use.', () => {
    return process.memoryUsage().heapUsed
  })
  show('vitrine_buffer_bytes', 'Memory of arrays of numbers and bytes.', () => {
    return process.memoryUsage().arrayBuffers
  })
  new Counter({
    name: 'vitrine_shed_total',
    help: 'Put off because there was too much to do, by kind; a page is a whole batch or one event.',
    labelNames: ['kind'] as const,
    registers: [registry],
    collect() {
      this.reset()
      for (const kind of Object.keys(gate.shed) as Kind[]) this.inc({ kind }, gate.shed[kind])
    },
  })
}
