import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Lives, replayCommand } from './simulation/lives.ts'

/**
 * Seeds that once failed, each with what it found. They are lived again for ever; a life
 * changes when the simulation does, so beside them the defect has a test of its own where
 * one could be written.
 */
const REGRESSIONS: Record<number, string> = {
  2: 'a profile that had turned was found by a look-up, and nobody restarted',
  55: 'a misread of the log while a feed came left every later feed refused',
  26: 'who was erased while the disk was full stayed in the store of profiles, and came back',
  1634: 'who was erased before the first snapshot, in a crash, stayed in the store of profiles',
  1799: 'a record that was passed over moved the time in one replay and not in another',
  2430: 'who was erased while their profile waited for a slow disk was stored again behind it',
  77579:
    'who came thirteen months after they were forgotten was told under another name once all was made again',
  70: 'a log that failed while the disk was full was never heard to have failed',
}

/** Beside others on a busy machine 250 lives may take minutes. */
const WITHIN = { timeout: 10 * 60_000 }

let lives: Lives
before(() => {
  lives = new Lives()
})
after(() => lives.close())

test('one seed is one life: lived again it leaves the same log', async () => {
  for (let seed = 1; seed <= 8; seed++) {
    assert.deepEqual(await lives.one(seed), await lives.one(seed))
  }
})

for (const [seed, found] of Object.entries(REGRESSIONS)) {
  test(`regression: ${found}`, async () => void (await lives.one(Number(seed))))
}

for (const from of [1, 251, 501, 751, 1001, 1251, 1501, 1751]) {
  const claim = `in 250 lives from seed ${from} on nothing acknowledged is lost or doubled, and what is known is what the log says`
  test(claim, WITHIN, async () => {
    const { failures, acknowledged, starts, ...sums } = await lives.live(from, 250)
    const told = failures.map(({ seed, error }) => `${replayCommand(seed)}\n${error}`)
    assert.equal(failures.length, 0, told.slice(0, 5).join('\n\n'))
    assert.equal(sums.lives, 250)
    assert.ok(acknowledged > 10_000 && starts > 500, `${acknowledged} in ${starts} starts`)
  })
}
