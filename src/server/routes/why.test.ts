import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Check } from 'typebox/value'
import { partitionOf } from '../../core/partition.ts'
import { visitorKey } from '../../core/visitor-key.ts'
import type { RecordOf, RecordType } from '../../schema/record.ts'
import { WhyTold } from '../../schema/why.ts'
import { openMemoryShop } from '../../store/open.ts'
import { cookieFor, setUp as openShop, type SetUp, view } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const PRODUCTS = ['Chaussures', 'Tentes'].flatMap((shelf, s) =>
  Array.from({ length: 8 }, (_, n) => ({
    id: `${shelf}-${n}`,
    title: `${shelf} ${n}`,
    url: `https://shop.example/p/${shelf}-${n}`,
    brand: `Marque ${(n + s) % 3}`,
    categories: ['Montagne', shelf],
    skus: [{ id: `${shelf}-${n}-a`, offer: { price: 5_000 + 1_000 * n, inStock: true } }],
  })),
)
const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
const HOME = {
  page: { type: 'home' },
  placements: [{ placement: 'home', count: 4 }],
  consent: 'personal',
}
const BOOTS = 'category:Montagne > Chaussures'

test('a visitor reads what is believed of them, what says so, and why they saw what they saw', async t => {
  const { anna, why } = await setUp(t)
  await anna.looks('Chaussures', 6)
  await anna.home()
  const told = await why(anna.headers)
  assert.ok(Check(WhyTold, told))
  assert.equal(told.kept, 'person')
  assert.match(told.says.fr, /25 mois/)
  const boots = told.traits.find(({ trait }) => trait === BOOTS)!
  assert.match(boots.say.fr, /^Chaussures : un rayon /)
  assert.match(boots.because!.en, /^You looked at Chaussures \d, .+ and Chaussures \d\.$/)
  assert.ok(boots.confidence > 0.3 && boots.evidence.length > 0)
  assert.ok(boots.evidence.every(({ say }) => /^vous avez regardé Chaussures \d$/.test(say.fr)))
  const [shown] = told.shown
  assert.ok(shown.reason!.fr.length > 0 && shown.reason!.en.length > 0)
  assert.equal(shown.items.length, 3)
})

test('what is wrong is believed no more, by nobody who decides, until it is taken back', async t => {
  const { anna, why, correct, category } = await setUp(t)
  await anna.looks('Chaussures', 6)
  await anna.home()
  assert.equal(await category(), 'chaussures')
  const told = await correct(anna.headers, BOOTS, true)
  assert.ok(!told.traits.some(({ trait }) => trait?.endsWith('> Chaussures')))
  assert.deepEqual(
    told.denied.map(({ trait }) => trait),
    [BOOTS],
  )
  await anna.looks('Chaussures', 3)
  await anna.home()
  assert.equal(await category(), undefined)
  const back = await correct(anna.headers, BOOTS, false)
  assert.deepEqual(back.denied, [])
  assert.ok((await why(anna.headers)).traits.some(({ trait }) => trait === BOOTS))
  await anna.home()
  assert.equal(await category(), 'chaussures')
})

test('nobody reads or corrects another: no cookie, a stranger’s, a name in a browser, another site', async t => {
  const { app, post, anna, why, ask, keys } = await setUp(t)
  await anna.looks('Chaussures', 6)
  for (const stranger of [{}, cookieFor('bob'), { cookie: 'vitrine=short' }]) {
    const told = await why(stranger)
    assert.deepEqual([told.kept, told.traits, told.shown, told.acts], ['nothing', [], [], []])
    const refused = await post('/v1/why', { trait: BOOTS, wrong: true }, stranger)
    assert.deepEqual([refused.statusCode, refused.json().code], [404, 'unknown_visitor'])
  }
  const own = visitorKey(anna.headers.cookie.split('=')[1])
  for (const name of [own, 'anna', anna.headers.cookie.split('=')[1]]) {
    const named = await ask(cookieFor('bob'), `?visitor=${encodeURIComponent(name)}`)
    assert.equal(named.json().code, 'visitor_from_browser')
    const body = { visitor: name, trait: BOOTS, wrong: true }
    assert.equal((await post('/v1/why', body, cookieFor('bob'))).statusCode, 403)
  }
  const foreigners: Headers[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const foreign of foreigners) {
    const headers = { ...anna.headers, ...foreign }
    assert.equal((await ask(headers)).statusCode, 403)
    assert.equal((await post('/v1/why', { trait: BOOTS, wrong: true }, headers)).statusCode, 403)
  }
  const form = await app.inject({
    method: 'POST',
    url: `/v1/why?key=${keys.publicKey}`,
    payload: JSON.stringify({ trait: BOOTS, wrong: true }),
    headers: { 'content-type': 'text/plain', cookie: anna.headers.cookie },
  })
  assert.equal(form.statusCode, 415)
  assert.deepEqual((await why(anna.headers)).denied, [])
})

test('a browser of an account reads and corrects nothing of it; the shop’s server does', async t => {
  const { post, asServer, anna, why, ask } = await setUp(t)
  await anna.looks('Chaussures', 6)
  const account = { visitor: 'account', events: [view('Tentes-1')] }
  await post('/v1/events', account, asServer)
  const joined = { visitor: anna.headers.cookie.split('=')[1], user: 'account' }
  assert.deepEqual((await post('/v1/identity', joined, asServer)).json(), { joined: true })
  const told = await why(anna.headers)
  assert.deepEqual([told.kept, told.traits, told.acts], ['account', [], []])
  const body = { trait: BOOTS, wrong: true }
  assert.equal((await post('/v1/why', body, anna.headers)).json().code, 'of_account')
  const whole = (await ask(asServer, '?visitor=account')).json<WhyTold>()
  assert.ok(whole.traits.some(({ trait }) => trait === BOOTS))
  const corrected = await post('/v1/why', { visitor: 'account', ...body }, asServer)
  assert.deepEqual(corrected.json().denied[0].trait, BOOTS)
  assert.equal((await ask(asServer)).json().field, '/visitor')
})

