import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { placementTree } from '../../render/placement.ts'
import { toHtml } from '../../render/to-html.ts'
import { setUp } from '../fixtures/set-up.ts'

const PAGE = { page: { type: 'home', url: '/' }, language: 'fr', market: 'FR-fr' }
const HOME = [{ placement: 'home', count: 3 }]

test('the HTML of a placement is the drawing of its decision, marked with it, so that answers find it', async t => {
  const { render, services } = await shop(t)
  const { decisionId, placements, slice } = await render({ visitor: 'anna' }, 'engine')
  assert.equal(slice, 'engine')
  const [{ html, items, decisionId: own }] = placements
  assert.equal(own, `${decisionId}.0`)
  assert.match(html, new RegExp(`^<div class="vt" data-decision="${own}">`))
  const shown = [...html.matchAll(/data-item="([^"]+)"/g)].map(([, id]) => id)
  assert.deepEqual(shown, items)
  assert.ok(items.length > 0 && items.length <= 3)
  const record = await services.shop.find(decisionId)
  assert.equal(record?.type === 'decision' && record.body.choices[0].items.join(), items.join())
})

test('what /v1/decisions answers and /v1/render prints is one tree', async t => {
  const { ask, render } = await shop(t)
  const [printed] = (await render({ consent: 'page' })).placements
  const [answer] = (await ask('/v1/decisions', { consent: 'page' })).placements
  assert.equal(printed.html, toHtml(placementTree(answer, { language: 'fr' })!))
})

test('French is French however it is written, and no other language is', async t => {
  const { render } = await shop(t)
  const titleIn = async (language: string) =>
    /<h2[^>]*>([^<]*)/.exec((await render({ consent: 'page', language })).placements[0].html)?.[1]
  const [french, english] = [await titleIn('fr'), await titleIn('en')]
  assert.notEqual(french, english)
  for (const tag of ['fr-FR', 'fr_FR', 'FR', 'fr_CA.UTF-8'])
    assert.equal(await titleIn(tag), french)
  for (const tag of ['frr', 'fry-NL', 'de_CH']) assert.equal(await titleIn(tag), english)
})

test('what is not kept has no mark: nobody could know what was answered', async t => {
  const { render } = await shop(t)
  const { slice, placements } = await render({ consent: 'page' })
  assert.equal(slice, 'none')
  assert.ok(placements[0].show && !placements[0].html.includes('data-decision'))
})

test('the holdout is told to keep its own tiles', async t => {
  const { render } = await shop(t)
  const { placements } = await render({}, 'holdout')
  assert.deepEqual([placements[0].show, placements[0].html, placements[0].items], [false, '', []])
})

test('a letter has a door of its own, and a page says which placement has the wrong one', async t => {
  const { app, asServer } = await shop(t)
  const payload = { ...PAGE, placements: [...HOME, { placement: 'email' }] }
  const answer = await app.inject({ method: 'POST', url: '/v1/render', payload, headers: asServer })
  assert.equal(answer.statusCode, 400)
  assert.equal(answer.json().field, '/placements/1/placement')
})

test('how it looks is a file of its own, that a strict style-src lets in', async t => {
  const { app } = await shop(t)
  const { headers, body } = await app.inject('/placements.css')
  assert.match(String(headers['content-type']), /^text\/css/)
  assert.match(body, /:where\(\.vt-list\)/)
})

async function shop(t: TestContext) {
  const set = await setUp()
  t.after(set.close)
  const { app, asServer } = set
  const feed = await app.inject({
    method: 'POST',
    url: '/v1/catalogue/products?country=FR&language=fr&currency=EUR',
    payload: FEED,
    headers: { ...asServer, 'content-type': 'text/tab-separated-values' },
  })
  assert.equal(feed.statusCode, 200, feed.body)
  const ask = async (url: string, more: object) => {
    const payload = { ...PAGE, placements: HOME, ...more }
    const answer = await app.inject({ method: 'POST', url, payload, headers: asServer })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  let people = 0
  /** Ask until somebody of this slice, whom something is shown where they may be, was found. */
  const render = async (more: object, slice?: string) => {
    for (;;) {
      const visitor = slice ? { visitor: `somebody-${++people}` } : {}
      const answer = await ask('/v1/render', { ...more, ...visitor })
      const [{ show }] = answer.placements
      if (!slice || (answer.slice === slice && show === (slice !== 'holdout'))) return answer
    }
  }
  return { ...set, ask, render }
}

const FEED = [
  'id\ttitle\tlink\tprice\tavailability\tproduct_type\tbrand',
  ...[1, 2, 3, 4, 5, 6].map(
    n =>
      `b${n}\tBottes <${n}> & "co"\thttps://shop.example/b${n}\t${80 + n} EUR\tin_stock\tSki > Bottes\tSkarn`,
  ),
].join('\n')
