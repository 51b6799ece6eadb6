import { API_FLAGS, call, findApi } from './api.ts'
import { Complaint, readFlags } from './flags.ts'

/** A link that marks one browser as the shop's own people's; or the end of all such marks. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = readFlags(args, { ...API_FLAGS, end: { type: 'boolean' } })
  const api = findApi(values)
  if (values.end) {
    await call(api, '/v1/staff', { method: 'DELETE' })
    console.log('Every browser that was marked is anybody’s from now on; passes are void.')
    return
  }
  const { path } = await call<{ path: string }>(api, '/v1/staff/links', { method: 'POST' })
  console.log(`${reversePath(positionals[0])}${path}`)
}

function reversePath(given: string | undefined): string {
  if (given && /^https?:\/\/[^\s?#]+$/.test(given)) return given.replace(/\/$/, '')
  throw new Complaint(
    'Name the reverse path of your shop, as a browser sees it: staff https://your.shop/_vitrine',
  )
}
