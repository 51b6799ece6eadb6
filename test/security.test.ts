import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

test('what the security page points to is there, and every test it names has tests', () => {
  const named = [...page.matchAll(/`((?:src|test|deploy|docs|scripts)\/[\w./-]+|Dockerfile)`/g)]
  assert.ok(named.length > 60)
  for (const [, path] of named) {
    assert.ok(existsSync(join(root, path)), path)
    if (path.includes('.test.'))
      assert.match(readFileSync(join(root, path), 'utf8'), /^test\(|\btest\(/m)
  }
})

test('each requirement has a state, and what is not done says why', () => {
  const rows = rowsUnder('## OWASP ASVS')
  assert.ok(rows.length > 50)
  for (const row of [...rows, ...rowsUnder('## OWASP API')]) {
    const state = row.at(-1) ?? ''
    assert.match(state, /^(done|partly: |open|n\/a: )/, row[0])
    if (state.startsWith('done') && row.length === 5) assert.notEqual(row[2], '–', row[0])
  }
})

test('all ten risks and every chapter of the standard are spoken of', () => {
  const risks = rowsUnder('## OWASP API').map(([risk]) => risk.split(' ')[0])
  assert.deepEqual(
    risks,
    Array.from({ length: 10 }, (_, i) => `API${i + 1}`),
  )
  const ids = rowsUnder('## OWASP ASVS').flatMap(([cell]) => cell.match(/\d+(?=[.,]|$)/g) ?? [])
  for (let chapter = 1; chapter <= 17; chapter++)
    assert.ok(ids.includes(String(chapter)), `${chapter}`)
})

/** The cells of a section's table, without its head. */
function rowsUnder(heading: string): string[][] {
  const section = page.slice(page.indexOf(heading)).split('\n## ')[0]
  const lines = section.split('\n').filter(line => line.startsWith('| '))
  return lines.slice(1).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  )
}
