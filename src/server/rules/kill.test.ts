import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RuleTold } from '../../schema/rule-told.ts'
import { callTo, serve, stop } from '../fixtures/killed.ts'

const folder = mkdtempSync(join(tmpdir(), 'vitrine-rules-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a rule that was acknowledged before kill -9 binds the next decision after it', async () => {
  const first = await serve(folder)
  const acknowledged = new Map<string, number>()
  const writing = Promise.all([1, 2, 3, 4].map(lane => writeUntilKilled(lane, acknowledged)))
  while (acknowledged.size < 60) await sleep(5)
  first.child.kill('SIGKILL')
  await writing
  const again = await serve(folder)
  const rules = await rulesOf()
  for (const [term, share] of acknowledged) {
    const held = rules.find(rule => rule.when.term === term)?.share
    // What was under way may be kept as well, though nobody was told.
    assert.ok(held === share || held === changedTo(term), `${term}: ${held}, not ${share}`)
  }
  assert.equal(await sharePinned(), 1)
  await stop(again.child)
  const third = await serve(folder)
  assert.deepEqual(await rulesOf(), rules)
  await stop(third.child)
})

/** Rules, each written and then changed, until nobody answers any more; the last word that was acknowledged. */
async function writeUntilKilled(lane: number, acknowledged: Map<string, number>): Promise<void> {
  const rule = { placement: 'cart', experience: 'cart/next', action: 'limit' }
  const pin = { placement: 'home', experience: 'home/explore', action: 'pin' }
  try {
    await callTo(folder, 'POST', '/v1/rules', pin)
    for (let n = 0; n < 200; n++) {
      const term = `word-${lane}-${n}`
      const { id } = await callTo(folder, 'POST', '/v1/rules', {
        ...rule,
        when: { term },
        share: 0.5,
      })
      acknowledged.set(term, 0.5)
      await callTo(folder, 'PATCH', `/v1/rules/${id}`, { share: changedTo(term) })
      acknowledged.set(term, changedTo(term))
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // fetch found nobody there
  }
}

function changedTo(term: string): number {
  return 0.1 + Number(term.split('-')[2]) / 1000
}

async function rulesOf(): Promise<RuleTold[]> {
  const rules: RuleTold[] = []
  for (;;) {
    const page = await callTo(
      folder,
      'GET',
      `/v1/rules?limit=200&sort=changed&offset=${rules.length}`,
    )
    rules.push(...page.rules)
    if (rules.length >= page.total) return rules
  }
}

/** Which part of the engine's visitors see what is pinned. */
async function sharePinned(): Promise<number> {
  const shown: string[] = []
  const asked = { page: { type: 'home' }, placements: [{ placement: 'home' }] }
  for (let n = 0; shown.length < 10; n++) {
    assert.ok(n < 2_000, 'it is still too busy for anybody')
    const { slice, placements } = await callTo(folder, 'POST', '/v1/decisions', {
      ...asked,
      visitor: `v${n}`,
    })
    if (slice === 'engine') shown.push(placements[0].experience)
    else await sleep(20) // a machine that is busy answers without the visitor for a while
  }
  return shown.filter(experience => experience === 'home/explore').length / shown.length
}
