import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PLACEMENTS } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import { defaultExperience, EXPERIENCES } from './experiences.ts'

test('every placement has one default and no more experiences than may be arms', () => {
  for (const placement of PLACEMENTS) {
    const own = EXPERIENCES.filter(e => e.placement === placement)
    assert.equal(own.filter(e => e.isDefault).length, 1)
    assert.equal(defaultExperience(placement).when, undefined)
    assert.ok(own.length <= LIMITS.experiences)
  }
  assert.equal(new Set(EXPERIENCES.map(e => e.id)).size, EXPERIENCES.length)
})
