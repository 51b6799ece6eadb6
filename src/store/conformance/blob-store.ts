import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BlobStore } from '../ports.ts'

/** What every `BlobStore` promises. */
export function blobStoreConformance(name: string, open: () => Promise<BlobStore>): void {
  const check = (claim: string, act: (store: BlobStore) => Promise<void>) =>
    test(`${name}: ${claim}`, async () => act(await open()))

  check(
    'a blob is got as it was put, whole or in pieces, and put again replaces it',
    async store => {
      await store.put('snapshots/1.bin', bytes('one'))
      assert.deepEqual(await store.get('snapshots/1.bin'), bytes('one'))
      await store.put('snapshots/1.bin', pieces('t', '', 'wo'))
      assert.deepEqual(await store.get('snapshots/1.bin'), bytes('two'))
      assert.equal(await store.get('snapshots/2.bin'), undefined)
      assert.equal(await store.get('snapshots'), undefined)
    },
  )

  check('a blob is streamed front to back, and one that is not there is nothing', async store => {
    const wide = Uint8Array.from({ length: 3 << 20 }, (_, i) => i % 251)
    await store.put('wide', wide)
    assert.deepEqual(await collected(store.stream('wide')), wide)
    assert.equal((await collected(store.stream('none'))).length, 0)
    await assert.rejects(collected(store.stream('../x')), /not a key/)
  })

  check('a blob that breaks off changes nothing and leaves nothing', async store => {
    await store.put('a', bytes('old'))
    await assert.rejects(store.put('a', breaksOff()), /broke off/)
    await assert.rejects(store.put('new/b', breaksOff()), /broke off/)
    assert.deepEqual(await store.get('a'), bytes('old'))
    assert.deepEqual(await store.list(''), ['a'])
  })

  check('blobs are listed by the beginning of their key, sorted', async store => {
    for (const key of ['s/2', 't', 's/1', 's/10', 'sun/1']) await store.put(key, bytes(key))
    assert.deepEqual(await store.list('s/'), ['s/1', 's/10', 's/2'])
    assert.deepEqual(await store.list('s'), ['s/1', 's/10', 's/2', 'sun/1'])
    assert.deepEqual(await store.list('x'), [])
  })

  check('a deleted blob is gone, and deleting it again is no mistake', async store => {
    await store.put('a', bytes('a'))
    await store.delete('a')
    await store.delete('a')
    assert.equal(await store.get('a'), undefined)
  })

  check('a key that could climb, hide or confuse is refused', async store => {
    const tricks = ['', '/etc/passwd', '../x', 'a/../../x', 'a//b', '.hidden', 'a/.b', 'a\\b', 'a/']
    for (const key of [...tricks, 'a\0b', 'é', 'a b', 'C:x', 'x'.repeat(600)]) {
      await assert.rejects(store.put(key, bytes('x')), /not a key/)
      await assert.rejects(store.get(key), /not a key/)
      await assert.rejects(store.delete(key), /not a key/)
    }
  })
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

async function* pieces(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield bytes(text)
}

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

async function* breaksOff(): AsyncIterable<Uint8Array> {
  yield bytes('half')
  throw new Error('it broke off')
}
