import { once } from 'node:events'
import { openToRead } from '../store/open.ts'
import { engineUpTo } from './engine-beside.ts'
import { Snapshots } from './snapshots.ts'

/** The process behind `SnapshotWriter`: it only reads the log, and writes one blob. */
const told = once(process.stdin, 'data')
process.stdin.on('end', () => process.exit(1)) // whoever asked for it is gone

const [dataDir, shop, until] = process.argv.slice(2)
const stores = await openToRead(dataDir, shop)
const engine = await engineUpTo(Number(until), stores)
console.log('made')
await told
await new Snapshots(stores.blobs).keep(engine.position, engine.sections())
console.log('kept')
process.exit()
