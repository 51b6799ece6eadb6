import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY } from '../../../core/clock.ts'
import { Random } from '../../../core/random.ts'
import { Characters } from './characters.ts'
import { MOST_CHARACTERISTICS, MOST_NAMES } from './moment.ts'
import { QuantileSketch } from './quantile-sketch.ts'

test('quantiles are within two hundredths of the true ones, in a few kilobytes', () => {
  const random = new Random(1)
  const sketch = new QuantileSketch()
  const seen: number[] = []
  for (let i = 0; i < 50_000; i++) {
    const value = Math.exp(random.normal())
    seen.push(value)
    sketch.add(value)
  }
  seen.sort((a, b) => a - b)
  for (const [i, cut] of sketch.cuts(8).entries()) {
    const below = seen.findIndex(value => value > cut) / seen.length
    assert.ok(Math.abs(below - (i + 1) / 8) < 0.02, `${below} for ${(i + 1) / 8}`)
  }
  const writer = new ByteWriter()
  sketch.save(writer)
  assert.ok(writer.size < 16_384)
})

test('numbers fall into the eighths of what the shop has seen', () => {
  const characters = new Characters()
  for (let i = 0; i < 1_000; i++) characters.see({ price: (i * 37) % 100 }, 0)
  const [low] = characters.read({ price: 3 })
  const [high] = characters.read({ price: 97 })
  assert.match(characters.tell(low).value, /^≤ 1\d$/)
  assert.match(characters.tell(high).value, /^> 8\d$/)
})

test('the sixty-three frequent values have a name, the rest are others', () => {
  const characters = new Characters()
  for (let i = 0; i < 63; i++) characters.see({ city: `city ${i}` }, 0)
  characters.see({ city: 'village' }, 0)
  assert.equal(characters.tell(characters.read({ city: 'city 62' })[0]).value, 'city 62')
  assert.equal(characters.tell(characters.read({ city: 'village' })[0]).value, 'other')
})

test('what has become frequent takes the place of what no longer is, and says whose', () => {
  const characters = new Characters()
  for (let i = 0; i < 63; i++) characters.see({ city: `city ${i}` }, 0)
  const changed = characters.see({ city: 'new town' }, 90 * DAY)
  assert.equal(changed.length, 1)
  assert.deepEqual(characters.tell(changed[0]), { name: 'city', value: 'new town' })
})

test('names that are seen once take no place from those that are frequent', () => {
  const characters = new Characters()
  for (let i = 0; i < 630; i++) characters.see({ term: `word ${i % 63}` }, 0)
  const changed = Array.from({ length: 5_000 }, (_, i) => characters.see({ term: `x${i}` }, 0))
  assert.deepEqual(changed.flat(), [])
})

test('a shop has so many characteristics, a moment at most twenty, and what is unknown is absent', () => {
  const characters = new Characters()
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`c${i}`, 'yes']))
  characters.see(many, 0)
  assert.equal(characters.names.length, MOST_NAMES)
  assert.equal(characters.read(many).length, MOST_CHARACTERISTICS)
  assert.equal(characters.read({ nothing: 'known' }).length, 0)
})

test('saved characteristics come back byte for byte', () => {
  const random = new Random(2)
  const characters = new Characters()
  for (let i = 0; i < 5_000; i++) {
    const city = `city ${Math.floor(random.next() ** 3 * 200)}`
    characters.see({ city, price: random.normal() }, i * DAY)
  }
  const bytes = saved(characters)
  assert.deepEqual(saved(Characters.load(new ByteReader(bytes))), bytes)
})

function saved(characters: Characters): Uint8Array {
  const writer = new ByteWriter()
  characters.save(writer)
  return writer.done()
}
