import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { COMMANDS } from '../src/cli/commands.ts'
import { setUp } from '../src/server/fixtures/set-up.ts'

/** The guide for a shop's developer is copied from: what it names has to be there. */
const root = join(import.meta.dirname, '..')
const guide = readFileSync(join(root, 'docs/integrate.md'), 'utf8')

test('the guide calls only paths and commands that there are, and leads to files that are there', async t => {
  const { app, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json()
  const called = [...guide.matchAll(/\/v1\/[a-z/]+/g)].map(([path]) => path)
  assert.ok(called.length > 10)
  for (const path of called) assert.ok(path in paths, path)
  for (const [, command] of guide.matchAll(/--no vitrine -- (\w+)/g))
    assert.ok(COMMANDS[command], command)
  for (const [, file] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
    assert.ok(existsSync(join(root, 'docs', file)), file)
  }
})

test('the bodies the guide shows are bodies the server takes', async t => {
  const { app, asServer, env, close } = await setUp()
  t.after(close)
  env.time = 1_795_000_000_000
  const shown = [...guide.matchAll(/-X POST \$API(\/v1\/\S+) [\s\S]*?-d '(\{[\s\S]*?\})'\n```/g)]
  assert.equal(shown.length, 3)
  for (const [, url, body] of shown) {
    const answer = await app.inject({
      method: 'POST',
      url,
      payload: JSON.parse(body),
      headers: asServer,
    })
    assert.ok(answer.statusCode < 300, `${url}: ${answer.body}`)
    assert.doesNotMatch(answer.body, /"refused":\[\{/)
  }
  const [, facts] = /```json\n(\[\{[\s\S]*?\}\])\n```/.exec(guide) ?? []
  const taken = await app.inject({
    method: 'POST',
    url: '/v1/shop-facts',
    payload: JSON.parse(facts),
    headers: asServer,
  })
  assert.equal(taken.statusCode, 200, taken.body)
  assert.equal(taken.json().refused?.length ?? 0, 0, taken.body)
})