test('only what is believed can be wrong, and a word said twice is one record', async t => {
  const { post, anna, correct, said } = await setUp(t)
  await anna.looks('Chaussures', 6)
  for (const trait of HOSTILE) {
    const answer = await post('/v1/why', { trait, wrong: true }, anna.headers)
    assert.deepEqual([answer.statusCode, answer.json().code], [404, 'unknown_trait'], trait)
  }
  for (const body of [{}, { trait: '', wrong: true }, { trait: BOOTS, wrong: 'yes' }]) {
    assert.equal((await post('/v1/why', body, anna.headers)).statusCode, 400)
  }
  for (const wrong of [true, true, false, false]) await correct(anna.headers, BOOTS, wrong)
  const records = await said()
  assert.deepEqual(
    records.map(({ body }) => body.isWrong),
    [true, false],
  )
  const visitor = visitorKey(anna.headers.cookie.split('=')[1])
  assert.ok(records.every(record => record.partition === partitionOf(visitor)))
})

test('it is in the export, and with the person it is forgotten', async t => {
  const { post, shop, env, anna, why, correct, said } = await setUp(t)
  await anna.looks('Chaussures', 6)
  await correct(anna.headers, BOOTS, true)
  const { records } = (await post('/v1/privacy/export', {}, anna.headers)).json()
  assert.ok(
    records.some((one: { type: string; subject: string }) => /Chaussures/.test(one.subject)),
  )
  await post('/v1/privacy/erase', {}, anna.headers)
  const told = await why(anna.headers)
  assert.deepEqual([told.kept, told.traits, told.denied, told.acts], ['nothing', [], [], []])
  const after = await post('/v1/why', { trait: BOOTS, wrong: true }, anna.headers)
  assert.equal(after.json().code, 'unknown_visitor')
  const left = await said()
  assert.ok(left.every(({ body }) => body.subject === undefined))
  const visitor = visitorKey(anna.headers.cookie.split('=')[1])
  assert.ok(left.every(({ body }) => body.visitor !== visitor))
  assert.equal(await shop.visitor(visitor, env.now()), undefined)
})

test('a correction outlives leaving memory, and a restart', async t => {
  const stores = openMemoryShop()
  const first = await setUp(t, { stores, maxProfiles: 4 })
  const { anna, shop, post } = first
  await anna.looks('Chaussures', 6)
  await first.correct(anna.headers, BOOTS, true)
  for (let n = 0; n < 12; n++) {
    const events = [view(`Tentes-${n % 8}`)]
    await post('/v1/events', { events, consent: 'personal' }, cookieFor(`n${n}`))
  }
  await shop.snapshot()
  await shop.residents.shrink()
  assert.equal(shop.engine.visitors.has(visitorKey(anna.headers.cookie.split('=')[1])), false)
  const told = await first.why(anna.headers)
  assert.deepEqual(
    told.denied.map(({ trait }) => trait),
    [BOOTS],
  )
  const again = await setUp(t, { stores, env: first.env })
  assert.deepEqual(await again.why(anna.headers), told)
})

test('whoever asks without end is told to wait', async t => {
  const { anna, ask } = await setUp(t)
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(anna.headers)))
  const slow = answers.filter(({ statusCode }) => statusCode === 429)
  assert.ok(slow.length > 0 && slow.length < 40)
  assert.ok(Number(slow[0].headers['retry-after']) > 0)
})

const HOSTILE = [
  ...['no such trait', 'category', 'category:', 'category:No > Such', '__proto__', 'constructor'],
  ...['brand:<img src=x onerror=alert(1)>', 'use:\u0000', '$&', `brand:${'x'.repeat(2_000)}`],
]

type Headers = Record<string, string>

async function setUp(t: TestContext, options: SetUp = {}) {
  const server = await openShop(options)
  t.after(server.close)
  const { app, post, env, shop, keys } = server
  await shop.take([shopRecord('products', { market: MARKET, products: PRODUCTS }, env)])
  const person = (name: string) => {
    const headers = cookieFor(name)
    const looks = async (shelf: string, count: number) => {
      for (let n = 0; n < count; n++) {
        env.time += 60_000
        const event = view(`${shelf}-${n % 8}`, { time: env.time })
        await post('/v1/events', { events: [event], consent: 'personal' }, headers)
      }
    }
    return { headers, looks, home: () => post('/v1/decisions', HOME, headers) }
  }
  const ask = (headers: Headers, query = '') =>
    app.inject({
      url: `/v1/why${query}`,
      headers: { authorization: `Bearer ${keys.publicKey}`, ...headers },
    })
  const why = async (headers: Headers) => (await ask(headers)).json<WhyTold>()
  const correct = async (headers: Headers, trait: string, wrong: boolean) => {
    const answer = await post('/v1/why', { trait, wrong }, headers)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json<WhyTold>()
  }
  const all = async <T extends RecordType>(type: T) => {
    const found: RecordOf<T>[] = []
    for await (const records of shop.read(0)) {
      for (const record of records) if (record.type === type) found.push(record as RecordOf<T>)
    }
    return found
  }
  const category = async () => (await all('decision')).at(-1)!.body.characteristics.category
  const said = () => all('trait_corrected')
  return { ...server, anna: person('anna'), ask, why, correct, category, said }
}
