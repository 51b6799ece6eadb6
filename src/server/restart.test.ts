import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { uuidV7 } from '../core/ids.ts'
import { machine } from '../store/machine.ts'
import { startServer } from './start.ts'

const BOOTS = 'category:Montagne > Chaussures'
const DEVICE = { device: 'mobile' }
/** Saved by the build of before: what it holds is another shop, which nobody must see. */
const OF_ANOTHER_BUILD = join(import.meta.dirname, 'fixtures/snapshot-of-engine-31.gz')

test('after a correction, a wish and a segment a restart answers as before: from its snapshot, from the log alone, and beside the snapshot of another build', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-restart-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const first = await started(t, folder)
  await first.happens()
  const truth = await first.answers()
  assert.match(JSON.stringify(truth), /Ski mobile/)
  assert.equal(truth.why.denied[0].trait, BOOTS)
  assert.equal(truth.export.records.filter(({ type }) => type === 'wish_made').length, 1)
  await first.stop()

  const again = await started(t, folder)
  assert.deepEqual(await again.answers(), truth)
  await again.stop()

  const shop = join(folder, 'shops/shop')
  const snapshots = join(shop, 'blobs/snapshots')
  assert.ok(readdirSync(snapshots).length > 0, 'there was one')
  rmSync(join(shop, 'blobs'), { recursive: true })
  for (const file of readdirSync(shop)) if (file.startsWith('profiles.db')) rmSync(join(shop, file))
  const fromLog = await started(t, folder)
  assert.deepEqual(await fromLog.answers(), truth)
  await fromLog.stop()

  const names = readdirSync(snapshots)
  rmSync(snapshots, { recursive: true })
  mkdirSync(snapshots)
  writeFileSync(join(snapshots, names[0]), gunzipSync(readFileSync(OF_ANOTHER_BUILD)))
  const said = once(process, 'warning')
  const upgraded = await started(t, folder)
  assert.match(String((await said)[0]), /the snapshot .* is of another version or damaged/)
  assert.deepEqual(await upgraded.answers(), truth)
  await upgraded.stop()
  assert.notDeepEqual(
    readFileSync(join(snapshots, readdirSync(snapshots)[0])),
    gunzipSync(readFileSync(OF_ANOTHER_BUILD)),
  )
})

const NOW = Date.now()

/** A real server at a moment that stands still, so that answers can be compared. */
async function started(t: TestContext, dataDir: string) {
  const server = await startServer({
    ...{ dataDir, shop: 'shop', host: '127.0.0.1', port: 0, origins: [] },
    ...{ env: { ...machine, now: () => NOW }, logLevel: 'silent' },
  })
  t.after(() => server.stop().catch(() => {}))
  const key = server.keys.runKey()
  const call = async (path: string, body?: object | string) => {
    const isTable = typeof body === 'string'
    const answer = await fetch(`${server.api}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body && {
          'content-type': isTable ? 'text/tab-separated-values' : 'application/json',
        }),
      },
      body: isTable ? body : body && JSON.stringify(body),
    })
    const text = await answer.text()
    assert.ok(answer.ok, `${path}: ${text}`)
    return JSON.parse(text)
  }
  const happens = async () => {
    await call('/v1/catalogue/products?country=FR&language=fr&currency=EUR', FEED)
    await call('/v1/segments', { name: 'Ski mobile', when: DEVICE })
    for (let n = 0; n < 6; n++) {
      const id = uuidV7(NOW, machine.random(10))
      const page = { type: 'product', item: `boot-${n}` }
      const params = { items: [{ item_id: `boot-${n}` }] }
      const events = [{ id, name: 'view_item', time: NOW, page, params }]
      await call('/v1/events', { visitor: 'anna', events })
    }
    const home = { page: { type: 'home' }, placements: [{ placement: 'home' }], context: DEVICE }
    await call('/v1/decisions', { visitor: 'anna', ...home })
    await call('/v1/why', { visitor: 'anna', trait: BOOTS, wrong: true })
    const wish = { item: 'boot-0', email: 'anna@example.org' }
    await call('/v1/wishes', { visitor: 'anna', consent: 'personal', ...wish })
  }
  const answers = async () => {
    const { segments } = await call('/v1/segments')
    return {
      segments,
      room: await call(`/v1/segments/${segments[0].id}`),
      why: await call('/v1/why?visitor=anna'),
      missed: await call('/v1/catalogue/missed'),
      audit: await call('/v1/audit'),
      export: (await call('/v1/privacy/export', { visitor: 'anna' })) as {
        records: { type: string }[]
      },
    }
  }
  return { happens, answers, stop: server.stop }
}

const FEED = [
  'id\ttitle\tlink\tprice\tavailability\tproduct_type',
  ...Array.from(
    { length: 6 },
    (_, n) =>
      `boot-${n}\tChaussure ${n}\thttps://a.example/${n}\t${60 + n}.00 EUR\t${n ? 'in_stock' : 'out_of_stock'}\tMontagne > Chaussures`,
  ),
].join('\n')
