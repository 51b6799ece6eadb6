import { setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { SHOP_PARTITION } from '../../schema/record.ts'
import { SearchIndex } from '../../search/search-index.ts'
import { LogReader } from '../../store/sqlite/log-reader.ts'
import type { FromThread, Task, ToThread } from './messages.ts'

/**
 * The thread that keeps the index of one shop: it reads the log's records of the catalogue
 * for itself, as far as they are durable, and answers questions in between. What is damaged
 * in the log is passed over here; the owner of the log tells of it.
 */
const MOST_REST_MS = 20

/** Whoever answers a page goes before this thread, above all while it reads a whole feed. */
const GENTLE = 15
if (process.platform === 'linux') setPriority(0, GENTLE)

const port = parentPort!
const { dataDir, shop, durable: written } = workerData as Task
const folder = join(dataDir, 'shops', shop)
const log = new LogReader(join(folder, 'log'), () => {})
const index = SearchIndex.open(join(folder, 'search.db'), await firstId(), written, rest)
let durable = 0
let following: Promise<void> | undefined
let isEnding = false

port.on('message', (message: ToThread) => {
  if ('question' in message) answer(message)
  else if ('durable' in message) follow(message.durable)
  else void end()
})
tell({ followed: index.position })

/** Dear questions must not pile up: one that nobody waits for is passed over. */
function answer({ asked, question, until }: Extract<ToThread, { asked: number }>): void {
  if (Date.now() > until) return
  try {
    tell({ asked, found: index.find(question) })
  } catch (error) {
    tell({ asked, trouble: String(error) })
  }
}

function follow(until: number): void {
  durable = Math.max(durable, until)
  following ??= catchUp().finally(() => (following = undefined))
}

let restedAt = performance.now()

/** As long as it worked: a feed of a million products leaves half of a processor to others. */
async function rest(): Promise<void> {
  await sleep(Math.min(MOST_REST_MS, performance.now() - restedAt))
  restedAt = performance.now()
}

/** A record that cannot be taken in ends the thread: memory would no longer be what the file says. */
async function catchUp(): Promise<void> {
  for (let until = 0; until < durable; ) {
    until = durable
    const stretch = { after: index.position, until, partition: SHOP_PARTITION }
    for await (const records of log.read(stretch)) {
      await index.follow(records)
      if (isEnding) return
    }
    index.reached(until)
    tell({ followed: until })
  }
}

async function firstId(): Promise<string> {
  const first = { after: 0, until: 1, partition: SHOP_PARTITION }
  for await (const [record] of log.read(first)) return record.id
  return ''
}

/** What is left of a feed is taken in after the next start. */
async function end(): Promise<void> {
  isEnding = true
  await following
  index.close()
  port.close()
}

function tell(message: FromThread): void {
  port.postMessage(message)
}
