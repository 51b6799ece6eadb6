import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { NODE_ENVIRONMENT, NODE_FLAGS } from '../scripts/runtime.mjs'
import { SERVER_FLAGS } from '../src/cli/serve.ts'
import { twoShops } from '../src/server/fixtures/two-shops.ts'
import { startServer } from '../src/server/start.ts'
import { machine } from '../src/store/machine.ts'

const root = join(import.meta.dirname, '..')
const guide = read('docs/operate.md')
const rules = read('docs/prometheus-rules.yml')

test('the guide tells of every metric there is, and of none that is not', async t => {
  const shown = new Set(
    [...(await metrics(t)).matchAll(/^# HELP (\w+) /gm)].map(([, name]) => name),
  )
  const table = guide.split('\n').filter(line => line.startsWith('| `vitrine_'))
  const told = table.flatMap(line => namesIn(line.split('|')[1]))
  assert.deepEqual(told.sort(), [...shown].sort())
  for (const name of [...namesIn(guide), ...namesIn(rules)]) assert.ok(shown.has(name), name)
})

test('every alert has an expression that closes what it opens, a severity and a sentence', () => {
  const alerts = rules.split('- alert: ').slice(1)
  assert.ok(alerts.length >= 8)
  for (const alert of alerts) {
    const name = alert.slice(0, alert.indexOf('\n'))
    const expression = /expr: (.+)\n/.exec(alert)?.[1] ?? ''
    assert.match(expression, /vitrine/, name)
    for (const pair of ['()', '[]', '{}']) {
      assert.equal(count(expression, pair[0]), count(expression, pair[1]), `${name}: ${pair}`)
    }
    assert.match(alert, /for: \d+[mh]\n/, name)
    assert.match(alert, /severity: (page|ticket) /, name)
    assert.match(alert, /summary: [A-Z].+[.?] }/, name)
  }
  for (const [, named] of guide.matchAll(/`(Vitrine[A-Z]\w+)`/g)) {
    assert.ok(rules.includes(`alert: ${named}\n`), named)
  }
})

test('the reverse paths let through what a public key may call and the tag, and nothing else', async t => {
  const { routes, close } = await twoShops()
  t.after(close)
  for (const file of ['deploy/nginx.conf', 'deploy/Caddyfile']) {
    const source = /\^\/_vitrine\/\S+\$/.exec(read(file))?.[0] ?? ''
    const lets = new RegExp(source)
    for (const { url, callers } of routes) {
      const isForBrowsers =
        callers === 'public' ||
        callers === 'link' ||
        /^\/(?:(?:tag|\w+\.[0-9a-f]+)\.js|placements\.css)$/.test(url)
      assert.equal(lets.test(`/_vitrine${url}`), isForBrowsers, `${file}: ${url}`)
    }
    for (const path of ['x.js', 'core..js', 'v1/events/', 'v1/events/x', 'v1', '../metrics']) {
      assert.ok(!lets.test(`/_vitrine/${path}`), `${file}: ${path}`)
    }
  }
})

test('each nginx path that is shown passes on whose page it was, from where and how', () => {
  for (const file of ['README.md', 'deploy/nginx.conf']) {
    for (const header of [
      'Host $http_host',
      'X-Forwarded-For $remote_addr',
      'X-Forwarded-Proto $scheme',
    ]) {
      assert.ok(read(file).includes(`proxy_set_header ${header};`), `${file}: ${header}`)
    }
  }
})

test('the guide names variables and flags that serve knows, and files that are there', () => {
  const [, listed] = /are variables too: (.+?)\. The log/.exec(guide) ?? []
  const named = [...listed.matchAll(/VITRINE_(\w+)/g)].map(([, name]) => name)
  const flags = Object.keys(SERVER_FLAGS).filter(flag => flag !== 'otlp-endpoint')
  const wanted = flags.map(flag => flag.toUpperCase().replaceAll('-', '_'))
  assert.deepEqual(
    named.map(name => (name === 'ORIGINS' ? 'ORIGIN' : name)).sort(),
    [...wanted, 'LOG'].sort(),
  )
  for (const [, file] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
    assert.ok(existsSync(join(root, 'docs', file)), file)
  }
  for (const [, variable] of read('deploy/vitrine.service').matchAll(/(VITRINE_\w+)=/g)) {
    assert.ok(guide.includes(variable), variable)
  }
})

test('the container starts the server as the start scripts do, as nobody in particular', () => {
  const dockerfile = read('Dockerfile')
  const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]')
  assert.deepEqual(command, ['node', ...NODE_FLAGS, 'src/main.ts', 'serve'])
  for (const [name, value] of Object.entries(NODE_ENVIRONMENT))
    assert.match(dockerfile, new RegExp(`\\b${name}=${value}\\b`))
  assert.ok(dockerfile.indexOf('USER node') > dockerfile.lastIndexOf('FROM '))
  assert.match(dockerfile, /npm ci --ignore-scripts/)
})

/** Of a real server, for some are read off a running shop. */
async function metrics(t: TestContext): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-operate-'))
  const options = { dataDir, shop: 'shop', host: '127.0.0.1', port: 0, origins: [], env: machine }
  const backup = { everyMs: 3_600_000, dir: join(dataDir, 'backups'), keep: 1 }
  const server = await startServer({ ...options, backup, logLevel: 'silent' })
  t.after(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const headers = { authorization: `Bearer ${server.keys.firstServerKey}` }
  return (await fetch(`${server.api}/metrics`, { headers })).text()
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\bvitrine_[a-z0-9_]+?(?=_bucket\b|_sum\b|_count\b|\b)/g)]
    .map(([name]) => name)
    .filter(name => name !== 'vitrine_console')
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
