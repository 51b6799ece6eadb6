import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Random } from '../core/random.ts'
import { generatedOrders } from '../ingest/fixtures/generated-orders.ts'
import { recountText } from '../ingest/fixtures/recount.ts'
import { COMMANDS } from './commands.ts'
import type { RunFile } from './run-file.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')
const folder = mkdtempSync(join(tmpdir(), 'vitrine-cli-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a server is found by its run file, which goes when it stops, and a restart tells the same report', async () => {
  const data = join(folder, 'restart')
  const server = await serve(data)
  const { api, publicKey, serverKey } = runFile(data)
  assert.match(publicKey, /^pk_[0-9A-Za-z]{32}$/)
  const sent = await fetch(`${api}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publicKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      events: [{ name: 'view_item', params: { items: [{ item_id: 'a' }] } }],
    }),
  })
  assert.equal(sent.status, 202)
  const report = await vitrine(['report', '--json', '--data', data])
  assert.equal(await stop(server), 0)
  assert.ok(!existsSync(join(data, 'run.json')))

  const again = await serve(data)
  assert.deepEqual(
    JSON.parse((await vitrine(['report', '--json', '--data', data])).out),
    JSON.parse(report.out),
  )
  assert.equal(runFile(data).publicKey, publicKey)
  assert.notEqual(runFile(data).serverKey, serverKey)
  await stop(again)
})

test('after kill -9 the server key of the run file still opens the door', async () => {
  const data = join(folder, 'killed')
  const server = await serve(data)
  const { serverKey } = runFile(data)
  server.kill('SIGKILL')
  await once(server, 'exit')
  const again = await serve(data)
  const { api } = runFile(data)
  const headers = { authorization: `Bearer ${serverKey}` }
  assert.equal((await fetch(`${api}/v1/results`, { headers })).status, 200)
  await stop(again)
})

test('a taken port, a taken folder and an unknown flag get one sentence with the way out', async () => {
  const data = join(folder, 'taken')
  const server = await serve(data)
  const port = new URL(runFile(data).api).port
  const other = join(folder, 'other')
  for (const [args, words] of [
    [['serve', '--port', port, '--data', other], /Port \d+ is taken.*--port/],
    [['serve', '--port', '0', '--data', data], /already runs.*--data/],
    [['serve', '--port', '0', '--data', data, '--shop', 'second'], /already runs.*--data/],
    [['serve', '--port', '99999', '--data', other], /--port.*65535/],
    [['serve', '--prot', '0'], /^There is no flag --prot here; --help/],
    [['export', '--after', 'abc', '--data', data], /--after needs a whole number/],
    [['report', '--data', other], /No server runs.*npm start.*--data/],
    [['dance'], /no command "dance"/],
    [['serve', '--host', '192.0.2.1', '--port', '0', '--data', other], /no such address.*--host/],
    [['console', '--data', other], /No server runs.*npm start/],
  ] as const) {
    const { code, err } = await vitrine([...args])
    assert.equal(code, 1, args.join(' '))
    assert.match(err, words)
    assert.equal(err.trim().split('\n').length, 1, err)
  }
  assert.equal((await vitrine(['report', '--data', data])).code, 0, 'it is found as before')
  await stop(server)
})

test('a click log is counted once, however often it is replayed, interrupted and resumed', async () => {
  const data = join(folder, 'replay')
  const { file, clicks, sessions, items } = clickLog()
  const server = await serve(data)
  const interrupted = spawn(process.execPath, [MAIN, 'replay', file, '--data', data])
  await untilPlaceIsWritten(data)
  interrupted.kill('SIGKILL')
  await once(interrupted, 'exit')
  assert.equal((await vitrine(['replay', file, '--data', data])).code, 0)
  const again = await vitrine(['replay', file, '--data', data, '--from-start'])
  assert.match(again.out, /accepted 0/)
  const report = JSON.parse((await vitrine(['report', '--json', '--data', data])).out)
  assert.equal(report.events.view_item, clicks)
  assert.equal(report.ranking.sessions, sessions)
  assert.equal(report.visitors, sessions)
  assert.equal(report.items.seen, items)
  const lines = (await vitrine(['export', '--data', data])).out.trim().split('\n')
  assert.equal(lines.length, clicks + 1)
  assert.equal(JSON.parse(lines[0]).type, 'shop_opened')
  await stop(server)
})

test('a feed is imported from a file, its bad rows are told, and the same feed again changes nothing', async () => {
  const data = join(folder, 'import')
  const file = join(folder, 'feed.tsv')
  const row = (id: string, price: string) =>
    [id, `Shoe ${id}`, `https://shop.example/${id}`, price, 'in_stock', 'Shoes > Trail'].join('\t')
  const head = 'id\ttitle\tlink\tprice\tavailability\tproduct_type'
  writeFileSync(file, `${[head, row('a', '89.90 EUR'), row('b', 'dear')].join('\n')}\n`)
  const server = await serve(data)
  const args = ['import', file, '--market', 'FR-fr-EUR', '--data', data]
  const { code, out } = await vitrine(args)
  assert.equal(code, 0)
  assert.match(out, /2 rows: 1 accepted, 1 refused/)
  assert.match(out, /line 3 \(b\), price/)
  const report = JSON.parse((await vitrine(['report', '--json', '--data', data])).out)
  assert.equal(report.items.catalogue, 1)
  const { err } = await vitrine(['import', file, '--data', data])
  assert.match(err, /--market FR-fr-EUR/)
  writeFileSync(file, `${[head, row('b', 'dear')].join('\n')}\n`)
  const { code: failed, out: asked } = await vitrine(args)
  assert.match(asked, /^1 row: 0 accepted, 1 refused/)
  assert.equal(failed, 1, 'a nightly job hears that nothing could be read')
  const orders = join(folder, 'bad.jsonl')
  writeFileSync(orders, '{"order":"1"}\n')
  assert.equal((await vitrine(['import', orders, '--orders', '--data', data])).code, 1)
  for (const more of [['import', '--market', 'FR-fr-EUR'], ['import', '--orders'], ['replay']]) {
    const { code, err } = await vitrine([...more, folder, '--data', data])
    assert.deepEqual([code, /is a folder/.test(err)], [1, true], err)
  }
  const [, refusal] = /If they are not: +npm exec --no vitrine -- (.+)/.exec(asked)!
  assert.match((await vitrine(refusal.split(' '))).out, /They stay on the shelves/)
  await stop(server)
})

test('a new shop is opened with its currency and zone, and keeps them', async () => {
  const data = join(folder, 'pounds')
  const flags = ['--currency', 'GBP', '--time-zone', 'Europe/London']
  await stop(await serve(data, flags))
  const server = await serve(data)
  const { out } = await vitrine(['report', '--json', '--data', data])
  assert.equal(JSON.parse(out).currency, 'GBP')
  await stop(server)
  for (const [told, words] of [
    [['--currency', 'EUR'], /opened with --currency GBP/],
    [['--time-zone', 'Europe/Paris'], /opened with --time-zone Europe\/London/],
    [['--currency', 'EURO'], /ISO 4217/],
    [['--time-zone', 'Mars'], /Europe\/London, not "Mars"/],
  ] as const) {
    const { code, err } = await vitrine(['serve', '--port', '0', '--data', data, ...told])
    assert.equal(code, 1)
    assert.match(err, words)
  }
})

test('an order history is read once, though the server is killed meanwhile, and says what it leaves out', async () => {
  const data = join(folder, 'orders')
  const file = join(folder, 'orders.csv.gz')
  const text = generatedOrders(3_000, 1)
  writeFileSync(file, gzipSync(`${text}broken,line\n`))
  const counted = recountText(text)
  const server = await serve(data)
  const history = async () => {
    const { out } = await vitrine(['report', '--json', '--data', data])
    return JSON.parse(out).history
  }
  const args = ['import', file, '--orders', '--time-zone', 'Europe/London', '--data', data]
  const importing = vitrine(args)
  while ((await history()).orders === 0) await sleep(5)
  server.kill('SIGKILL')
  await once(server, 'exit')
  const again = await serve(data)
  const { code, out, err } = await importing
  assert.equal(code, 0, err)
  for (const words of ['1 refused', 'left out without a price', 'The line has 2 cells']) {
    assert.ok(out.includes(words), out)
  }
  const { orders, refunds, customers } = await history()
  assert.deepEqual(
    [orders, refunds, customers],
    [counted.orders, counted.refunds, counted.customers],
  )
  assert.match((await vitrine(args)).out, /^0 orders and 0 refunds are new/m)
  await stop(again)
})

test('what a feed calls its rows commands no terminal', async () => {
  const data = join(folder, 'terminal')
  const file = join(folder, 'painted.csv')
  writeFileSync(file, 'id,cost,currency\n\u001b[31m\u001b]0;owned\u0007\u202ex,dear,EUR\n')
  const server = await serve(data)
  const { code, out } = await vitrine(['import', file, '--kind', 'costs', '--data', data])
  assert.equal(code, 1)
  assert.match(out, /line 2 \(·\[31m·\]0;owned··x\), cost/)
  await stop(server)
})

test('keys and export find the only shop of a folder, and make none where there is none', async () => {
  const data = join(folder, 'named')
  const server = await serve(data, ['--shop', 'cimes'])
  const { publicKey } = runFile(data)
  assert.match((await vitrine(['keys', '--data', data])).out, new RegExp(publicKey))
  assert.match((await vitrine(['keys', '--data', data, '--shop', 'other'])).err, /In .*: cimes/)
  await stop(server)
  assert.match((await vitrine(['export', '--data', data])).out, /"shop":"cimes"/)
  const nowhere = join(folder, 'nowhere')
  for (const command of ['keys', 'export']) {
    const { code, err } = await vitrine([command, '--data', nowhere])
    assert.equal(code, 1)
    assert.match(err, /no shop in .* yet.*npm exec --no vitrine -- serve/)
  }
  assert.ok(!existsSync(nowhere))
})

test('a visitor is exported and forgotten by the id the shop gives them', async () => {
  const data = join(folder, 'erase')
  const server = await serve(data)
  const { api, serverKey } = runFile(data)
  const events = [{ name: 'search', detail: 'red shoes' }]
  await fetch(`${api}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events, visitor: 'anna@example.com' }),
  })
  const anna = ['--visitor', 'anna@example.com', '--data', data]
  assert.equal(JSON.parse((await vitrine(['export', ...anna])).out).records[0].detail, 'red shoes')
  assert.match((await vitrine(['erase', '--status', ...anna])).out, /^Nobody was forgotten\./)
  assert.match((await vitrine(['erase', ...anna])).out, /^Forgotten\.[\s\S]*rewritten by \d{4}-/)
  assert.match((await vitrine(['erase', '--status', ...anna])).out, /^Forgotten\./)
  assert.match((await vitrine(['export', ...anna])).err, /Nothing is kept of this visitor/)
  assert.match((await vitrine(['erase', '--data', data])).err, /--visitor ID/)
  await stop(server)
  // The day is not over and not rewritten; whoever reads the log is told of nobody all the same.
  const { out: log } = await vitrine(['export', '--data', data])
  assert.ok(log.includes('"name":"search"') && log.includes('visitor_erased'))
  assert.ok(!log.includes('red shoes'))
})

test('every command says what it is for when it is asked, and does nothing else', async () => {
  const { out: help } = await vitrine(['help'])
  for (const command of Object.keys(COMMANDS)) {
    const { code, out } = await vitrine([command, '--help'])
    assert.equal(code, 0)
    assert.ok(out.startsWith(`  ${command} `) && help.includes(out.split('\n\n')[0]), command)
    assert.equal(out.includes('--max-profiles'), command === 'serve' || command === 'demo')
  }
})

test('the help of a command names every flag that it reads', () => {
  for (const [name, { usage, about }] of Object.entries(COMMANDS)) {
    const source = readFileSync(resolve(import.meta.dirname, `${name}.ts`), 'utf8')
    const read = [...source.matchAll(/^ {4}'?([a-z-]+)'?: \{ type: '/gm)].map(([, flag]) => flag)
    const told = (flag: string) => new RegExp(`--(no-)?${flag}\\b`).test(usage + about)
    assert.deepEqual(
      read.filter(flag => !told(flag) && flag !== OF_DEMO),
      [],
      name,
    )
  }
})

/** What `demo` tells its shoppers, and nobody else. */
const OF_DEMO = 'endless'

test('the console command prints a link that opens the door', async () => {
  const data = join(folder, 'console')
  const server = await serve(data)
  for (let n = 0; n < 2; n++) {
    const link = (await vitrine(['console', '--data', data])).out.trim()
    assert.equal((await fetch(link, { redirect: 'manual' })).status, 302)
  }
  await stop(server)
})

test('Ctrl-C stops a replay with the way on', async () => {
  const data = join(folder, 'stopped')
  const { file } = clickLog()
  const server = await serve(data)
  const replay = spawn(process.execPath, [MAIN, 'replay', file, '--data', data])
  let out = ''
  replay.stdout.on('data', chunk => (out += chunk))
  await untilPlaceIsWritten(data)
  replay.kill('SIGINT')
  const [code] = await once(replay, 'close')
  // So short a log may be through before the signal is.
  if (code !== 0) assert.match(out, /Stopped after [\d ]+ rows; the same command goes on/)
  await stop(server)
})

/** A click log as published ones are: sessions one after the other, times not always sorted, rows repeated. */
function clickLog() {
  const random = new Random(3)
  const rows: string[] = []
  const items = new Set<string>()
  for (let session = 0; session < 800; session++) {
    for (let n = 1 + random.below(8); n > 0; n--) {
      const item = `i${random.below(200)}`
      items.add(item)
      const row = `${session},${item},${1_400_000_000 + session * 60 + random.below(50)}.5`
      rows.push(row)
      if (random.chance(0.05)) rows.push(row)
    }
  }
  const file = join(folder, 'clicks.csv.gz')
  writeFileSync(file, gzipSync(`session_id,item_id,time\n${rows.join('\n')}\n`))
  return { file, clicks: rows.length, sessions: 800, items: items.size }
}

async function untilPlaceIsWritten(data: string): Promise<void> {
  const places = join(data, 'replay')
  for (let n = 0; n < 1_000; n++) {
    if (existsSync(places) && readdirSync(places).length > 0) return
    await sleep(10)
  }
}

async function serve(data: string, flags: string[] = []): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--data', data, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, VITRINE_LOG: 'warn' },
  })
  await once(child.stdout!, 'data')
  child.stdout!.resume()
  return child
}

async function stop(server: ChildProcess): Promise<number | null> {
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  const [code] = await ended
  return code
}

async function vitrine(args: string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, VITRINE_LOG: 'warn' },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

function runFile(data: string): RunFile {
  return JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as RunFile
}

test('what is not a terminal is given no server key and no link: a journal keeps what it reads', async () => {
  const data = join(folder, 'journal')
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--data', data], {
    env: { ...process.env, VITRINE_LOG: 'info' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
  while (!said.includes('makes one')) await sleep(10)
  assert.match(said, /public key {2}pk_\w{32}\n/)
  for (const command of ['console', 'keys rotate'])
    assert.ok(said.includes(`"npm exec --no vitrine -- ${command} --data ${data}"`), said)
  assert.equal(await stop(child), 0)
  assert.doesNotMatch(said, /sk_|token=/)
})
