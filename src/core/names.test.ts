import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from './bytes.ts'
import { Names } from './names.ts'
import { Random } from './random.ts'
import { Texts } from './texts.ts'

const PIECES = ['a', 'é', '€', '😀', ' ', 'sku-', 'x'.repeat(300)]

test('a name keeps the number it was first given, however many come, and after saving', () => {
  const random = new Random(3)
  const plain = new Map<string, number>()
  const names = new Names()
  for (let n = 0; n < 20_000; n++) {
    const text = `${PIECES[random.below(PIECES.length)]}${random.below(9_000)}`
    assert.equal(names.find(text), plain.get(text) ?? -1)
    const index = names.intern(text)
    if (!plain.has(text)) plain.set(text, plain.size)
    assert.equal(index, plain.get(text))
  }
  assert.equal(names.count, plain.size)
  for (const again of [names, saved(names)]) {
    for (const [text, index] of plain) {
      assert.equal(again.text(index), text)
      assert.equal(again.find(text), index)
    }
    assert.equal(again.find('never seen'), -1)
    assert.equal(again.text(plain.size), '')
  }
})

test('a name may be empty, and one with half a character is found again', () => {
  const names = new Names()
  for (const text of ['', 'x\ud800', '', 'x\ud800']) names.intern(text)
  assert.equal(names.count, 2)
  assert.equal(names.find(''), 0)
})

test('a text replaced is the new one and its neighbours stay', () => {
  const random = new Random(4)
  const texts = new Texts()
  const plain: string[] = []
  for (let n = 0; n < 20_000; n++) {
    const read = random.below(500) * 41
    assert.equal(texts.get(read), plain[read] ?? '')
    const index = random.below(500) * 41
    const text = PIECES[random.below(PIECES.length)].repeat(random.below(8))
    texts.set(index, text)
    plain[index] = text
  }
  for (let index = 0; index < 21_000; index++) assert.equal(texts.get(index), plain[index] ?? '')
})

function saved(names: Names): Names {
  const writer = new ByteWriter()
  names.save(writer)
  return Names.load(new ByteReader(writer.done()))
}
