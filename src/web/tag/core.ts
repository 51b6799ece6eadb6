import type { Layer } from './data-layer.ts'
import { quietly } from './faults.ts'
import type { Params } from './ga4.ts'
import type { Vitrine } from './loader.ts'
import { settle } from './settings.ts'
import { begin, call, hear, open } from './tag.ts'

type Calls = ArrayLike<unknown>[]

/**
 * Called by the loader with what its script tag says, where it came from, and the
 * two queues it kept: GA4 entries and calls. Never throws.
 */
export function start(data: DOMStringMap, folder: string, vitrine: Vitrine, layer: Layer): void {
  quietly(() => {
    settle(data, folder)
    begin(layer)
    layer.queue = drain(layer.queue as Params[], hear)
    vitrine.q = drain((vitrine.q ?? []) as Calls, given => call(given[0], given[1], given[2]))
    open()
  })
}

/** What waited is taken now; what comes is taken as it comes. */
function drain<T>(queued: T[], take: (one: T) => void): { push(one: T): void } {
  const push = (one: T) => quietly(() => take(one))
  queued.forEach(push)
  return { push }
}
