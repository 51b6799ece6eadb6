import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../../../core/clock.ts'
import { money } from '../../../core/figures.ts'
import { PLACEMENTS, type PlacementKind } from '../../../schema/decision.ts'
import { NUDGES, type NudgeKind } from '../../../schema/nudge.ts'
import type { Content, ShopFacts } from '../../../schema/product.ts'
import { ceilingOf } from '../../recommend/basket.ts'
import { moment, product, shopper, smallShop } from '../../recommend/fixtures/shop.ts'
import type { MomentFacts } from '../../recommend/moment.ts'
import { Recommender } from '../../recommend/recommender.ts'
import { mayNudge, nudgeFor } from './nudges.ts'

const FACTS: ShopFacts = { country: 'FR', currency: 'EUR' }

test('without a fact there is no nudge of any kind, anywhere', () => {
  const catalogue = smallShop(0)
  catalogue.applyProducts(
    { market: { country: 'FR', language: 'fr', currency: 'EUR' }, products: [bare(0), bare(1)] },
    0,
  )
  for (const kind of NUDGES) {
    for (const placement of PLACEMENTS) {
      const scene = { moment: moment(catalogue, { pageItem: 0 }), placement, items: [0, 1] }
      assert.equal(nudgeFor(kind, scene), undefined, `${kind} in ${placement}`)
    }
  }
})

test('a review badge quotes the rating and the count of the catalogue', () => {
  const over = { rating: 4.64, reviews: 1096 }
  assert.equal(
    of('reviews', 'product', { pageItem: 0 }, over),
    '4,6 sur 5, d’après 1\u202f096 avis',
  )
  assert.equal(
    of('reviews', 'home', { language: 'en' }, over),
    'Modèle 0: 4.6 out of 5, from 1,096 reviews',
  )
  assert.equal(of('reviews', 'product', { pageItem: 0 }, { rating: 4.6, reviews: 4 }), undefined)
  assert.equal(of('reviews', 'product', { pageItem: 0 }, { rating: 3.9, reviews: 400 }), undefined)
})

test('a counted number is the number of orders in its window, and nothing below five', () => {
  const recommender = new Recommender()
  const sell = (times: number, day: number) => {
    for (let n = 0; n < times; n++) recommender.soldLately.add([0, 0], day * DAY)
  }
  const told = (day: number) =>
    of('counted', 'product', { pageItem: 0, recommender, time: day * DAY })
  sell(4, 3)
  assert.equal(told(3), undefined)
  sell(3, 20)
  assert.equal(told(20), '7 commandes ces 30 derniers jours')
  assert.equal(told(32), '7 commandes ces 30 derniers jours')
  assert.equal(told(33), undefined)
})

test('free delivery: how far the cart is, which of those shown reaches it, nothing once it is reached', () => {
  const facts = { ...FACTS, freeDeliveryFrom: 8_000 }
  const at = (cartValue: number, items: number[]) =>
    nudge('threshold', 'cart', { cartValue }, {}, facts, items)
  assert.deepEqual(at(6_900, [0]), {
    kind: 'threshold',
    text: 'Plus que 11\u202f€ pour la livraison offerte',
    bar: { value: 6_900, goal: 8_000, text: '69\u202f€ sur 80\u202f€' },
  })
  const reaching = at(6_900, [0, 1])
  assert.equal(reaching?.text, 'Avec Modèle 1, la livraison est offerte')
  assert.equal(reaching?.item, 'i1')
  assert.equal(at(8_000, [0]), undefined)
  assert.equal(at(1_000, [0]), undefined)
  const unknown = { shopper: shopper({ cart: [3] }) }
  assert.equal(nudge('threshold', 'cart', unknown, {}, facts, [0]), undefined)
})

test('the product of the page counts towards free delivery with the cart', () => {
  const facts = { ...FACTS, freeDeliveryFrom: 2_000 }
  const told = nudge('threshold', 'product', { pageItem: 0, cartValue: 500 }, {}, facts, [])
  assert.deepEqual(told?.bar, { value: 1_500, goal: 2_000, text: '15\u202f€ sur 20\u202f€' })
  assert.equal(told?.text, 'Avec cet article, plus que 5\u202f€ pour la livraison offerte')
})

