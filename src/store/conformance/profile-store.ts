import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { type ProfileStore, SETTLED, type StoredProfile } from '../ports.ts'

/** What every `ProfileStore` promises. `isKept`: what was put outlives closing. */
export function profileStoreConformance(
  name: string,
  newPlace: () => { open(): ProfileStore | Promise<ProfileStore>; isKept: boolean },
): void {
  const check = (claim: string, act: (store: ProfileStore) => Promise<void>) =>
    test(`${name}: ${claim}`, async () => {
      const store = await newPlace().open()
      await act(store).finally(() => store.close())
    })

  check('a profile is got as it was put, and who was never put is absent', async store => {
    await store.put([profile('ann', 1), profile('bob', 2)])
    const found = await store.get(['bob', 'cleo', 'ann'])
    assert.deepEqual(found.get('ann'), profile('ann', 1))
    assert.deepEqual([...found.keys()].sort(), ['ann', 'bob'])
  })

  check('the newest position wins, whatever the order of arrival', async store => {
    const random = new Random(1)
    const puts = Array.from({ length: 300 }, (_, position) =>
      profile(`visitor-${random.below(20)}`, position + 1),
    )
    const newest = new Map(puts.map(put => [put.visitor, put]))
    const shuffled = random.shuffle(puts)
    for (let i = 0; i < shuffled.length; i += 50) await store.put(shuffled.slice(i, i + 50))
    assert.deepEqual(await store.get([...newest.keys()]), newest)
  })

  check('who is deleted is gone, and deleting nobody is no mistake', async store => {
    await store.put([profile('ann', 1), profile('bob', 1)])
    await store.delete(['ann', 'nobody'])
    assert.deepEqual([...(await store.get(['ann', 'bob'])).keys()], ['bob'])
  })

  check('cleared, it knows nobody, and takes whoever comes then', async store => {
    await store.put([profile('ann', 9), profile('bob', 9)])
    await store.clear()
    assert.equal((await store.get(['ann', 'bob'])).size, 0)
    await store.put([profile('ann', 1)])
    assert.deepEqual((await store.get(['ann'])).get('ann'), profile('ann', 1))
  })

  check('all of them come by visitor key, once each, thousands too', async store => {
    const visitors = Array.from({ length: 2500 }, (_, i) => `v${String(i).padStart(5, '0')}`)
    await store.put(new Random(2).shuffle([...visitors]).map(visitor => profile(visitor, 1)))
    const seen: string[] = []
    await store.put([profile(SETTLED, 7)])
    for await (const { visitor } of store.all()) seen.push(visitor)
    assert.deepEqual(seen, visitors)
  })

  check('thousands are got at once', async store => {
    const visitors = Array.from({ length: 1500 }, (_, i) => `v${i}`)
    await store.put(visitors.map((visitor, i) => profile(visitor, i + 1)))
    assert.equal((await store.get(visitors, 60_000)).size, 1500)
  })

  test(`${name}: profiles outlive closing, where they are kept at all`, async () => {
    const { open, isKept } = newPlace()
    const store = await open()
    await store.put([profile('ann', 7)])
    await store.close()
    const again = await open()
    assert.equal((await again.get(['ann'])).has('ann'), isKept)
    await again.close()
  })
}

function profile(visitor: string, position: number): StoredProfile {
  return { visitor, position, bytes: new TextEncoder().encode(`${visitor} at ${position}`) }
}
