import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { CODES_OF_PROGRAMS } from '../../../schema/problem.ts'
import { setUp } from '../../../server/fixtures/set-up.ts'
import { entered, joined, member } from '../../../server/people/fixtures/team.ts'
import { sayRefused, type Told } from './say.ts'
import { CLOSER, SENTENCES } from './words.ts'

const SERVER = join(import.meta.dirname, '../../../server')
/** Rooms that only people of the console come to. */
const OF_PEOPLE = ['people', 'rules', 'segment-room', 'outward', 'standing-feeds', 'privacy-desk']

test('what a form of the console is refused for is said in French, with what it is made of', async t => {
  const refuse = await desk(t)
  const ski = { placement: 'home', experience: 'home/next', when: {}, action: 'pin' }
  const feed = { url: 'http://127.0.0.2/f', kind: 'costs', every: 'hour' }
  const nudges = { confirmPerDay: 1, coolDownDays: 1, restMinutes: 1, snoozeMinutes: 1 }
  const hook = { events: ['segment.left'] }
  const cases: [
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body: object | undefined,
    said: RegExp,
  ][] = [
    ['POST', '/v1/feeds', { ...feed, url: 'ftp://a' }, /commence par https/],
    ['POST', '/v1/feeds', { ...feed, kind: 'content' }, /La langue manque/],
    [
      'POST',
      '/v1/feeds/preview',
      feed,
      /127\.0\.0\.2 n’est pas sur l’internet public.*--allow-feed-host 127\.0\.0\.2:80/,
    ],
    [
      'POST',
      '/v1/feeds/preview',
      { ...feed, url: 'https://a:b@c.example/' },
      /Ôtez le nom et le mot de passe/,
    ],
    [
      'POST',
      '/v1/feeds/preview',
      { ...feed, url: 'https://c.example:99/' },
      /Le port 99 n’est pas appelé/,
    ],
    ['PUT', '/v1/feeds/x', { kind: 'costs', every: 'hour' }, /Ce flux n’existe plus/],
    ['POST', '/v1/webhooks', { ...hook, url: 'https://[' }, /Ce n’est pas une adresse/],
    [
      'POST',
      '/v1/webhooks',
      { url: 'https://a.example', events: [] },
      /La liste de ce qu’elle apprend.*au moins 1/,
    ],
    ['PUT', '/v1/split', { holdout: 3 }, /La part du témoin doit valoir au plus/],
    [
      'PUT',
      '/v1/nudges/terms',
      { ...nudges, perDay: 21 },
      /Le nombre par jour doit valoir au plus 20/,
    ],
    ['POST', '/v1/people', { email: 'a', name: 'A', role: 'editor' }, /s’écrit nom@domaine/],
    [
      'POST',
      '/v1/account/password',
      { current: 'x', password: 'y', next: 'z' },
      /Le champ « next » n’est pas attendu/,
    ],
    [
      'POST',
      '/v1/rules',
      { ...ski, experience: 'home/none' },
      /Il n’y a pas d’expérience « home\/none »/,
    ],
    [
      'POST',
      '/v1/rules',
      { ...ski, when: { moon: 'full' } },
      /« moon » n’est pas une caractéristique/,
    ],
    ['POST', '/v1/rules', { ...ski, action: 'limit' }, /quelle part des visiteurs/],
    ['POST', '/v1/rules', { ...ski, until: 1 }, /fin est déjà passée/],
    ['PATCH', '/v1/rules/x', { action: 'pin' }, /règle n’existe pas/],
    ['POST', '/v1/segments', { name: 'A', when: {} }, /au moins une condition/],
    ['PATCH', '/v1/segments/x', { name: 'A' }, /segment n’existe plus/],
    ['DELETE', '/v1/people/x', undefined, /plus dans l’équipe/],
    ['PATCH', '/v1/keys/0123456789ab', { endsInHours: 0 }, /Aucune clé de ce nom/],
    ['POST', '/v1/privacy-requests/proof', { id: 'x' }, /Aucun effacement/],
  ]
  for (const [method, url, body, said] of cases) {
    const told = await refuse(method, url, body)
    const words = sayRefused(told, 'fr')
    const what = `${method} ${url} ${JSON.stringify(body)}: ${JSON.stringify(told)}`
    assert.match(words.replaceAll(/[\u00a0\u202f]/g, ' '), said, what)
    assert.notEqual(words, told.detail, what)
  }
})

