import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE } from '../../core/clock.ts'
import { Engine } from '../../engine/engine.ts'
import { decoded, linksIn } from './fixtures/mail-server.ts'
import { later, PUBLIC, toldIn, wishing } from './fixtures/wishing.ts'
import { outboxMailer } from './outbox.ts'
import { stepRecord } from './steps.ts'

test('a letter asks whether it was you; once confirmed, one letter says that it is back, and the address is gone', async t => {
  const all = await wishing(t)
  const { wish, room, server, follow, stock, env, shop } = all
  assert.match((await wish('Ada@Example.org', { market: 'FR-fr' })).json().says, /letter asks/)
  await wish('ada@example.org', { market: 'FR-fr' })
  await room.round()
  assert.equal(server.taken.length, 1, 'a wish that was made twice is one')
  await stock(true)
  await room.round()
  assert.equal(server.taken.length, 1, 'nothing more goes to who has not confirmed')
  await stock(false)

  const { confirm } = linksIn(server.taken[0])
  assert.match((await follow(confirm, 'GET')).body, /<button>Oui, prévenez-moi<\/button>/)
  await room.round()
  assert.equal(shop.engine.wishes.open().next().value!.state, 'asked', 'a look says nothing')
  assert.match((await follow(confirm)).body, /Nous vous écrirons une fois/)
  await stock(true, 'shoe-43')
  await room.round()
  assert.equal(server.taken.length, 1, 'another size is not what was wished for')

  await stock(true)
  await room.round()
  for (let n = 0; n < 3; n++) {
    later(env, DAY)
    await stock(n % 2 === 1)
    await follow(confirm)
    await room.round()
  }
  assert.equal(server.taken.length, 2, 'it is said once')
  assert.deepEqual(server.taken[1].to, ['ada@example.org'])
  assert.match(decoded(server.taken[1].message), /De nouveau disponible/)
  assert.doesNotMatch(await toldIn(all), /ada@example/)
  assert.equal(shop.engine.wishes.size, 0)
})

test('whoever says stop is written to no more, by one POST and before or after confirming', async t => {
  const all = await wishing(t)
  const { wish, room, server, follow, stock } = all
  for (const email of ['ada@example.org', 'bo@example.org']) await wish(email)
  await room.round()
  const [ada, bo] = server.taken.map(linksIn)
  await follow(bo.confirm)
  assert.match((await follow(ada.stop, 'GET')).body, /method="post"/)
  for (const links of [ada, bo]) assert.equal((await follow(links.stop)).statusCode, 200)
  await stock(true)
  await room.round()
  assert.equal(server.taken.length, 2)
  assert.doesNotMatch(await toldIn(all), /@example/)
  assert.match((await follow(ada.confirm)).body, /over|terminée/)
})

test('what a feed or a stranger writes is text in the letter and on the page', async t => {
  const { wish, room, server, follow } = await wishing(t)
  for (const market of ['FR-fr', 'IE-en']) await wish('ada@example.org', { market })
  await room.round()
  assert.equal(server.taken.length, 2)
  for (const taken of server.taken) {
    const [head] = taken.message.split('\r\n\r\n')
    assert.doesNotMatch(head, /^bcc/im)
    const html = decoded(taken.message).split(/Content-Type: text\/html/i)[1]
    assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt; &amp; &quot;co&quot;/)
    assert.doesNotMatch(html, /<img|javascript:/)
    const page = await follow(linksIn(taken).confirm, 'GET')
    assert.doesNotMatch(page.body, /<img/)
    assert.match(
      String(page.headers['content-security-policy']),
      /default-src 'none'.*form-action 'self'/,
    )
    assert.equal(page.headers['referrer-policy'], 'no-referrer')
  }
})

test('a link that was changed, or made by another shop, opens nothing', async t => {
  const { wish, room, server, follow, shop } = await wishing(t)
  await wish('ada@example.org')
  await room.round()
  const { confirm, stop } = linksIn(server.taken[0])
  const forged = [
    confirm.replace(/.$/, last => (last === 'A' ? 'B' : 'A')),
    confirm.replace('?t=c', '?t=s'),
    stop.replace('?t=s', '?t=c'),
    `${confirm}A`,
  ]
  for (const link of forged) assert.equal((await follow(link)).statusCode, 404, link)
  assert.equal(shop.engine.wishes.size, 1)
  assert.equal(shop.engine.wishes.open().next().value!.state, 'asked')
})