test('a bundle stays under what they mean to spend, says what it comes to, and adds nothing otherwise', () => {
  const budget = () => ({ low: 0, high: 1, confidence: 0.9 })
  const page = { pageItem: 20, shopper: shopper({ budget }) }
  const catalogue = smallShop()
  const made = (items: number[], over: Partial<MomentFacts> = page) =>
    nudgeFor('bundle', { moment: moment(catalogue, over), placement: 'product', items })
  const left = ceilingOf(moment(catalogue, page))
  const all = Array.from({ length: 40 }, (_, item) => item).filter(item => item !== 20)
  const told = made(all)
  const extras = told?.items?.map(id => catalogue.priceOf(catalogue.find(id))) ?? []
  assert.equal(extras.length, 2)
  assert.ok(extras.reduce((sum, price) => sum + price, 0) <= left)
  const total = extras.reduce((sum, price) => sum + price, catalogue.priceOf(20))
  assert.equal(told?.text, `Les trois ensemble : ${money(total, 'EUR', 'fr')}, dans votre budget`)
  assert.doesNotMatch(made(all, { pageItem: 20 })?.text ?? '', /budget/)
  assert.equal(made(all.filter(item => catalogue.priceOf(item) > left)), undefined)
  assert.equal(made(all, { pageItem: -1 }), undefined)
})

test('it fits only where we are sure of budget or level, and of every item it speaks of', () => {
  const budget = (confidence: number) => () => ({ low: 0, high: 1, confidence })
  const level = (confidence: number) => (name: string) =>
    name === 'level' ? { score: 0.1, confidence } : undefined
  const who = (b: number, l: number) => ({
    shopper: shopper({ budget: budget(b), trait: level(l) }),
  })
  const one = (b: number, l: number) => of('fits', 'product', { ...who(b, l), pageItem: 0 })
  assert.equal(one(0.9, 0.9), 'Cela correspond à votre niveau et à votre budget')
  assert.equal(one(0.9, 0.1), 'Cela correspond à votre budget')
  assert.equal(one(0.1, 0.9), 'Cela correspond à votre niveau')
  assert.equal(one(0.1, 0.1), undefined)
  assert.equal(
    nudge('fits', 'category', who(0.1, 0.9), {}, FACTS, [0, 1]),
    undefined,
    'i1 is expert',
  )
})

test('the shop’s promises are told as it made them, by country and where they are looked for', () => {
  const facts: ShopFacts = {
    ...FACTS,
    deliveryPrice: 490,
    freeDeliveryFrom: 8_000,
    deliveryDays: { least: 2, most: 3 },
    returnDays: 60,
    freeReturns: true,
    payments: ['Carte', 'Virement'],
  }
  const at = (placement: PlacementKind, told: ShopFacts, language = 'fr') =>
    nudge('reassurance', placement, { language }, {}, told)
  assert.deepEqual(at('product', facts), {
    kind: 'reassurance',
    text: 'Livraison en 2 à 3 jours, 4,90\u202f€, offerte dès 80\u202f€',
    more: '60 jours pour changer d’avis, retour gratuit. Paiement : Carte, Virement',
  })
  const here = { pageItem: 0 }
  assert.equal(
    nudge('reassurance', 'product', here, {}, { ...facts, priceMatch: true })?.text,
    'En stock, livré en 2 à 3 jours, 4,90\u202f€, offerte dès 80\u202f€',
  )
  assert.equal(at('product', facts, 'en')?.text, 'Delivery in 2 to 3 days, €4.90, free from €80')
  assert.equal(at('cart', facts)?.text, '60 jours pour changer d’avis, retour gratuit')
  assert.match(at('cart', facts)?.more ?? '', /^Paiement : Carte, Virement\. Livraison en/)
  assert.equal(at('confirmation', facts)?.text, '60 jours pour changer d’avis, retour gratuit')
  assert.equal(at('product', { ...facts, country: 'IE' }), undefined)
})

