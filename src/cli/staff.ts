import { API_FLAGS, call, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'

/** A link that marks one browser as the shop's own people's. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, API_FLAGS)
  const api = findApi(values)
  const { path } = await call<{ path: string }>(api, '/v1/staff/links', { method: 'POST' })
  console.log(`${reversePath(positionals[0])}${path}`)
}

function reversePath(given: string | undefined): string {
  if (given && /^https?:\/\/[^\s?#]+$/.test(given)) return given.replace(/\/$/, '')
  throw new Complaint(
    'Name the reverse path of your shop, as a browser sees it: staff https://your.shop/_vitrine',
  )
}
