import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { decoded, mailServer } from './fixtures/mail-server.ts'
import type { Letter } from './mailer.ts'
import { outboxMailer } from './outbox.ts'
import { smtpMailer } from './smtp.ts'

const LETTER: Letter = {
  id: '018f0000-0000-7000-8000-000000000001.confirm',
  visitor: 'adasKey_-0123456789abc',
  address: 'adasAddress-0123456789',
  to: 'ada@example.org',
  from: { name: 'Cimes "&" Cie', address: 'bonjour@cimes.example' },
  subject: 'Confirmez : été\r\nBcc: eve@example.org',
  text: 'Bonjour, été\n\nOui:\nhttps://shop.example/x\n.\nend',
  html: '<p>Bonjour, été</p>',
  unsubscribe: 'https://shop.example/_vitrine/v1/wishes/answer?t=s1',
}

const ADAPTERS = {
  async 'a mail server'(t: TestContext) {
    const server = await mailServer()
    t.after(server.close)
    const mailer = smtpMailer(server.url)
    t.after(() => mailer.close())
    return {
      mailer,
      messages: () => server.taken.map(({ message }) => message),
      to: () => server.taken.map(({ to }) => to),
    }
  },
  async 'a folder'(t: TestContext) {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-outbox-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const mailer = outboxMailer(join(folder, 'outbox'))
    const read = () =>
      readdirSync(join(folder, 'outbox')).map(name => {
        assert.equal(statSync(join(folder, 'outbox', name)).mode & 0o077, 0)
        return readFileSync(join(folder, 'outbox', name), 'utf8')
      })
    return { mailer, messages: read, to: () => undefined }
  },
}

for (const [name, open] of Object.entries(ADAPTERS)) {
  test(`${name}: a letter arrives whole, to one person, and says how to end it`, async t => {
    const { mailer, messages, to } = await open(t)
    assert.deepEqual(await mailer.send(LETTER), { fate: 'sent' })
    const [message] = messages()
    const [head, ...rest] = message.split('\r\n\r\n')
    const headers = head.replace(/\r\n[ \t]+/g, ' ')
    assert.deepEqual(to() ?? [['ada@example.org']], [['ada@example.org']])
    assert.match(headers, /^To: ada@example\.org$/m)
    assert.doesNotMatch(headers, /^Bcc/im)
    assert.match(
      headers,
      /^Message-ID: <018f0000-0000-7000-8000-000000000001\.confirm@cimes\.example>$/im,
    )
    assert.match(
      headers,
      /^List-Unsubscribe: <https:\/\/shop\.example\/_vitrine\/v1\/wishes\/answer\?t=s1>$/im,
    )
    assert.match(headers, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/im)
    assert.match(headers, /^Auto-Submitted: auto-generated$/im)
    const body = decoded(rest.join('\r\n\r\n'))
    assert.match(body, /Bonjour, été\s+Oui:\s+https:\/\/shop\.example\/x\s+\.{1,2}\s+end/)
    assert.match(body, /<p>Bonjour, été<\/p>/)
  })
}

test('a folder forgets whose letters it is told to, and keeps the others', async t => {
  const { mailer, messages } = await ADAPTERS['a folder'](t)
  await mailer.send(LETTER)
  await mailer.send({ ...LETTER, id: 'other.confirm', visitor: 'bobsKey', to: 'bob@example.org' })
  const typed = { id: 'typed.confirm', visitor: 'bobsKey', address: 'cysAddress' }
  await mailer.send({ ...LETTER, ...typed, to: 'cy@example.org' })
  await mailer.forget([LETTER.visitor, 'cysAddress', 'nobody'])
  const left = messages()
  assert.equal(left.length, 1)
  assert.match(left[0], /bob@example\.org/)
})

test('a server that cannot now, will not ever, or falls silent is told apart, and no address in why', async t => {
  const server = await mailServer()
  t.after(server.close)
  const mailer = smtpMailer(server.url)
  t.after(() => mailer.close())
  const answers = { later: 451, never: 550 }
  for (const [fate, responseCode] of Object.entries(answers)) {
    server.whenRecipient(address => Object.assign(new Error(`no <${address}>`), { responseCode }))
    const told = await mailer.send(LETTER)
    assert.equal(told.fate, fate)
    assert.doesNotMatch(String(told.why), /ada/)
  }
  server.whenRecipient(() => undefined)
  server.whenLetter(() => server.cut())
  assert.equal((await mailer.send(LETTER)).fate, 'unknown')
  assert.equal(server.taken.length, 1)
  await server.close()
  assert.equal((await mailer.send(LETTER)).fate, 'later')
})
