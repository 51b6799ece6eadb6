import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { uuidV7 } from '../core/ids.ts'
import { machine } from '../store/machine.ts'
import { BROWSER, cookieFor } from './fixtures/set-up.ts'
import { startServer } from './start.ts'

test('over HTTP, what one visitor clicks is in the list of another at their next page', async t => {
  const { look, listsOf } = await shopOfThings(t)
  const people = Array.from({ length: 30 }, (_, n) => `person-${n}`)
  for (const person of people) await look(person, 'shoe')
  const before = await listsOf(people)

  await look('somebody-else', 'shoe')
  await look('somebody-else', 'thing-39')
  const after = await listsOf(people)
  const both = [...after.keys()].filter(list => before.has(list))
  assert.ok(both.length > 0, 'nobody was shown what comes next')
  for (const list of both) {
    assert.notEqual(before.get(list)![0], 'thing-39', list)
    assert.equal(after.get(list)![0], 'thing-39', list)
  }
})

/** A server on a port of its own, whose shop sells forty things and a shoe. */
async function shopOfThings(t: TestContext) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-fresh-'))
  const running = await startServer({
    dataDir,
    shop: 'shop',
    host: '127.0.0.1',
    port: 0,
    origins: [],
    env: machine,
    settings: { holdout: 0, uniform: 0 },
    logLevel: 'silent',
  })
  t.after(async () => {
    await running.stop()
    rmSync(dataDir, { recursive: true })
  })
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(running.api + path, { method: 'POST', body, headers })
    assert.ok(answer.ok, `${answer.status} ${path}`)
    return await answer.json()
  }
  await post('/v1/catalogue/products?country=FR&language=fr&currency=EUR', feed(), {
    authorization: `Bearer ${running.keys.firstServerKey}`,
    'content-type': 'text/tab-separated-values',
  })
  const as = (name: string) => ({
    authorization: `Bearer ${running.keys.publicKey}`,
    'content-type': 'application/json',
    'user-agent': BROWSER,
    ...cookieFor(name),
  })
  return { look, listsOf }

  async function look(name: string, item: string): Promise<void> {
    const time = Date.now()
    const id = uuidV7(time, crypto.getRandomValues(new Uint8Array(10)))
    const page = { type: 'product', item }
    const params = { items: [{ item_id: item }] }
    const events = [{ id, name: 'view_item', time, page, params }]
    await post('/v1/events', JSON.stringify({ consent: 'personal', events }), as(name))
  }

  /** A machine that is too busy answers with popular lists, and says so: ask again. */
  async function placementsFor(name: string, asked: string): Promise<Placement[]> {
    for (;;) {
      const answer = await post('/v1/decisions', asked, as(name))
      if (!answer.degraded && answer.slice !== 'none') return answer.placements
    }
  }

  /** The lists that are filled with what comes next, by visitor and page: the draw says which. */
  async function listsOf(names: string[]): Promise<Map<string, string[]>> {
    const lists = new Map<string, string[]>()
    for (const name of names) {
      for (const page of ['home', 'category', 'cart']) {
        const asked = {
          consent: 'personal',
          page: { type: page },
          placements: [{ placement: page }],
        }
        const [{ experience, items }] = await placementsFor(name, JSON.stringify(asked))
        if (experience !== `${page}/next`) continue
        const ids = items.map(({ id }) => id)
        lists.set(`${name} ${page}`, ids)
      }
    }
    return lists
  }
}

type Placement = { experience: string; items: { id: string }[] }

function feed(): string {
  const lines = ['id\ttitle\tlink\timage_link\tprice\tavailability']
  for (const id of ['shoe', ...Array.from({ length: 40 }, (_, n) => `thing-${n}`)]) {
    lines.push(`${id}\tA ${id}\thttps://shop.example/${id}\t\t10.00 EUR\tin_stock`)
  }
  return lines.join('\n')
}
