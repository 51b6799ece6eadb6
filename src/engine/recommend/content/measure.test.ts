import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  codeWord,
  isCodeText,
  isMeasureText,
  isOfCode,
  measureWord,
  nearness,
  unitOf,
} from './measure.ts'

const near = (wanted: string, other: string) => nearness(measureWord(wanted), measureWord(other))
const sizes = fc.double({ min: 0.01, max: 100_000, noNaN: true }).map(size => size.toFixed(2))

test('a measure is a number with a unit, and 4th counts nothing', () => {
  for (const text of ['16.4ft', '8port', '3of4', '1of2inch', '500w']) assert.ok(isMeasureText(text))
  for (const text of ['4th', '16.4', 'mp3', '300c']) assert.ok(!isMeasureText(text))
})

test('the same size is the same word, 0.5 as well as 1/2, and another unit is never near', () => {
  assert.equal(measureWord('1of2inch'), measureWord('0.5inch'))
  assert.equal(near('6ft', '6.0ft'), 1)
  assert.equal(near('6ft', '6inch'), 0)
})

test('the farther a size the less near it is, and as many times less is farther than more', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 2, max: 9 }), (size, times) => {
      const [more, most] = [times, times + 1].map(each => (Number(size) * each).toFixed(4))
      const less = (Number(size) / times).toFixed(4)
      assert.ok(near(`${size}ft`, `${more}ft`) > near(`${size}ft`, `${most}ft`))
      assert.ok(near(`${size}ft`, `${less}ft`) < near(`${size}ft`, `${more}ft`))
    }),
  )
})

test('codes have their letters in common, and are no measures', () => {
  assert.ok(isCodeText('ddr2') && !isCodeText('2ddr') && !isCodeText('x2'))
  assert.equal(unitOf(codeWord('ddr2')), unitOf(codeWord('ddr3')))
  assert.notEqual(codeWord('ddr2'), codeWord('ddr3'))
  assert.ok(isOfCode(codeWord('ddr2')) && !isOfCode(measureWord('2gb')))
})
