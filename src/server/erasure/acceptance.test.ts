import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { namedKey, visitorKey } from '../../core/visitor-key.ts'
import { makeBackup } from '../../store/backup/make-backup.ts'
import { findBackup, restoreBackup } from '../../store/backup/restore-backup.ts'
import { machine } from '../../store/machine.ts'
import type { Env } from '../../store/ports.ts'
import { view } from '../fixtures/set-up.ts'
import { startServer } from '../start.ts'

const COOKIE = 'annas-cookie'.padEnd(43, 'x')
const EMAIL = 'anna.secret@example.com'
const WORDS = 'gants violets brillants'
const WISH = 'annas.wish@example.com'
const SKI = 'ski\tSki\thttps://shop.example/ski\t99.00 EUR\tout_of_stock'
const ALONE = 'annas.other@example.com'

/**
 * A person is erased while others shop on, over HTTP and on disk; then every byte that is
 * left is looked at: profiles, log, snapshots, exports, and a back-up that was put back.
 */
test('a person who is erased under load is in no byte that is left, and others are as before', async t => {
  const root = mkdtempSync(join(tmpdir(), 'vitrine-forget-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const [dataDir, backups, elsewhere] = ['data', 'backups', 'elsewhere'].map(n => join(root, n))
  let ahead = 0
  const env: Env = { ...machine, now: () => machine.now() + ahead }

  let server = await start(dataDir, env)
  t.after(() => server.stop().catch(() => {}))
  const keys = [visitorKey(COOKIE), namedKey(EMAIL, server.nameSecret)]
  const traces = [
    COOKIE,
    EMAIL,
    WORDS,
    ...keys,
    WISH,
    ALONE,
    namedKey(`wish:${ALONE}`, server.nameSecret),
  ]
  for (const who of ['bob', 'carl']) await server.shopAs(who)
  await server.shopAsAnna(WORDS)
  await server.wishAsAnna()
  const carl = await server.known('carl')
  await backUp(dataDir, backups, env)
  for (const key of traces.slice(3)) assert.ok(filesWith(dataDir, key).length > 0)

  for (const name of [EMAIL, `wish:${ALONE}`]) {
    const [wish] = (await server.exportOf(name)).filter(({ type }) => type === 'wish_made')
    assert.deepEqual([wish.item, wish.email], ['ski', name === EMAIL ? WISH : ALONE])
  }

  const isOver = { now: false }
  const load = keepShopping(server, isOver)
  assert.equal((await server.privacy('erase')).state, 'under way')
  assert.equal((await server.privacy('erase', `wish:${ALONE}`)).state, 'under way')
  await server.shopAsAnna('late words') // kept, and told of nobody
  isOver.now = true
  await load
  assert.deepEqual(await server.known('carl'), carl)
  const exported = await server.log()
  for (const trace of traces) assert.ok(!exported.includes(trace))

  ahead = DAY
  await server.shopAs('bob') // the next day begins: the first one is over
  await untilDone(server)
  await backUp(dataDir, backups, env)
  await server.stop()
  for (const trace of traces) assert.deepEqual(filesWith(dataDir, trace), [], trace)

  const [oldest] = readdirSync(join(backups, 'shop')).sort()
  await restoreBackup(findBackup(join(backups, 'shop', oldest)), elsewhere)
  assert.ok(filesWith(elsewhere, traces[3]).length > 0, 'that back-up is of before')
  server = await start(elsewhere, env)
  assert.deepEqual(await server.known('carl'), carl)
  ahead = 2 * DAY
  await server.shopAs('bob')
  await untilDone(server)
  await server.stop()
  for (const trace of traces) assert.deepEqual(filesWith(elsewhere, trace), [], trace)
})

async function start(dataDir: string, env: Env) {
  const options = { shop: 'shop', host: '127.0.0.1', port: 0, origins: [], logLevel: 'silent' }
  const { api, keys, erasure, stop } = await startServer({ ...options, dataDir, env })
  const shopKey = keys.runKey()
  const ask = async (
    path: string,
    body?: object | string,
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(api + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${headers.cookie ? keys.publicKey : shopKey}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: typeof body === 'string' ? body : body && JSON.stringify(body),
    })
    const text = await answer.text()
    assert.ok(answer.ok, text)
    return text
  }
  const asBrowser = (body: object) =>
    ask('/v1/events', { consent: 'personal', ...body }, { cookie: `vitrine=${COOKIE}` })
  const told = (detail: string) => [
    fresh(view('ski'), env),
    fresh({ ...view('boot'), name: 'search', detail }, env),
  ]
  return {
    nameSecret: keys.nameSecret,
    settle: () => erasure.settle(),
    stop,
    log: () => ask('/v1/log'),
    /** Traits compare with all the traffic, which goes on; acts are theirs alone. */
    async known(who: string) {
      const { acts, position, slice } = JSON.parse(await ask(`/v1/visitors/${who}?by=own`))
      return { acts, position, slice }
    },
    privacy: async (what: string, visitor = EMAIL) =>
      JSON.parse(await ask(`/v1/privacy/${what}`, { visitor })),
    exportOf: async (visitor: string): Promise<{ type: string; item?: string; email?: string }[]> =>
      JSON.parse(await ask('/v1/privacy/export', { visitor })).records,
    /** In her own name and, without consent, in that of an address alone. */
    async wishAsAnna() {
      const rows = ['id\ttitle\tlink\tprice\tavailability', SKI].join('\n')
      const isTable = { 'content-type': 'text/tab-separated-values' }
      await ask('/v1/catalogue/products?country=FR&language=fr&currency=EUR', rows, isTable)
      const cookie = `vitrine=${COOKIE}`
      await ask('/v1/wishes', { item: 'ski', email: WISH, consent: 'personal' }, { cookie })
      await ask('/v1/wishes', { item: 'ski', email: ALONE, consent: 'page' })
    },
    shopAs: (visitor: string) => ask('/v1/events', { events: told('socks'), visitor }),
    /** In a browser, in the shop's own system, and signed in. */
    async shopAsAnna(words: string) {
      await asBrowser({ events: told(words) })
      await asBrowser({ events: [{ ...fresh(view(), env), name: 'teleport', detail: words }] })
      await ask('/v1/events', { events: told(words), visitor: EMAIL })
      await ask('/v1/identity', { visitor: COOKIE, user: EMAIL })
    },
  }
}
type Server = Awaited<ReturnType<typeof start>>

function fresh<T extends object>(event: T, env: Env): T {
  return { ...event, id: uuidV7(env.now(), env.random(10)), time: env.now() }
}

async function keepShopping(server: Server, isOver: { now: boolean }): Promise<void> {
  while (!isOver.now) await Promise.all(['bob', 'dora', 'emil'].map(who => server.shopAs(who)))
}

/** A day that has just ended is being sealed; then it is rewritten. */
async function untilDone(server: Server): Promise<void> {
  for (const name of [EMAIL, `wish:${ALONE}`]) {
    while ((await server.privacy('status', name)).state !== 'done') await server.settle()
  }
}

function backUp(dataDir: string, dir: string, env: Env) {
  return makeBackup({ dataDir, shop: 'shop', dir, env, version: '1' })
}

/** Files of a folder whose bytes hold this text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => statSync(file).isFile() && readFileSync(file).includes(text))
}
