import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placementTree } from '../../render/placement.ts'
import { toHtml } from '../../render/to-html.ts'
import type { PlacementAnswer } from '../../schema/decision.ts'
import { openMemoryShop } from '../../store/open.ts'
import { setUp } from '../fixtures/set-up.ts'

const WINTER = {
  id: 'home/winter',
  strategy: 'new',
  title: { fr: 'L’hiver commence ici', en: 'Winter starts here' },
}

test('an experience of the merchant’s own is shown from the next decision on, and is learnt of', async t => {
  const { put, decide, close, shop, ask } = await merchant()
  t.after(close)
  const { status, body } = await put({ ...WINTER, why: 'the season' })
  assert.deepEqual([status, body.own, body.isDefault], [200, true, false])
  for (const id of ['home/best-reviewed', 'home/explore'])
    await put({ ...(await ask(id)), off: true })
  const seen = new Set<string>()
  for (let n = 0; n < 60; n++) seen.add((await decide(`person-${n}`)).experience)
  assert.deepEqual([...seen].sort(), ['home/bestsellers', 'home/winter', 'shop-default'])
  assert.ok(shop.engine.minds.of('home').arms.includes('home/winter'))
})

test('its words are changed in both languages, and what it does is not', async t => {
  const { put, close, ask } = await merchant()
  t.after(close)
  const standard = await ask('home/bestsellers')
  const title = { fr: 'Nos favoris', en: 'Our favourites' }
  assert.equal((await put({ ...standard, title })).status, 200)
  assert.deepEqual((await ask('home/bestsellers')).title, title)
  const other = await put({ ...standard, strategy: 'new' })
  assert.deepEqual(
    [other.status, other.body.code, other.body.field],
    [409, 'another_experience', '/strategy'],
  )
  const off = await put({ ...standard, off: true })
  assert.deepEqual([off.status, off.body.field], [409, '/off'])
})

test('a name that is not known, a text that is none or too long, is refused with its field', async t => {
  const { put, close } = await merchant()
  t.after(close)
  const cases: [object, string][] = [
    [{ strategy: 'magic' }, '/strategy'],
    [{ when: ['__proto__'] }, '/when'],
    [{ id: 'nowhere/winter' }, '/id'],
    [{ id: 'home/../winter' }, '/id'],
    [{ title: { fr: ' ', en: 'Winter' } }, '/title/fr'],
    [{ title: { fr: 'x'.repeat(121), en: 'Winter' } }, '/title/fr'],
    [{ title: { fr: 'Hiver' } }, '/title'],
    [{ nudge: 'countdown' }, '/nudge'],
    [{ count: 0 }, '/count'],
    [{ surprise: true }, ''],
  ]
  for (const [change, field] of cases) {
    const { status, body } = await put({ ...WINTER, ...change })
    assert.equal(status, 400, JSON.stringify(change))
    assert.ok(body.field.startsWith(field), `${body.field} for ${JSON.stringify(change)}`)
  }
})

test('hostile words stay words', async t => {
  const { put, decide, close } = await merchant()
  t.after(close)
  const hostile = '<script>alert(1)</script>"\u0000\'&{}'
  const title = { fr: hostile, en: hostile }
  await put({ ...WINTER, id: 'cart/hostile', title, text: title })
  let answer: PlacementAnswer | undefined
  for (let n = 0; n < 60 && answer?.experience !== 'cart/hostile'; n++) {
    answer = await decide(`person-${n}`, 'cart')
  }
  assert.equal(answer?.title, hostile)
  const tree = placementTree({ ...answer!, show: true, items: [ITEM] }, { language: 'fr' })
  assert.doesNotMatch(toHtml(tree!), /<script/)
})

test('what was written is there after a restart, and the same sent again writes nothing', async t => {
  const stores = openMemoryShop()
  const first = await merchant(stores)
  await first.put({ ...WINTER, why: 'the season' })
  const { position } = first.shop.engine
  await first.put({ ...WINTER, off: false, when: [] })
  assert.equal(first.shop.engine.position, position)
  await first.shop.close()
  const again = await merchant(stores)
  t.after(again.close)
  assert.deepEqual((await again.ask('home/winter')).title, WINTER.title)
})

test('a placement holds twelve, ours among them', async t => {
  const { put, close } = await merchant()
  t.after(close)
  const fates: number[] = []
  for (let n = 0; n < 4; n++) fates.push((await put({ ...WINTER, id: `home/own-${n}` })).status)
  assert.deepEqual(fates, [200, 200, 409, 409])
})

const ITEM = { id: 'i1', title: 'i1', url: '/p/i1', price: 100, currency: 'EUR' }

async function merchant(stores = openMemoryShop()) {
  const server = await setUp({ stores })
  const headers = server.asServer
  const put = async (payload: object) => {
    const answer = await server.app.inject({
      method: 'PUT',
      url: '/v1/experiences',
      payload,
      headers,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  /** As a merchant would send it back. */
  const ask = async (id: string) => {
    const { placements } = (await server.app.inject({ url: '/v1/experiences', headers })).json()
    const all = placements.flatMap((one: { experiences: { id: string }[] }) => one.experiences)
    const { isDefault: _, own: __, ...setting } = all.find((one: { id: string }) => one.id === id)
    return setting
  }
  const decide = async (visitor: string, placement = 'home'): Promise<PlacementAnswer> => {
    const payload = {
      visitor,
      page: { type: placement },
      language: 'fr',
      placements: [{ placement }],
    }
    const answer = await server.app.inject({
      method: 'POST',
      url: '/v1/decisions',
      payload,
      headers,
    })
    return answer.json().placements[0]
  }
  return { ...server, put, ask, decide }
}
