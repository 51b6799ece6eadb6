import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readProducts } from './feed-file.ts'

test('columns go by the names that feeds give them, entities are read, an unknown maker is none', async t => {
  const file = fileOf(
    t,
    'upc,name,manufacturer\n0123,Cable &amp; plug,Acme\n0124,Song - CD,UNKNOWN\n',
  )
  const products = await readProducts(file)
  assert.deepEqual(
    products.map(({ id, title, brand }) => [id, title, brand]),
    [
      ['0123', 'Cable & plug', 'Acme'],
      ['0124', 'Song - CD', undefined],
    ],
  )
})

test('a file without titles is refused with a sentence', async t => {
  await assert.rejects(readProducts(fileOf(t, 'upc,price\n1,2\n')), /a column for the id and one/)
})

function fileOf(t: { after(done: () => void): void }, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-feed-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'feed.csv')
  writeFileSync(file, text)
  return file
}
