import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { VisitorTold } from '../../schema/visitor-told.ts'
import { setUp } from '../fixtures/set-up.ts'
import { reader } from './fixtures/reader.ts'

test('a visitor is told in sentences, each trait with the acts that say so', async t => {
  const { app, asServer, post, env, close } = await setUp()
  t.after(close)
  await reader(post, asServer, env, 'anna')
  const answer = await app.inject({ url: '/v1/visitors/anna/told?by=own', headers: asServer })
  assert.equal(answer.statusCode, 200, answer.body)
  const told = answer.json<VisitorTold>()
  assert.ok(Check(VisitorTold, told))
  assert.match(told.nickname.fr, / \d\d$/)
  assert.ok(told.answer.fr.includes(told.nickname.fr))
  assert.match(told.lede.en, /^First visit\.$/)
  const reviews = told.traits.find(({ title }) => title.fr === 'Se fie aux avis')
  assert.ok(reviews && reviews.at > 0.5 && reviews.confidence > 0, JSON.stringify(told.traits))
  assert.ok(reviews.evidence.some(({ say }) => /^lit les avis/.test(say.fr)))
  assert.equal(told.acts[0].time, Math.max(...told.acts.map(({ time }) => time)))
  const sureness = told.traits.map(({ confidence }) => confidence)
  assert.deepEqual(
    sureness,
    sureness.toSorted((a, b) => b - a),
  )
})

test('a page that was opened is called by its name, and a department by its own', async t => {
  const { app, asServer, post, env, close } = await setUp()
  t.after(close)
  await reader(post, asServer, env, 'anna')
  const pages = [{ type: 'category', category: 'Ski > Bottes' }, { type: 'account' }]
  const events = pages.map(page => ({ name: 'page_view', page, time: env.now() }))
  await post('/v1/events', { visitor: 'anna', consent: 'personal', events }, asServer)
  const answer = await app.inject({ url: '/v1/visitors/anna/told?by=own', headers: asServer })
  const { acts, traits } = answer.json<VisitorTold>()
  const said = acts.map(({ say }) => say.fr)
  for (const name of ['l’accueil', 'le compte']) {
    assert.ok(said.includes(`ouvre une page\u202f: ${name}`), said.join())
  }
  const all = [...acts, ...traits.flatMap(({ evidence }) => evidence)]
  assert.ok(all.every(({ say }) => say.en !== 'opens a page'))
})

test('words a visitor typed are quoted, whatever they are', async t => {
  const { app, asServer, post, env, close } = await setUp()
  t.after(close)
  await reader(post, asServer, env, 'anna', '<img src=x onerror=alert(1)>')
  const answer = await app.inject({ url: '/v1/visitors/anna/told?by=own', headers: asServer })
  const told = answer.json<VisitorTold>()
  assert.ok(told.acts.some(({ say }) => say.en === 'searches for “img src x onerror alert 1”'))
})

test('whom nobody knows, and who was forgotten, is not told', async t => {
  const { app, asServer, post, env, close } = await setUp()
  t.after(close)
  const ask = () => app.inject({ url: '/v1/visitors/anna/told?by=own', headers: asServer })
  assert.equal((await ask()).statusCode, 404)
  await reader(post, asServer, env, 'anna')
  assert.equal((await ask()).statusCode, 200)
  await post('/v1/privacy/erase', { visitor: 'anna' }, asServer)
  assert.equal((await ask()).statusCode, 404)
})

test('the name of a campaign is said where it led somebody here, not behind every page', async t => {
  const { app, asServer, post, env, close } = await setUp()
  t.after(close)
  const context = { campaign: { source: 'news', medium: 'email', name: 'hiver 2026' } }
  const open = async (minutes: number) => {
    env.time += minutes * 60_000
    const page = { name: 'page_view', page: { type: 'home' }, context, time: env.now() }
    const body = { visitor: 'anna', consent: 'personal', events: [page] }
    assert.equal((await post('/v1/events', body, asServer)).statusCode, 202)
  }
  for (const minutes of [0, 1, 2, 120, 1]) await open(minutes)
  const answer = await app.inject({ url: '/v1/visitors/anna/told?by=own', headers: asServer })
  const said = answer.json<VisitorTold>().acts.map(({ say }) => say.fr)
  assert.deepEqual(
    said.map(one => one.includes('hiver 2026')),
    [false, true, false, false, true],
    said.join(' / '),
  )
})
