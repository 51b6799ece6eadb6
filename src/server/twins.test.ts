import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../core/clock.ts'
import type { DecisionAnswer } from '../schema/decision.ts'
import type { Explanation } from '../schema/explanation.ts'
import { view } from './fixtures/set-up.ts'
import { boot, taughtShop } from './fixtures/taught-shop.ts'

/** Pairs of visitors who did the same, but that one of each pair reads reviews. */
const PAIRS = 5

test('two who came back for the same boots, one of whom reads reviews, see different pages, and it is said why', async t => {
  const shop = await taughtShop(3_000)
  t.after(shop.close)
  let different = 0
  for (let pair = 0; pair < PAIRS; pair++) {
    const [reader, other] = await Promise.all([
      pageOf(shop, `reader-${pair}`, true),
      pageOf(shop, `other-${pair}`, false),
    ])
    if (reader.experience === other.experience) continue
    different++
    assert.equal(reader.experience, 'home/best-reviewed')
    assert.ok(chanceOf(reader, 'home/best-reviewed') > 3 * chanceOf(other, 'home/best-reviewed'))
    const [first] = reader.because
    assert.ok(
      reader.because.slice(0, 3).some(({ characteristics }) => characteristics.includes('reviews')),
      JSON.stringify(reader.because),
    )
    assert.ok(first.amount > 0)
  }
  assert.ok(different >= PAIRS - 1, `${different} of ${PAIRS} pairs saw different pages`)
})

type Taught = Awaited<ReturnType<typeof taughtShop>>

/** A visit yesterday, and the home page today, over HTTP; what is said of it. */
async function pageOf({ app, env, post, asServer }: Taught, visitor: string, reads: boolean) {
  const yesterday = env.time - DAY
  const events = [1, 2, 3, 4, 5].flatMap(n => {
    const look = view(boot(n), { time: yesterday + n * MINUTE })
    const read = view(boot(n), { name: 'read_reviews', time: yesterday + n * MINUTE + 5_000 })
    return reads ? [look, read] : [look]
  })
  const kept = await post('/v1/events', { visitor, consent: 'personal', events }, asServer)
  assert.equal(kept.json().accepted, events.length, kept.body)
  const asked = { visitor, consent: 'personal', page: { type: 'home' }, language: 'fr' }
  const body = { ...asked, context: { device: 'mobile' }, placements: [{ placement: 'home' }] }
  const decided = await post('/v1/decisions', body, asServer)
  const [{ decisionId }] = decided.json<DecisionAnswer>().placements
  const url = `/v1/explain/${decisionId}?language=en`
  const told = (await app.inject({ url, headers: asServer })).json<Explanation>()
  assert.match(told.situation.sentence, /return without a cart/)
  assert.match(told.situation.sentence, reads ? /are sensitive to reviews/ : /seldom read reviews/)
  return told.placements[0]
}

function chanceOf({ experiences }: Explanation['placements'][number], id: string): number {
  return experiences.find(one => one.id === id)?.propensity ?? 0
}
