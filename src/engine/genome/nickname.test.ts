import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitorKey } from '../../core/visitor-key.ts'
import { nickname } from './nickname.ts'

const keys = Array.from({ length: 2_000 }, (_, n) => visitorKey(`cookie-${n}`))

test('a visitor has one nickname, a flower or a tree and two digits, in each language', () => {
  for (const key of keys) {
    assert.equal(nickname(key, 'fr'), nickname(key, 'fr'))
    assert.match(nickname(key, 'fr'), /^\p{Lu}[\p{L} ]+ \d\d$/u)
    assert.match(nickname(key, 'en'), /^\p{Lu}[\p{L} ]+ \d\d$/u)
    assert.equal(nickname(key, 'fr').slice(-2), nickname(key, 'en').slice(-2))
  }
})

test('nicknames spread over the whole flora', () => {
  const names = keys.map(key => nickname(key, 'fr'))
  assert.ok(new Set(names).size > 1_500)
  const flowers = Map.groupBy(names, name => name.slice(0, -3))
  assert.equal(flowers.size, 50)
  for (const [, same] of flowers) assert.ok(same.length < 90)
})
