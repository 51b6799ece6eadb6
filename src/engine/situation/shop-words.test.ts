import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Catalogue } from '../catalogue/catalogue.ts'
import { FR, product } from '../recommend/fixtures/shop.ts'
import { wordsOf } from './wording.ts'
import { termFamily } from './words.ts'

test('words of a category or brand that came later are the shop’s from then on', () => {
  const catalogue = new Catalogue()
  catalogue.applyProducts({ market: FR, products: [product(0)] }, 0)
  assert.equal(termFamily('masques', catalogue), '')
  assert.equal(termFamily('belvar', catalogue), '')
  catalogue.applyProducts({ market: FR, products: [product(1, { brand: 'Belvar' })] }, 0)
  assert.equal(termFamily('masque', catalogue), 'masques')
  assert.equal(termFamily('belvar', catalogue), 'belvar')
})

test('words of another language are the shop’s once a feed speaks it', () => {
  const catalogue = new Catalogue()
  catalogue.applyProducts({ market: FR, products: [product(0)] }, 0)
  assert.equal(termFamily('ski boots', catalogue), 'ski')
  const english = product(0, { categories: ['Skiing', 'Ski boots'] })
  const market = { country: 'GB', language: 'en', currency: 'GBP' }
  catalogue.applyProducts({ market, products: [english] }, 0)
  assert.equal(termFamily('boots, ski', catalogue), 'ski-boots')
})

test('a category named with empty words is not what everybody looks for', () => {
  const catalogue = new Catalogue()
  const shop = product(0, { categories: ['Online shop'] })
  catalogue.applyProducts({ market: FR, products: [shop] }, 0)
  assert.equal(termFamily('pas cher', catalogue), '')
})

test('a category is found by its name among other words, and what is none is spelt as the shop does', () => {
  const catalogue = new Catalogue()
  const categories = ['Randonnée', 'Sacs à dos']
  catalogue.applyProducts({ market: FR, products: [product(0, { categories })] }, 0)
  assert.equal(termFamily('sac à dos randonnée pas cher', catalogue), 'sacs-a-dos')
  assert.equal(termFamily('randonnée', catalogue), 'randonnee')
  assert.equal(termFamily('sac randonnée', catalogue), 'randonnee-sacs')
  const told = wordsOf('term', 'randonnee-sacs', 'fr', catalogue)
  assert.equal(told, 'cherchent «\u202frandonnée sacs\u202f»')
})
