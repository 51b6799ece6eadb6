import { parentPort, workerData } from 'node:worker_threads'
// Not by the room's door: what is not loaded need not be waited for.
import { readMerchantFeed } from '../../ingest/feeds/merchant.ts'
import { parcelsOf } from '../../ingest/feeds/parcels.ts'
import { Refused } from '../../ingest/refusals.ts'
import { type FromThread, IN_FLIGHT, type Task, type ToThread } from './messages.ts'

/**
 * The thread that reads a feed: bytes come in, parcels of judged products go out. Neither
 * side runs ahead of the other by more than a few pieces.
 */
const port = parentPort!
const arrived: ToThread[] = []
let onArrival = () => {}
let onTaken = () => {}
let untaken = 0

port.on('message', (message: ToThread) => {
  if ('taken' in message) {
    untaken--
    onTaken()
  } else {
    arrived.push(message)
    onArrival()
  }
})

for await (const parcel of parcelsOf(readMerchantFeed(bytes(), workerData as Task))) {
  while (untaken >= IN_FLIGHT) await new Promise<void>(resolve => (onTaken = resolve))
  untaken++
  tell({ parcel })
}
tell({ end: true })
port.close()

async function* bytes(): AsyncGenerator<Uint8Array> {
  for (;;) {
    while (arrived.length === 0) await new Promise<void>(resolve => (onArrival = resolve))
    const message = arrived.shift()!
    if ('refused' in message) {
      const { field, code, reason } = message.refused
      throw new Refused(field, code, reason)
    }
    if (!('bytes' in message)) return
    tell({ read: true })
    yield message.bytes
  }
}

function tell(message: FromThread): void {
  port.postMessage(message)
}
