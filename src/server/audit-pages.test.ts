import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Audited, AuditPage } from '../schema/audit.ts'
import { setUp } from './fixtures/set-up.ts'
import { shopRecord } from './own-records.ts'

test('what was changed stays in sight however often people come in, back to the first change', async t => {
  const { app, shop, env, asServer, close } = await setUp()
  t.after(close)
  const said = () => ({ by: 'console', before: null, time: env.now() })
  const note = (body: Audited) => shopRecord('audited', body, env)
  const changes = Array.from({ length: 1_100 }, (_, after) =>
    note({ what: 'staff_unmarked', ...said(), after }),
  )
  const signIns = Array.from({ length: 1_100 }, () =>
    note({ what: 'signed_in', ...said(), after: null }),
  )
  await shop.take([...changes, ...signIns])
  const read = async (query: string): Promise<AuditPage> =>
    (await app.inject({ url: `/v1/audit?limit=200&${query}`, headers: asServer })).json()

  assert.deepEqual(await allOf('kind=changes'), changes.map((_, n) => n).reverse())
  assert.equal((await allOf('kind=sign_ins')).length, 1_100)
  const all = await allOf('')
  assert.deepEqual([all.length, all[0], all.at(-1)], [2_200, null, 0])

  async function allOf(query: string): Promise<unknown[]> {
    const found: unknown[] = []
    for (let before: number | undefined = 2 ** 40; before !== undefined; ) {
      const { entries, older }: AuditPage = await read(`${query}&before=${before}`)
      found.push(...entries.map(({ after }) => after))
      before = older
    }
    return found
  }
})
