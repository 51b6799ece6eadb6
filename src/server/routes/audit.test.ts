import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AuditEntry, AuditPage } from '../../schema/audit.ts'
import { setUp } from '../fixtures/set-up.ts'
import { entered, joined, member } from '../people/fixtures/team.ts'

const FEED = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'

test('who made a segment, changed it and gave it up, and who took products off, stands among the changes', async t => {
  const made = await setUp()
  t.after(made.close)
  const { app, asServer } = made
  const editor = await member(made, 'editor')
  const { cookie, token } = entered(made, editor)
  const ask = async (method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const headers = { cookie, 'x-vitrine-token': token }
    const answer = await app.inject({ method, url, payload, headers })
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.body === '' || answer.body === 'null' ? undefined : answer.json()
  }
  const feed = async (count: number) => {
    const headers = { ...asServer, 'content-type': 'text/csv' }
    const payload = feedOf(count)
    return (await app.inject({ method: 'POST', url: FEED, headers, payload })).json()
  }
  await feed(10)
  const { id } = await ask('POST', '/v1/segments', { name: 'Phones', when: { device: 'mobile' } })
  await ask('PATCH', `/v1/segments/${id}`, { name: 'Mobiles' })
  await ask('DELETE', `/v1/segments/${id}`)
  const { run } = (await feed(2)).awaitingConfirmation
  await ask('POST', `/v1/catalogue/removals/${run}`, { remove: true })

  const { cookie: reader } = await joined(made, 'manager')
  const audit = await app.inject({ url: '/v1/audit', headers: { cookie: reader } })
  const { entries }: { entries: AuditEntry[] } = audit.json()
  const told = entries.map(({ what, by, on }) => [what, by === editor.id, on])
  assert.deepEqual(told, [
    ['removal_answered', true, run],
    ['segment_changed', true, id],
    ['segment_changed', true, id],
    ['segment_changed', true, id],
  ])
  const [removal, gone, renamed, first] = entries.map(({ before, after }) => [before, after])
  assert.deepEqual(removal, [null, { removed: 8, of: 10 }])
  assert.deepEqual([nameIn(first[0]), nameIn(first[1])], [undefined, 'Phones'])
  assert.deepEqual([nameIn(renamed[0]), nameIn(renamed[1])], ['Phones', 'Mobiles'])
  assert.deepEqual([nameIn(gone[0]), gone[1]], ['Mobiles', null])
})

test('naming the same origins again changes nothing, and stands nowhere', async t => {
  const made = await setUp()
  t.after(made.close)
  const { cookie, token } = entered(made, await member(made, 'owner'))
  const ask = async (method: 'GET' | 'PUT', url: string, payload?: object) => {
    const headers = { cookie, 'x-vitrine-token': token }
    return (await made.app.inject({ method, url, payload, headers })).json()
  }
  const [first, both] = [['https://blog.example'], ['https://blog.example', 'https://b.example']]
  for (const origins of [first, first, both, both])
    await ask('PUT', '/v1/settings/origins', { origins })
  const { entries }: AuditPage = await ask('GET', '/v1/audit')
  assert.deepEqual(
    entries.map(({ what, after }) => [what, after]),
    [
      ['origins', both],
      ['origins', first],
    ],
  )
  assert.deepEqual((await ask('GET', '/v1/settings')).origins, both)
})

test('what the engine alone has words for is named beside the changes, in both languages', async t => {
  const made = await setUp()
  t.after(made.close)
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await made.app.inject({ method, url, payload, headers: made.asServer })
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.json()
  }
  const when = { device: 'mobile', source: 'search' }
  await ask('POST', '/v1/rules', {
    ...{ placement: 'home', when, experience: 'home/best-reviewed', action: 'forbid' },
  })
  const title = { fr: 'Un titre', en: 'A title' }
  const own = { id: 'home/mine', strategy: 'interests', nudge: 'reviews', when: ['returns'], title }
  await ask('PUT', '/v1/experiences', own)

  const { entries, names, currency }: AuditPage = await ask('GET', '/v1/audit')
  const about = entries.find(({ what }) => what === 'rule_changed')?.about
  assert.match(about?.en ?? '', /^“.+” .*on the home page, for visitors who .*are on mobile/)
  assert.match(about?.fr ?? '', /sur l’accueil, pour les visiteurs qui .*sont sur mobile/)
  assert.equal(currency, 'EUR')
  assert.deepEqual(names['if=device'], { fr: 'appareil', en: 'device' })
  assert.deepEqual(names['if.device=mobile'], { fr: 'sont sur mobile', en: 'are on mobile' })
  const named = ['if.source=search', 'strategy=interests', 'nudge=reviews', 'when=returns']
  for (const name of named) assert.match(names[name]?.fr ?? '', / |ent$/, name)
})

function feedOf(count: number): string {
  const rows = Array.from({ length: count }, (_, n) => {
    return `p${n},Shoe ${n},https://shop.example/${n},9.00 EUR,in_stock`
  })
  return ['id,title,link,price,availability', ...rows].join('\n')
}

function nameIn(segment: unknown): string | undefined {
  return (segment as { name: string } | null)?.name
}