test('a guide is the shop’s own, for what the page is about, in the language of the page', () => {
  const guide: Content = {
    id: 'g',
    type: 'guide',
    title: 'Quel amorti ?',
    text: 'Six minutes de lecture. Et davantage.',
    url: '/guides/amorti',
    language: 'fr',
    categories: ['Trail'],
  }
  const at = (category: string, language = 'fr', content = guide) => {
    const catalogue = smallShop()
    catalogue.applyContent({ contents: [content] })
    const pageCategory = catalogue.findCategory(category)
    const scene = { moment: moment(catalogue, { pageCategory, language }), items: [] }
    return nudgeFor('guide', { ...scene, placement: 'category' })
  }
  assert.deepEqual(at('Trail > Sacs'), {
    kind: 'guide',
    text: 'Quel amorti ?',
    more: 'Six minutes de lecture.',
    link: { url: '/guides/amorti', text: 'Lire' },
  })
  assert.equal(at('Ski'), undefined)
  assert.equal(at('Trail > Sacs', 'en'), undefined)
  assert.equal(at('Trail', 'fr', { ...guide, type: 'hero' }), undefined)
})

test('the way back to the cart is there while something is in it, and the shop says where it is', () => {
  const left = { shopper: shopper({ abandoned: [1] }) }
  const facts = { ...FACTS, cartUrl: '/panier' }
  assert.deepEqual(nudge('cart', 'home', left, {}, facts)?.link, {
    url: '/panier',
    text: 'Reprendre mon panier',
  })
  assert.equal(nudge('cart', 'home', {}, {}, facts), undefined)
  assert.equal(nudge('cart', 'home', left), undefined)
})

test('whatever the facts: a nudge that was held possible on a product page is made, and no other', () => {
  const facts = fc.record(
    {
      deliveryPrice: fc.nat(1_000),
      freeDeliveryFrom: fc.nat(20_000),
      deliveryDays: fc.constant({ least: 1, most: 2 }),
      returnDays: fc.nat(60),
      freeReturns: fc.boolean(),
      cartUrl: fc.constant('/panier'),
    },
    { requiredKeys: [] },
  )
  const known = fc.record({
    pageItem: fc.constant(0),
    cartValue: fc.option(fc.nat(20_000), { nil: undefined }),
    shopper: fc.boolean().map(left => shopper({ abandoned: left ? [1] : [] })),
  })
  const described = fc.record({
    rating: fc.double({ min: 0, max: 5, noNaN: true }),
    reviews: fc.nat(9),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...NUDGES.filter(kind => kind !== 'bundle')),
      facts,
      known,
      described,
      (kind, told, over, item) => {
        const page = sceneOf(over, item, { ...FACTS, ...told })
        const made = nudgeFor(kind, { moment: page, placement: 'product', items: [1, 2] })
        assert.equal(made !== undefined, mayNudge(kind, 'product', page))
        assert.ok(made === undefined || (made.kind === kind && made.text.length > 0))
        assert.doesNotMatch(JSON.stringify(made ?? ''), /undefined|NaN|null/)
      },
    ),
  )
})

function of(
  kind: NudgeKind,
  placement: PlacementKind,
  over: Partial<MomentFacts>,
  item: object = {},
) {
  return nudge(kind, placement, over, item)?.text
}

function nudge(
  kind: NudgeKind,
  placement: PlacementKind,
  over: Partial<MomentFacts> = {},
  item: object = {},
  facts: ShopFacts = FACTS,
  items: number[] = [0],
) {
  return nudgeFor(kind, { moment: sceneOf(over, item, facts), placement, items })
}

/** A shop whose first item is as told, and what it promises in France. */
function sceneOf(over: Partial<MomentFacts>, item: object, facts: ShopFacts) {
  const catalogue = smallShop()
  const market = { country: 'FR', language: 'fr', currency: 'EUR' }
  catalogue.applyProducts({ market, products: [product(0, item)] }, 0)
  catalogue.applyFacts(facts)
  return moment(catalogue, over)
}

function bare(n: number) {
  return product(n, { rating: undefined, reviews: undefined, attributes: undefined })
}