test('a reason that the server tells apart has a sentence of its own, and no sentence a stranger', () => {
  const reasons = new Set<string>()
  for (const path of [
    ...globSync(`${SERVER}/**/*.ts`),
    ...globSync(`${SERVER}/../ingest/feeds/*.ts`),
  ]) {
    if (path.includes('.test.') || path.includes('/letters/')) continue // letters tell nobody here
    const text = readFileSync(path, 'utf8')
    for (const [, why] of text.matchAll(/\{\s*why: '(\w+)'/g)) reasons.add(why)
  }
  assert.ok(reasons.size > 12)
  const said = new Set(Object.keys(CLOSER).flatMap(key => key.split(':')[1] ?? []))
  assert.deepEqual(
    [...reasons].filter(why => !said.has(why)),
    [],
  )
})

test('no room that people come to refuses with a code for programs alone', () => {
  const programs: readonly string[] = CODES_OF_PROGRAMS
  const wrong: string[] = []
  const files = OF_PEOPLE.flatMap(room => globSync(`${SERVER}/${room}/*.ts`))
  for (const path of files.filter(each => !each.includes('.test.'))) {
    for (const [, code] of readFileSync(path, 'utf8').matchAll(/new Problem\(\s*\d+,\s*'(\w+)'/g)) {
      if (programs.includes(code)) wrong.push(`${path}: ${code}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('no sentence shows who reads it in English the id of a rule or an experience, or an address of the API', async t => {
  const refuse = await desk(t)
  const all = { placement: 'home', when: {} }
  const cases: [method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, body?: object][] = [
    ['POST', '/v1/rules', { ...all, experience: 'home/explore', action: 'pin' }],
    ['POST', '/v1/rules', { ...all, experience: 'home/bestsellers', action: 'forbid' }],
    ['PATCH', '/v1/rules/x', { action: 'pin' }],
    ['PATCH', '/v1/experiences/home%2Fx', { off: true }],
    ['POST', '/v1/privacy-requests/proof', { id: 'x' }],
  ]
  await refuse.made.post(
    '/v1/rules',
    { ...all, experience: 'home/explore', action: 'forbid' },
    refuse.headers,
  )
  for (const [method, url, body] of cases) {
    const told = await refuse(method, url, body)
    const words = sayRefused(told, 'en')
    assert.doesNotMatch(words, /\/v1\/|\b(GET|PATCH)\b|home\/|[Rr]ule r\w+/, JSON.stringify(told))
  }
})

test('a code without words is told in the server’s, and so is a sentence that lacks a part', () => {
  assert.equal(sayRefused({ code: 'of another age', detail: 'English.' }, 'fr'), 'English.')
  assert.equal(sayRefused({ code: 'too_many', detail: 'English.' }, 'fr'), 'English.')
  for (const [fr] of [...Object.values(SENTENCES), ...Object.values(CLOSER)]) {
    assert.doesNotMatch(fr, / [:;?!]/, 'a plain space before a high mark')
  }
})

/** An owner at the console; what they ask is refused, and how is told. */
async function desk(t: TestContext) {
  const made = await setUp()
  t.after(made.close)
  const { cookie, token } = entered(made, await member(made, 'owner'))
  await joined(made, 'owner')
  const headers = { cookie, 'x-vitrine-token': token }
  const refuse = async (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
  ) => {
    const answer = await made.app.inject({ method, url, headers, payload })
    assert.ok(answer.statusCode >= 400, `${method} ${url} was taken: ${answer.body}`)
    return answer.json() as Told
  }
  return Object.assign(refuse, { made, headers })
}
