import { once } from 'node:events'
import { asForgotten, listedGhosts } from '../server/erasure/listed-ghosts.ts'
import { ghostsIn } from '../server/erasure/rewriting.ts'
import { machine } from '../store/machine.ts'
import { openShop } from '../store/open.ts'
import { type Api, findApi, wordsOf } from './api.ts'
import { dataDirOf } from './data-dir.ts'
import { DecisionWriter } from './decision-writer.ts'
import { exportRows } from './export-rows.ts'
import { Complaint, readFlags, wholeNumber } from './flags.ts'
import { runningServer } from './run-file.ts'
import { shopNameIn } from './shop-name.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
    after: { type: 'string' },
    visitor: { type: 'string' },
    dsjson: { type: 'boolean' },
    rows: { type: 'string' },
    format: { type: 'string' },
    api: { type: 'string' },
    key: { type: 'string' },
  })
  if (values.visitor !== undefined) return await exportVisitor(values.visitor, findApi(values))
  if (values.rows !== undefined) {
    return await exportRows(values.rows, values.format, findApi(values))
  }
  if (values.format !== undefined) {
    throw new Complaint('--format is of --rows; the log itself is lines of JSON.')
  }
  const after = wholeNumber('--after', values.after, 0)
  const dataDir = dataDirOf(values.data)
  const run = runningServer(dataDir)
  const out = values.dsjson ? new DecisionWriter(write) : { write, end: async () => {} }
  if (run) await fromServer(`${run.api}/v1/log?after=${after}`, run.serverKey, out)
  else await fromFolder(dataDir, shopNameIn(dataDir, values.shop), after, out)
  await out.end()
}

/** Where the lines of the log go. */
interface Out {
  write(chunk: string | Uint8Array): Promise<void>
}

/** What a person may ask for, from the running server: it alone has their profile. */
async function exportVisitor(visitor: string, { base, key }: Api): Promise<void> {
  const response = await fetch(`${base}/v1/privacy/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ visitor }),
  })
  if (!response.ok || !response.body) throw new Complaint(await wordsOf(response))
  for await (const chunk of response.body) await write(chunk)
}

/** A running server is the only one with the log open, so it reads for us. */
async function fromServer(url: string, key: string, out: Out): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok || !response.body) throw new Complaint(`${url}: ${response.statusText}`)
  for await (const chunk of response.body) await out.write(chunk)
}

/**
 * Days that are not rewritten yet are told as they will be: whoever was forgotten is nameless
 * at once, also in a folder out of a back-up that no server has started from yet.
 */
async function fromFolder(dataDir: string, shop: string, after: number, out: Out): Promise<void> {
  const stores = await openShop(dataDir, shop, machine)
  const ghosts = new Map([
    ...(await listedGhosts(dataDir, shop, stores.log)),
    ...(await ghostsIn(stores.log)),
  ])
  for await (const records of stores.log.read({ after })) {
    const told = records.map(record => asForgotten(record, ghosts))
    await out.write(`${told.map(record => JSON.stringify(record)).join('\n')}\n`)
  }
  await stores.close()
}

async function write(chunk: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
}
