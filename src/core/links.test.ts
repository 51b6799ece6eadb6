import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Links } from './links.ts'

test('an address is what was set, in however many folders they lie', () => {
  const links = new Links()
  const plain: string[] = []
  for (let n = 0; n < 5000; n++) {
    plain[n] = [
      `https://shop.example/p/${n}`,
      `https://cdn.example/${n}/é-${n}.jpg`,
      `/${n}`,
      `${n}`,
      '',
      '\u0000 odd/https://',
    ][n % 6]
    links.set(n, plain[n])
  }
  for (let n = 0; n < 5000; n++) assert.equal(links.get(n), plain[n])
  links.set(1, '')
  assert.equal(links.get(1), '')
  assert.equal(links.get(9999), '')
})
