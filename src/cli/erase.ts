import { API_FLAGS, call, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'

interface Status {
  state: 'none' | 'under way' | 'done'
  says: string[]
}

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, {
    ...API_FLAGS,
    visitor: { type: 'string' },
    status: { type: 'boolean' },
  })
  if (values.visitor === undefined) {
    throw new Complaint('Say whom: --visitor ID, the id your shop gives them in events.')
  }
  const path = values.status ? '/v1/privacy/status' : '/v1/privacy/erase'
  const body = JSON.stringify({ visitor: values.visitor })
  const { state, says } = await call<Status>(findApi(values), path, { body })
  console.log(STATES[state])
  for (const sentence of says) console.log(`  ${sentence}`)
}

const STATES = { none: 'Nobody was forgotten.', 'under way': 'Forgotten.', done: 'Forgotten.' }
