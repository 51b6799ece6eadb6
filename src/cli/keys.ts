import { join } from 'node:path'
import { Keys, SCOPES, type Scope } from '../server/keys.ts'
import { machine } from '../store/machine.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { shopNameIn } from './shop-name.ts'

export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, {
    data: { type: 'string' },
    shop: { type: 'string' },
    scopes: { type: 'string' },
  })
  const dataDir = dataDirOf(values.data)
  const shop = shopNameIn(dataDir, values.shop)
  const keys = new Keys(join(dataDir, 'shops', shop), machine)
  console.log(`shop        ${shop}`)
  console.log(`public key  ${keys.publicKey}`)
  if (positionals[0] === 'rotate') {
    console.log(`server key  ${keys.rotate(scopesOf(values.scopes))}  (shown this once)`)
  }
}

function scopesOf(text: string | undefined): Scope[] | undefined {
  const scopes = text?.split(',').map(one => one.trim())
  const unknown = scopes?.find(one => !SCOPES.includes(one as Scope))
  if (unknown !== undefined) {
    throw new Complaint(`There is no scope "${unknown}". Scopes: ${SCOPES.join(', ')}.`)
  }
  return scopes as Scope[] | undefined
}
