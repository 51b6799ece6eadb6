import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { decimalToMinor, minorDigits, numberToMinor, readCurrency, readPrice } from './money.ts'

test('no cent is lost to floating point: a price written is the price kept', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 11 }),
      fc.constantFrom(0, 2, 3),
      (minor, digits) => {
        const whole = String(minor).padStart(digits + 1, '0')
        const cut = whole.length - digits
        const written = digits === 0 ? whole : `${whole.slice(0, cut)}.${whole.slice(cut)}`
        assert.deepEqual(decimalToMinor(written, digits), { minor, rounded: false })
        assert.deepEqual(numberToMinor(Number(written), digits), { minor, rounded: false })
      },
    ),
    { seed: 1 },
  )
})

test('sums that computers get wrong come out right, and halves go away from zero', () => {
  assert.deepEqual(numberToMinor(0.1 + 0.2, 2), { minor: 30, rounded: false })
  assert.deepEqual(numberToMinor(1234.565, 2), { minor: 123457, rounded: true })
  assert.deepEqual(numberToMinor(-1234.565, 2), { minor: -123457, rounded: true })
  assert.deepEqual(numberToMinor(1.005, 2), { minor: 101, rounded: true })
  assert.deepEqual(numberToMinor(4.35 * 100, 0), { minor: 435, rounded: false })
  assert.equal(numberToMinor(Number.NaN, 2), undefined)
  assert.equal(numberToMinor(Number.POSITIVE_INFINITY, 2), undefined)
})

test('a price is read the way its country writes it', () => {
  const cases: [string, string, string?][] = [
    ['12.99', '12.99'],
    ['12.99 EUR', '12.99', 'EUR'],
    ['12,99 EUR', '12.99', 'EUR'],
    ['EUR 12.99', '12.99', 'EUR'],
    ['€12.99', '12.99', 'EUR'],
    ['1 234,50 €', '1234.50', 'EUR'],
    ['1\u202f234,50\u00a0€', '1234.50', 'EUR'],
    ['1.234,50 €', '1234.50', 'EUR'],
    ['1,234.50', '1234.50'],
    ["CHF 1'234.50", '1234.50', 'CHF'],
    ['1.234.567', '1234567'],
    ['1,234', '1234'],
    ['1.234', '1.234'],
    ['1.234 €', '1234', 'EUR'],
    ['5.750 KWD', '5.750', 'KWD'],
    ['BHD 12.500', '12.500', 'BHD'],
    ['1,250.750 KWD', '1250.750', 'KWD'],
    ['1,250 KWD', '1.250', 'KWD'],
    ['12,500 TND', '12.500', 'TND'],
    ['1,234,500 TND', '1234500', 'TND'],
    ['25,000 IQD', '25000', 'IQD'],
    ['25.000 IQD', '25000', 'IQD'],
    ['1.980 JPY', '1980', 'JPY'],
    ['0,125', '0.125'],
    ['1234.565', '1234.565'],
    ['-5,00 €', '-5.00', 'EUR'],
    ['12,- €', '12', 'EUR'],
    ['.5', '0.5'],
    ['£0.99', '0.99', 'GBP'],
  ]
  for (const [text, decimal, currency] of cases) {
    assert.deepEqual(readPrice(text), { decimal, currency }, text)
  }
})

test('three digits behind a comma are decimals where prices have three, also told elsewhere', () => {
  for (const currency of ['BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']) {
    for (const text of ['12,500', '12.500']) {
      assert.equal(readPrice(`${text} ${currency}`)?.decimal, '12.500')
      assert.equal(readPrice(text, currency)?.decimal, '12.500')
    }
  }
  assert.equal(readPrice('12,500', 'EUR')?.decimal, '12500')
  assert.equal(readPrice('12.500', 'EUR')?.decimal, '12.500')
  assert.equal(readPrice('25,000', 'IQD')?.decimal, '25000')
})

test('what is no price is not made one', () => {
  for (const text of [
    '',
    'free',
    '12.99 bananas',
    '1,2,3.4.5',
    '--5',
    '0x10',
    '1e5',
    '12 EUR USD',
    '1,23,4',
  ]) {
    assert.equal(readPrice(text), undefined, text)
  }
})

test('currencies are ISO codes with the decimals ISO gives them', () => {
  assert.deepEqual(['EUR', 'JPY', 'KWD'].map(minorDigits), [2, 0, 3])
  assert.deepEqual(['eur', ' € ', 'USD', 'XYZ', '__proto__', 'constructor'].map(readCurrency), [
    'EUR',
    'EUR',
    'USD',
    undefined,
    undefined,
    undefined,
  ])
})
