import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'

const MAIN = resolve(import.meta.dirname, '../main.ts')
const folder = mkdtempSync(join(tmpdir(), 'vitrine-cli-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Starts, and stops as soon as it says its keys. */
async function serve(data: string) {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--data', data], {
    env: { ...process.env, VITRINE_LOG: 'silent', NODE_NO_WARNINGS: '1' },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
    if (out.includes('public key')) child.kill('SIGINT')
  })
  child.stderr.on('data', chunk => (err += chunk))
  const [code] = await once(child, 'close')
  return { code, out, err }
}

test('a run file left by a killed server is no claim, even when its number is another process now', async () => {
  const data = join(folder, 'left')
  mkdirSync(data)
  writeFileSync(join(data, 'run.json'), JSON.stringify({ pid: process.pid, api: 'http://x' }))
  assert.equal((await serve(data)).code, 0)
})

test('a folder that cannot be used is told in one sentence; what is kept is for this user only', async () => {
  const data = join(folder, 'damaged')
  assert.equal((await serve(data)).code, 0)
  const home = join(data, 'shops/shop')
  for (const path of [home, join(home, 'profiles.db'), join(home, 'log')]) {
    assert.equal(statSync(path).mode & 0o077, 0, path)
  }
  writeFileSync(join(home, 'keys.json'), '{}')
  const { code, err } = await serve(data)
  assert.equal(code, 1)
  assert.match(err, /^The data folder .* cannot be used: .*keys\.json.*\.\n$/)
  const file = join(home, 'keys.json')
  for (const [path, why] of [
    ['/proc/vitrine/data', 'ENOENT'],
    [file, 'EEXIST'],
    [join(file, 'data'), '(EEXIST|ENOTDIR)'],
  ]) {
    const { code, err } = await serve(path)
    assert.equal(code, 1)
    assert.match(err, new RegExp(`^The data folder ${path} cannot be used: ${why}: .*\\.\n$`))
  }
})