test('a wish that nobody confirms is over after seven days, and its address with it', async t => {
  const all = await wishing(t)
  await all.wish('ada@example.org')
  await all.room.round()
  later(all.env, 7 * DAY + 1)
  await all.room.round()
  assert.equal(all.shop.engine.wishes.size, 0)
  assert.doesNotMatch(await toldIn(all), /ada@example/)
  assert.equal(all.server.taken.length, 1)
})

test('somebody who is forgotten is written to no more', async t => {
  const all = await wishing(t)
  const { wish, room, server, follow, stock, shop } = all
  await wish('ada@example.org')
  await room.round()
  await follow(linksIn(server.taken[0]).confirm)
  await shop.erase(shop.engine.wishes.open().next().value!.visitor)
  await stock(true)
  await room.round()
  assert.equal(server.taken.length, 1)
  assert.equal(shop.engine.wishes.size, 0)
})

test('of somebody who is forgotten while their letter is put into the folder none stays there', async t => {
  const { wish, room, shop } = await wishing(t)
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-forgotten-letters-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  await wish('ada@example.org')
  const { visitor } = shop.engine.wishes.open().next().value!
  const mailer = outboxMailer(folder)
  const send = mailer.send.bind(mailer)
  mailer.send = async letter => {
    await shop.erase(visitor)
    room.forget([visitor])
    return await send(letter)
  }
  const link = (wish: string) => `https://shop.example/${wish}`
  const from = { name: 'Cimes', address: 'bonjour@cimes.example' }
  room.open(mailer, { from, publicUrl: PUBLIC, confirmLink: link, stopLink: link })
  await room.round()
  assert.deepEqual(readdirSync(folder), [])
})

test('a mail server that cannot now is asked again, not for ever, and the wish says nothing of it to anybody', async t => {
  const { wish, room, server, env, troubles, shop } = await wishing(t)
  let asked = 0
  server.whenRecipient(() => {
    asked++
    return Object.assign(new Error('later'), { responseCode: 451 })
  })
  await wish('ada@example.org')
  for (let minute = 0; minute < 900; minute++) {
    await room.round()
    later(env, MINUTE)
  }
  assert.equal(asked, 6)
  assert.equal(shop.engine.wishes.size, 0)
  assert.doesNotMatch(troubles.join(), /ada/)
})

test('a letter that was being handed over when the process died is taken for sent', async t => {
  const { wish, server, room, shop, env } = await wishing(t)
  await wish('ada@example.org')
  const [{ id, visitor }] = shop.engine.wishes.open()
  const claim = { visitor, wish: id, step: 'sending' as const, letter: 'confirm' as const }
  await shop.take([stepRecord({ ...claim, attempt: 1 }, env)])
  for (let hour = 0; hour < 24; hour++) {
    await room.round()
    later(env, HOUR)
  }
  assert.equal(server.taken.length, 0)
  assert.equal(shop.engine.wishes.get(id)?.state, 'asked')
})

test('an address that others type is asked about three things at most', async t => {
  const { wish, room, server } = await wishing(t)
  const things = [
    { item: 'shoe' },
    { item: 'shoe-42' },
    { item: 'shoe-43' },
    { item: 'shoe', market: 'IE-en' },
  ]
  const codes = []
  for (const thing of things) codes.push((await wish('ada@example.org', thing)).statusCode)
  assert.deepEqual(codes, [202, 202, 202, 202], 'whoever types it does not learn what waits')
  assert.equal((await wish('bo@example.org', things[3])).statusCode, 202)
  await room.round()
  assert.equal(server.taken.length, 4)
})

test('wishes made at one moment are one wish', async t => {
  const { wish, shop } = await wishing(t)
  await Promise.all([1, 2, 3].map(() => wish('ada@example.org')))
  assert.equal(shop.engine.wishes.size, 1)
})

test('a snapshot and a replay of the log know the same wishes', async t => {
  const { wish, room, server, follow, shop, stores } = await wishing(t)
  for (const email of ['ada@example.org', 'bo@example.org', 'cy@example.org']) await wish(email)
  await room.round()
  await follow(linksIn(server.taken[0]).confirm)
  await follow(linksIn(server.taken[1]).stop)
  const now = shop.engine.snapshot()
  assert.deepEqual(Engine.restore(now).snapshot(), now)
  const again = new Engine()
  for await (const records of stores.log.read({})) for (const record of records) again.apply(record)
  assert.deepEqual(again.snapshot(), now)
  assert.deepEqual(
    [...again.wishes.open()].map(({ state }) => state),
    ['confirmed', 'asked'],
  )
  assert.equal(again.wishes.left().size, 1)
})
