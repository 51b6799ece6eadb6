import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainText } from './html.ts'

test('what a page does not show is not in its text', () => {
  const page =
    'a<script>if (1 < 2) x("</div>")</script >b<STYLE media="x">p{}</style>c<!-- <b>no</b> -->d<br>e'
  assert.equal(plainText(page), 'a b c d e')
  assert.equal(plainText('1<!-- x -->2<!-- y -->3'), '1 2 3')
  assert.equal(plainText('<script src="a.js">'), '')
  assert.equal(plainText('a <!-- never closed <b>b</b>'), 'a <!-- never closed b')
})

test('a megabyte of openings that never close is read as any other text', () => {
  for (const opening of ['<!--', '<script>', '<style ', '<', '<a', '</script', '&lt;!--']) {
    // Took minutes; the test would not end.
    assert.ok(plainText(opening.repeat(2 ** 20 / opening.length)).length <= 2 ** 20, opening)
  }
})
