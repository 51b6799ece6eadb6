import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DecisionRequest, Template } from '../../schema/decision.ts'
import type { Content } from '../../schema/product.ts'
import { Life } from '../fixtures/life.ts'
import { EXPERIENCES } from '../policy/experiences.ts'
import { FR, moment, shopper, smallShop } from '../recommend/fixtures/shop.ts'
import type { MomentFacts } from '../recommend/moment.ts'
import { furnish } from './answer.ts'
import { Led } from './led.ts'

const SKI = { categories: [{ category: 0, weight: 1 }] }
const BACK = { shopper: shopper({ ...SKI, visit: 2, past: [0, 4, 8] }) }

test('who comes with words sees the hero, the brands and the guide of what they look for', () => {
  const { part } = homeOf('home/brands', { sought: 'ski' })
  assert.deepEqual(part('hero').content, {
    ...{ title: 'Winter', text: 'Snow.', image: '/winter.svg' },
    link: { url: '/ski', text: 'Voir le rayon' },
  })
  assert.equal(part('guide').content?.title, 'Choosing boots')
  const { brands } = part('brands')
  assert.ok(brands && brands.length >= 3 && brands.length <= 5)
  assert.equal(brands[0].url, `/find?q=${encodeURIComponent(brands[0].name)}`)
})

test('who comes back is welcomed by the hero, and the list is named by what is in it', () => {
  const { row, part } = homeOf('home/welcome-back', BACK)
  assert.equal(row.title, 'Ravis de vous revoir')
  assert.equal(part('hero').content?.title, 'Ravis de vous revoir')
  assert.equal(part('hero').content?.image, '/winter.svg')
  assert.deepEqual([row.title, row.text], ['Chaussures et masques', undefined])
})

test('a guide that the page has room for is not said again beside the list', () => {
  const { row, part } = homeOf('home/guide', BACK)
  assert.equal(row.nudge?.kind, 'guide')
  assert.equal(part('guide').content?.link?.url, '/boots')
  assert.equal(row.nudge, undefined)
})

test('around the default, and where nothing is known, the shop’s own stays', () => {
  for (const [id, facts] of [
    ['home/bestsellers', BACK],
    ['home/explore', {}],
  ] as const) {
    const { part } = homeOf(id, facts)
    for (const template of ['hero', 'brands', 'guide'] as const) {
      assert.equal(part(template).show, false, `${id} ${template}`)
    }
  }
})

test('a welcome is not said over a list that could not keep its promise', () => {
  const catalogue = shop()
  const nothing = shopper({ visit: 2, past: [0] })
  const { row, part } = homeOf('home/welcome-back', { shopper: nothing, catalogue })
  assert.notEqual(row.title, 'Ravis de vous revoir')
  assert.equal(part('hero').show, false)
})

test('the parts of a page are answered as one with their list, wherever they stand, and choose nothing of their own', () => {
  const life = new Life()
  const placements: DecisionRequest['placements'] = [
    { placement: 'home:hero', template: 'hero' },
    { placement: 'home' },
    { placement: 'cart:hero', template: 'hero' },
    { placement: 'home:guide', template: 'guide' },
  ]
  for (const slice of ['engine', 'uniform', 'holdout']) {
    const { made, answer } = life.engine.decide(life.request(life.someoneIn(slice), { placements }))
    const ids = answer.placements.map(({ decisionId }) => decisionId.split('.')[1])
    assert.deepEqual(ids, ['0', '0', '1', '0'])
    assert.deepEqual(
      made?.choices.map(({ placement }) => placement),
      ['home', 'cart:hero'],
    )
    const [hero, home] = answer.placements
    assert.equal(hero.experience, home.experience)
    assert.equal(hero.propensity, home.propensity)
    assert.deepEqual(made?.choices[1].items, [])
  }
})

function homeOf(id: string, facts: Partial<MomentFacts>) {
  const { catalogue = shop() } = facts
  const now = moment(catalogue, { market: 'FR-fr', ...facts })
  const experience = EXPERIENCES.find(one => one.id === id)!
  const asked = { placement: 'home' }
  const request: DecisionRequest = {
    ...{ id: 'd', time: 0, page: { type: 'home' }, context: {}, placements: [], language: 'fr' },
  }
  const place = { asked, id: 'd.0', request, moment: now, catalogue }
  const furnished = furnish({ experience, chance: 1 }, place)
  const { answer } = furnished
  const listed = { choice: undefined as never, answer, experience, furnished }
  const led = new Led(listed, now, 'fr')
  const part = (template: Template) => led.part({ placement: `home:${template}`, template })
  return { row: answer, part }
}

function shop() {
  const catalogue = smallShop()
  const content = (one: Partial<Content>) =>
    ({ language: 'fr', categories: ['Ski'], ...one }) as Content
  catalogue.applyContent({
    contents: [
      content({ id: 'g', type: 'guide', title: 'Choosing boots', url: '/boots' }),
      content({
        ...{ id: 'h', type: 'hero', title: 'Winter', text: 'Snow.' },
        ...{ image: '/winter.svg', url: '/ski' },
      }),
    ],
  })
  catalogue.applyFacts({ country: FR.country, currency: 'EUR', searchUrl: '/find?q={words}' })
  return catalogue
}
