import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { nameless, withoutAddress } from '../../engine/genome/nameless.ts'
import type { LogRecord } from '../../schema/record.ts'
import { ErasureList } from '../../store/erasure-list.ts'
import type { EventLog } from '../../store/ports.ts'
import { nameSecretIn } from '../keys.ts'
import { knownOf } from './forget-listed.ts'
import { tombstoneWith } from './forgotten.ts'
import type { Ghosts } from './rewriting.ts'

/**
 * Names for those who stand in the list of who was forgotten, whatever the log says of them:
 * out of a back-up it may know nothing of their erasure until the next start. They are made
 * for one reading and kept nowhere.
 */
export async function listedGhosts(
  dataDir: string,
  shop: string,
  log: Pick<EventLog, 'read'>,
): Promise<Ghosts> {
  const list = new ErasureList(dataDir, shop).read()
  const secret = nameSecretIn(join(dataDir, 'shops', shop))
  if (list.length === 0 || secret === undefined) return new Map()
  const wanted = new Set(list.map(({ tombstone }) => tombstone))
  const known = await knownOf(wanted, log.read({}), key => tombstoneWith(secret, key))
  return new Map([...known].map(key => [key, randomBytes(16).toString('base64url')]))
}

/** A record as whoever reads it may: those who were forgotten are nameless, and their address, whoever typed it, is gone. */
export function asForgotten(record: LogRecord, ghosts: Ghosts): LogRecord {
  const told = nameless(record, key => ghosts.get(key))
  const isTheirs = told.type === 'wish_made' && ghosts.has(told.body.address ?? '')
  return isTheirs ? { ...told, body: withoutAddress(told.body) } : told
}
