import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE, SECOND } from '../core/clock.ts'
import { setUp, TestEnv, view } from './fixtures/set-up.ts'
import { Newcomers } from './newcomers.ts'

const WORD = '0199a1b2-0000-7000-8000-000000000001'
const home = { page: { type: 'home' }, placements: [{ placement: 'home' }], consent: 'personal' }

test('what a page sends before the cookie came is one person’s, whatever the order', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const sent = { events: [view()], consent: 'personal', newcomer: WORD }
  const answers = await Promise.all([
    post('/v1/decisions', { ...home, newcomer: WORD }),
    post('/v1/events', sent),
    post('/v1/decisions', { ...home, newcomer: WORD }),
  ])
  assert.match(cookieOf(answers[0]), /^vitrine=[\w-]{43}; .*HttpOnly/)
  assert.equal(new Set(answers.map(cookieOf)).size, 1)
  assert.equal(shop.residents.size, 1)
  assert.equal(shop.report({ kind: 'summary' }).visitors, 1)
})

test('another page is somebody else, and so is the same word when its minutes are over', async t => {
  const { post, env, close } = await setUp()
  t.after(close)
  const ask = (newcomer?: string) => post('/v1/decisions', { ...home, newcomer }).then(cookieOf)
  const first = await ask(WORD)
  assert.notEqual(await ask(WORD.replace(/1$/, '2')), first)
  assert.notEqual(await ask(), await ask())
  env.time += 9 * MINUTE
  assert.equal(await ask(WORD), first)
  env.time += 2 * MINUTE
  assert.notEqual(await ask(WORD), first)
})

test('once the browser has shown its cookie, the word brings it for some seconds more', async t => {
  const { post, env, close } = await setUp()
  t.after(close)
  const ask = (headers = {}) => post('/v1/decisions', { ...home, newcomer: WORD }, headers)
  const first = cookieOf(await ask())
  await ask({ cookie: first.split(';')[0] })
  env.time += 9 * SECOND
  assert.equal(cookieOf(await ask()), first, 'it left beside the first')
  env.time += 2 * SECOND
  assert.notEqual(cookieOf(await ask()), first)
})

test('however many words are made up, only so many are remembered, the newest', () => {
  const newcomers = new Newcomers(new TestEnv())
  const nameOf = (n: number) => newcomers.nameOf(`word-${n}`, () => true)[0]
  const [oldest] = [nameOf(0), nameOf(1)]
  for (let n = 2; n < 33_000; n++) nameOf(n)
  const newest = nameOf(33_000)
  assert.equal(nameOf(33_000), newest)
  assert.notEqual(nameOf(0), oldest)
})

test('a cookie says more than the word, and who allows nothing is not named by it', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const cookie = `vitrine=${'a'.repeat(43)}`
  const known = await post('/v1/decisions', { ...home, newcomer: WORD }, { cookie })
  assert.equal(known.headers['set-cookie'], undefined)
  for (const consent of ['measure', 'page']) {
    const answer = await post('/v1/decisions', { ...home, consent, newcomer: WORD })
    assert.equal(answer.headers['set-cookie'], undefined)
  }
})

test('whoever was erased meanwhile is not brought back by the word', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const body = { events: [view()], consent: 'personal', newcomer: WORD }
  const first = cookieOf(await post('/v1/events', body))
  const cookie = first.split(';')[0]
  const gone = await post('/v1/privacy/erase', {}, { cookie })
  assert.ok(gone.statusCode < 300, gone.body)
  assert.notEqual(cookieOf(await post('/v1/decisions', { ...home, newcomer: WORD })), first)
})

test('a word that is no UUID is refused with its field: a shop that writes one for all would make all one', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const answer = await post('/v1/decisions', { ...home, newcomer: 'us' })
  assert.equal(answer.statusCode, 400)
  assert.match(answer.json().field, /newcomer/)
})

function cookieOf(answer: { headers: Record<string, unknown> }): string {
  return String(answer.headers['set-cookie'])
}
