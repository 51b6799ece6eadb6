import assert from 'node:assert/strict'
import { test } from 'node:test'
import { halfWidth, lnGamma, sampleRatioEvidence } from './anytime.ts'
import { Random } from './random.ts'

test('ln Γ of whole numbers is the logarithm of a factorial', () => {
  let expected = 0
  for (let n = 1; n < 150; n++) {
    assert.ok(Math.abs(lnGamma(n) - expected) < 1e-9 * Math.max(1, expected))
    expected += Math.log(n)
  }
  assert.ok(Math.abs(lnGamma(0.5) - Math.log(Math.sqrt(Math.PI))) < 1e-12)
})

test('the interval holds at every look, and a fixed-horizon one at the same looks does not', () => {
  let [always, naive] = [0, 0]
  for (let seed = 1; seed <= 400; seed++) {
    const random = new Random(seed)
    let sum = 0
    let [isMissed, isNaivelyMissed] = [false, false]
    for (let n = 1; n <= 4_000; n++) {
      sum += random.normal()
      if (n < 20) continue
      if (Math.abs(sum / n) > halfWidth(1 / n, n)) isMissed = true
      if (Math.abs(sum / n) > 1.96 / Math.sqrt(n)) isNaivelyMissed = true
    }
    if (isMissed) always++
    if (isNaivelyMissed) naive++
  }
  assert.ok(always <= 0.05 * 400, `${always}`)
  assert.ok(naive > 0.2 * 400, `${naive}`)
})

test('a split drawn as told gives no evidence against it, and one that lost a twentieth does', () => {
  const shares = [0.2, 0.1, 0.7]
  assert.ok(sampleRatioEvidence([2_000, 1_000, 7_000], shares) < 0)
  assert.ok(sampleRatioEvidence([2_040, 990, 6_970], shares) < 0)
  assert.ok(sampleRatioEvidence([18_000, 10_000, 70_000], shares) > Math.log(1000))
  assert.equal(sampleRatioEvidence([0, 0, 0], shares), 0)
})
