import type { Quarantined } from '../engine/quarantine.ts'
import { API_FLAGS, call, findApi } from './api.ts'
import { readFlags, wholeNumber } from './flags.ts'
import { grouped } from './progress.ts'
import { say } from './say.ts'

export async function run(args: string[]): Promise<void> {
  const flags = { ...API_FLAGS, replay: { type: 'string' } } as const
  const { values } = readFlags(args, flags)
  const api = findApi(values)
  if (values.replay !== undefined) {
    const position = wholeNumber('--replay', values.replay, 0)
    const body = JSON.stringify({ position })
    await call(api, '/v1/quarantine/replay', { body })
    console.log(`Record ${grouped(position)} was taken in again.`)
    return
  }
  const { records } = await call<{ records: Quarantined[] }>(api, '/v1/quarantine')
  if (records.length === 0) console.log('No record is in quarantine.')
  for (const { position, type, time, reason } of records) {
    say(`${grouped(position)}  ${type}  ${new Date(time).toISOString()}  ${reason}`)
  }
}
