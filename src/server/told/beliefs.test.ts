import assert from 'node:assert/strict'
import { test } from 'node:test'
import { believed } from './beliefs.ts'

const trait = (name: string, about?: string, score = 0.9) => ({
  name,
  about,
  score,
  confidence: 1,
  evidence: [],
})
const bags = trait('category', 'Sacs de ski')
const socks = trait('category', 'Chaussettes')
const brand = trait('brand', 'Skarn')

test('a verb is said once, and no French article is put before a name of the shop', () => {
  assert.equal(believed([bags], 'fr'), 's’intéresse au rayon sacs de ski')
  assert.equal(
    believed([bags, brand, socks], 'fr'),
    's’intéresse aux rayons sacs de ski et chaussettes, et aime Skarn',
  )
  assert.equal(
    believed([bags, trait('category', 'Packs'), socks], 'en'),
    'is interested in sacs de ski, packs and chaussettes',
  )
  assert.equal(
    believed([brand, trait('reviews'), trait('price')], 'en'),
    'likes Skarn, trusts reviews and compares prices',
  )
})

test('whoever is like most others is not described', () => {
  assert.equal(believed([trait('reviews', undefined, 0.5), trait('brand', 'Skarn', 0.3)], 'fr'), '')
})

test('a use is quoted: it is in the words of the shop’s first market, whoever reads', () => {
  assert.equal(believed([trait('use', 'montagne')], 'en'), 'is shopping for “montagne”')
  assert.equal(
    believed([trait('use', 'montagne')], 'fr'),
    'cherche pour un usage «\u202fmontagne\u202f»',
  )
})
