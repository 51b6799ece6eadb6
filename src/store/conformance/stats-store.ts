import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StatsStore, StoredSum } from '../ports.ts'

/** What every `StatsStore` promises. */
export function statsStoreConformance(name: string, open: () => StatsStore): void {
  const check = (claim: string, act: (store: StatsStore) => Promise<void>) =>
    test(`${name}: ${claim}`, async () => {
      const store = open()
      await act(store).finally(() => store.close())
    })

  check('one sum per datacentre and partition, the newest, whatever came first', async store => {
    await store.put([sum('paris', 1, 5), sum('paris', 2, 6), sum('lyon', 1, 9)])
    await store.put([sum('paris', 1, 4), sum('paris', 2, 8)])
    const expected = [sum('lyon', 1, 9), sum('paris', 1, 5), sum('paris', 2, 8)]
    assert.deepEqual(await store.get('sales'), expected)
  })

  check('sums of another name are apart', async store => {
    await store.put([sum('paris', 1, 5), { ...sum('paris', 1, 3), name: 'visits' }])
    assert.deepEqual(
      (await store.get('visits')).map(held => held.position),
      [3],
    )
    assert.deepEqual(await store.get('nothing'), [])
  })
}

function sum(datacentre: string, partition: number, position: number): StoredSum {
  return { datacentre, partition, name: 'sales', position, bytes: Uint8Array.of(position) }
}
