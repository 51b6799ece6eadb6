import { once } from 'node:events'
import { nameless } from '../engine/genome/nameless.ts'
import { Visitors } from '../engine/genome/visitors.ts'
import { openToRead } from '../store/open.ts'
import { ghostsIn } from './erasure/rewriting.ts'
import { quarantinedAfter } from './quarantined.ts'
import { Snapshots } from './snapshots.ts'

/**
 * The process behind `SnapshotWriter`: it only reads the log, and writes one blob. It
 * needs no profiles, because what is shared depends on records alone; so it lets every
 * visitor go after each chunk, and stays small.
 */
const told = once(process.stdin, 'data')
process.stdin.on('end', () => process.exit(1)) // whoever asked for it is gone

const [dataDir, shop, until] = process.argv.slice(2)
const { read, blobs } = await openToRead(dataDir, shop)
const snapshots = new Snapshots(blobs)
const { engine } = await snapshots.restore()
const toTheEnd = { until: Number.MAX_SAFE_INTEGER }
const passedOver = await quarantinedAfter(engine.position, from => read({ ...from, ...toTheEnd }))
engine.quarantine.foretell(passedOver)
const upTo = (from: object) => read({ after: 0, ...from, until: Number(until) })
const ghosts = engine.position === 0 ? await ghostsIn({ read: upTo }) : new Map<string, string>()
for await (const records of upTo({ after: engine.position })) {
  for (const record of records) engine.apply(nameless(record, key => ghosts.get(key)))
  engine.visitors = new Visitors(engine.catalogue, engine.population)
}
if (engine.position !== Number(until))
  throw new Error(`the log could be read up to ${engine.position} only`)
console.log('made')
await told
await snapshots.keep(engine.position, engine.sections())
console.log('kept')
process.exit()
