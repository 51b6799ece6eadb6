import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../../core/clock.ts'
import type { DecisionMade } from '../../../schema/decision.ts'
import type { EventName, ShopEvent } from '../../../schema/event.ts'
import { after, event, NOON, visitorWho } from '../fixtures/acts.ts'
import { SmallCatalogue } from '../fixtures/small-catalogue.ts'
import type { Genome } from '../genome.ts'
import { Population } from '../population.ts'
import type { Trait } from '../shape.ts'
import { sureness, TRAIT_WORDS, traitName } from './words.ts'

const catalogue = new SmallCatalogue()

test('whoever reads reviews moves towards trusting them, whoever passes them by away', () => {
  const reader = visitorWho(looks(6).flatMap(look => [look, also(look, 'read_reviews')]))
  const passer = visitorWho(looks(6))
  assert.ok(score(reader, 'reviews') > 0.7)
  assert.ok(score(passer, 'reviews') < 0.4)
  assert.deepEqual(
    new Set(trait(reader, 'reviews').evidence.map(each => each.act)),
    new Set(['reviews']),
  )
})

test('a habit is compared with the shop: where all read reviews, reading them is nothing special', () => {
  const reader = looks(6).flatMap(look => [look, also(look, 'read_reviews')])
  const population = new Population()
  for (let n = 0; n < 100; n++) for (const each of reader) population.observe(each, catalogue)
  const among = visitorWho(reader, catalogue, population)
  assert.ok(Math.abs(score(among, 'reviews') - 0.5) < 0.05)
})

for (const [name, acts] of Object.entries({
  advice: [{ name: 'page_view', page: { type: 'content' } }, { name: 'select_content' }],
  delivery: [{ name: 'read_delivery' }],
  promotion: [{ name: 'select_promotion' }, { name: 'filter', detail: 'promo' }],
  compares_away: [{ name: 'tab_visible', items: [{ id: 'boots-1' }] }],
  price: [{ name: 'sort', detail: 'price_asc' }],
} satisfies Record<string, (Partial<ShopEvent> & { name: EventName })[]>)) {
  test(`the acts of ${name} raise it, and nothing else does`, () => {
    const all = [event('page_view', 0, { page: { type: 'category' } }), ...looks(4)]
    const doer = visitorWho([...all, ...acts.map((act, i) => event(act.name, 900 + i, act))])
    const other = visitorWho(all)
    assert.ok(score(doer, name) > 0.55, `${score(doer, name)}`)
    assert.ok(score(other, name) < 0.5)
  })
}

test('a nudge closed lowers the sensitivity to promotions', () => {
  const closed = visitorWho([...looks(4), event('dismiss', 500), event('dismiss', 600)])
  assert.ok(score(closed, 'promotion') < score(visitorWho(looks(4)), 'promotion'))
})

test('whoever clicks what we show answers it, whoever closes it does not, and the holdout was shown nothing', () => {
  const asked = (name: EventName, slice: 'engine' | 'holdout' = 'engine') => {
    const genome = visitorWho(looks(1))
    for (let n = 0; n < 4; n++) {
      genome.observeDecision(`d${n}`, decisionOf(slice, NOON + n), 10 + 2 * n, 0)
      genome.observe(event(name, 60 + n, { decision: `d${n}.0` }), 11 + 2 * n)
    }
    return genome
  }
  assert.ok(score(asked('click'), 'answers') > 0.7)
  assert.ok(score(asked('impression'), 'answers') < 0.5)
  assert.ok(score(asked('dismiss'), 'answers') < score(asked('impression'), 'answers'))
  const [piece] = trait(asked('dismiss'), 'answers').evidence
  assert.deepEqual(piece, { act: 'dismiss', detail: 'home/welcome', time: NOON })
  assert.equal(trait(asked('click', 'holdout'), 'answers'), undefined)
})

test('confidence grows with every piece of evidence and never reaches certainty', () => {
  for (const name of ['reviews', 'category', 'promotion']) {
    let last = 0
    for (const count of [1, 2, 4, 8]) {
      const { confidence } = trait(visitorWho(looks(count)), name)
      assert.ok(confidence > last && confidence < 1, `${name} after ${count}: ${confidence}`)
      last = confidence
    }
  }
})

test('of whom we know nothing, no trait is told', () => {
  const nobody = visitorWho([])
  assert.deepEqual(nobody.traits(NOON), [])
  assert.equal(nobody.shopper(NOON).trait('reviews'), undefined)
  assert.equal(nobody.shopper(NOON).budget(3), undefined)
  assert.deepEqual(nobody.shopper(NOON).categories, [])
})

test('a budget lies where they look, and narrows', () => {
  const cheap = visitorWho(views(['boots-0', 'boots-1', 'boots-1', 'boots-2']))
  const dear = visitorWho(views(['boots-7', 'boots-8', 'boots-8', 'boots-9']))
  const boots = catalogue.findCategory('Ski boots')
  const low = cheap.shopper(after(cheap)).budget(boots)!
  const high = dear.shopper(after(dear)).budget(boots)!
  assert.ok(low.high < high.low + 0.15, JSON.stringify({ low, high }))
  const surer = visitorWho(views(Array.from({ length: 12 }, () => 'boots-8')))
  const narrow = surer.shopper(after(surer)).budget(boots)!
  assert.ok(narrow.high - narrow.low < high.high - high.low)
  assert.ok(narrow.confidence > high.confidence)
})

test('a budget in one category says something about another, less surely', () => {
  const dear = visitorWho(views(['boots-8', 'boots-9', 'boots-9']))
  const tents = dear.shopper(after(dear)).budget(catalogue.findCategory('Tents'))!
  const boots = dear.shopper(after(dear)).budget(catalogue.findCategory('Ski boots'))!
  assert.ok(tents.low + tents.high > 1)
  assert.ok(tents.confidence < boots.confidence)
})

test('interest follows what is looked at now, and fades', () => {
  const events = [
    ...views(['boots-1', 'boots-2', 'boots-3']),
    ...views(['tents-1', 'tents-2'], 10 * DAY),
  ]
  const genome = visitorWho(events)
  const [first, second] = genome.shopper(after(genome)).categories
  assert.equal(catalogue.categoryName(first.category, 'en'), 'Tents')
  assert.equal(catalogue.categoryName(second.category, 'en'), 'Ski boots')
  const later = genome.shopper(after(genome) + 90 * DAY).categories
  assert.ok(later[0].weight < first.weight / 2)
  assert.ok(first.weight + second.weight <= 1)
})

test('interest is told against the shop: what everybody looks at says less', () => {
  const population = new Population()
  for (let n = 0; n < 50; n++)
    for (const each of views(['boots-1'])) population.observe(each, catalogue)
  const genome = visitorWho([...views(['boots-1', 'tents-1'])], catalogue, population)
  const told = genome.traits(after(genome)).filter(each => each.name === 'category')
  const of = (name: string) => told.find(each => each.about === name)!.score
  assert.ok(of('Tents') > 0.8)
  assert.ok(of('Ski boots') < 0.1)
})

test('the level is that of what they take, whatever they look at', () => {
  const beginner = visitorWho([
    ...views(['boots-8']),
    event('add_to_cart', 90, { item: 'boots-1' }),
  ])
  const expert = visitorWho([...views(['boots-1']), event('add_to_cart', 90, { item: 'boots-8' })])
  assert.ok(score(beginner, 'level') < 0.35)
  assert.ok(score(expert, 'level') > 0.65)
  assert.equal(trait(visitorWho(views(['boots-7', 'boots-8'])), 'level'), undefined)
})

test('whoever asks for a level by name, or speaks as those who know, is of it', () => {
  const asks = (name: EventName, detail: string) =>
    score(visitorWho([...views(['boots-0']), event(name, 90, { detail })]), 'level')
  for (const words of ['flex 120', 'niveau : expert', 'level: advanced'])
    assert.ok(asks('filter', words) > 0.55, words)
  assert.ok(asks('search', 'chaussures ski débutant') < 0.35)
  const bag = visitorWho([event('search', 0, { detail: 'sac de sport pro' })])
  assert.equal(trait(bag, 'level'), undefined)
})

test('intended use is the terrain of what they look at, never the season', () => {
  const runner = visitorWho(views(['trail-1', 'trail-4', 'trail-2']))
  const [use, ...others] = runner.traits(after(runner)).filter(each => each.name === 'use')
  assert.equal(use.about, 'sentier')
  assert.deepEqual(others, [])
  assert.ok(use.score > 0)
})

test('looking above what one takes is aspiration', () => {
  const dreams = visitorWho([
    ...views(['boots-9', 'boots-8', 'boots-9']),
    event('add_to_cart', 500, { item: 'boots-1' }),
  ])
  assert.ok(score(dreams, 'aspiration') > 0.2)
})

test('searching, choosing a size and going to the cart is decided; wandering through categories is strolling', () => {
  const decided = visitorWho([
    event('search', 0, { detail: 'chaussures ski 27.5' }),
    ...views(['boots-3', 'boots-4'], 20_000),
    event('select_size', 200, { item: 'boots-4', detail: '27.5' }),
    event('add_to_cart', 210, { item: 'boots-4' }),
    event('view_cart', 211, { page: { type: 'cart' } }),
  ])
  const strolls = visitorWho(
    views(['boots-3', 'tents-1', 'trail-2', 'bags-3', 'road-1', 'jackets-2']),
  )
  assert.ok(score(decided, 'decided') > 0.5)
  assert.ok(score(strolls, 'decided') < -0.2)
})

test('whoever seeks the cheap is expected to look out for offers, until they show otherwise', () => {
  const seeks = (item: string) => views(Array.from({ length: 4 }, () => item))
  const thrifty = visitorWho(seeks('boots-1'))
  const rich = visitorWho(seeks('boots-8'))
  assert.ok(score(thrifty, 'promotion') > score(rich, 'promotion'))
  assert.ok(score(thrifty, 'promotion') < 0.6)
  const opens = [300, 400].map(second => event('select_promotion', second))
  const answers = visitorWho([...seeks('boots-8'), ...opens])
  assert.ok(score(answers, 'promotion') > score(thrifty, 'promotion'))
})

test('whoever takes what is reduced looks out for offers more than whoever only looks at it', () => {
  const shop = new SmallCatalogue()
  shop.struckPrice = item => (shop.idOf(item) === 'boots-2' ? 20_000 : 0)
  const score = (taken: string[]) => {
    const looks = views(['boots-1', 'boots-2', 'boots-3'])
    const carts = taken.map((item, i) => event('add_to_cart', 500 + i, { item }))
    const visitor = visitorWho([...looks, ...carts], shop)
    return trait(visitor, 'promotion').score
  }
  assert.ok(score(['boots-2']) > score([]))
  assert.ok(score(['boots-3']) < score([]))
})

test('signs that agree make surer who is decided, and signs that differ do not', () => {
  const search = (second: number) => event('search', second, { detail: 'chaussures ski' })
  const away = (second: number) => event('tab_visible', second, { item: 'boots-1' })
  const once = trait(visitorWho([search(0)]), 'decided')
  const twice = trait(visitorWho([search(0), search(20)]), 'decided')
  const torn = trait(visitorWho([search(0), search(20), away(60)]), 'decided')
  assert.ok(once.confidence > 0 && twice.confidence > once.confidence && twice.confidence < 1)
  assert.ok(torn.confidence < once.confidence)
})

test('coming in by the home page says nothing, turning back to it that nothing was found', () => {
  const home = event('page_view', 0, { page: { type: 'home' }, context: GOOGLE })
  const landed = [home, ...views(['boots-1'], 20_000)]
  assert.equal(trait(visitorWho(landed), 'decided'), undefined)
  const turned = event('page_view', 90, { page: { type: 'home' } })
  assert.ok(score(visitorWho([...landed, turned]), 'decided') < 0)
})

test('whoever is known to be an expert is expected to ask for less advice, until they do', () => {
  const pages = looks(3).map(look => ({ ...look, name: 'page_view', page: { type: 'category' } }))
  const takes = (item: string) => [...(pages as ShopEvent[]), event('add_to_cart', 500, { item })]
  const asks = [600, 700, 800].map(second => event('chat', second))
  const expert = score(visitorWho(takes('boots-8')), 'advice')
  assert.ok(expert < score(visitorWho(takes('boots-1')), 'advice'))
  const asking = score(visitorWho([...takes('boots-8'), ...asks]), 'advice')
  assert.ok(asking > score(visitorWho(takes('boots-1')), 'advice'))
})

test('going back and forth between near-identical products is hesitation, until one is taken', () => {
  const back = views(['boots-3', 'boots-4', 'boots-3', 'boots-4', 'boots-3'])
  const hesitates = visitorWho(back)
  const { score: strength, items } = hesitates.shopper(after(hesitates)).hesitation
  assert.ok(strength > 0.6)
  assert.deepEqual(
    items.map(item => catalogue.idOf(item)),
    ['boots-3', 'boots-4'],
  )
  const chosen = visitorWho([...back, event('add_to_cart', 900, { item: 'boots-3' })])
  assert.equal(chosen.shopper(after(chosen)).hesitation.score, 0)
  const apart = visitorWho(views(['boots-0', 'boots-9', 'tents-1', 'trail-5']))
  assert.equal(apart.shopper(after(apart)).hesitation.score, 0)
})

test('every trait has its words in both languages, and at most five acts behind it', () => {
  const busy = visitorWho([
    ...looks(12).flatMap(look => [look, also(look, 'read_reviews')]),
    event('add_to_cart', 999, { item: 'boots-1' }),
  ])
  const told = busy.traits(after(busy), 'fr')
  assert.ok(told.length >= 12)
  for (const each of told) {
    assert.ok(TRAIT_WORDS[each.name], each.name)
    assert.notEqual(traitName(each, 'fr'), '')
    assert.ok(each.evidence.length <= 5)
    assert.ok(each.confidence > 0 && each.confidence < 1)
    const times = each.evidence.map(piece => piece.time)
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    )
  }
  assert.equal(
    traitName(told.find(each => each.name === 'budget')!, 'fr'),
    'Budget : chaussures de ski',
  )
  assert.equal(sureness(0.1).en, 'unknown')
})

test('older acts that only the sediment knows still tell interest, budget and habits', () => {
  const past = Array.from({ length: 60 }, (_, i) =>
    event('view_item', i * 30, { item: `boots-${8 + (i % 2)}` }),
  )
  const reviews = past.map(look => also(look, 'read_reviews'))
  const noise = Array.from({ length: 80 }, (_, i) => event('chat', 4000 + i))
  const genome = visitorWho([...past.flatMap((look, i) => [look, reviews[i]]), ...noise])
  assert.ok(genome.acts.every(act => act.kind === 'chat'))
  const shopper = genome.shopper(after(genome))
  const boots = catalogue.findCategory('Ski boots')
  assert.equal(shopper.categories[0].category, boots)
  assert.ok(shopper.budget(boots)!.low > 0.6)
  assert.ok(shopper.trait('reviews')!.score > 0.7)
})

test('whoever leaves to compare elsewhere has not decided', () => {
  const stays = views(['boots-3', 'boots-4', 'boots-3'])
  const leaves = [...stays, event('tab_hidden', 200), event('tab_visible', 210)]
  assert.equal(trait(visitorWho(stays), 'decided'), undefined)
  assert.ok(score(visitorWho(leaves), 'decided') < -0.3)
})

const GOOGLE = { campaign: { source: 'google', medium: 'organic' } }

function views(items: string[], fromMs = 0): ShopEvent[] {
  return items.map((item, i) => event('view_item', fromMs / 1000 + i * 40, { item }))
}

function looks(count: number): ShopEvent[] {
  return views(Array.from({ length: count }, (_, i) => `boots-${(i * 3) % 10}`))
}

function also(look: ShopEvent, name: EventName): ShopEvent {
  return { ...look, name, time: look.time + 5_000 }
}

function decisionOf(slice: 'engine' | 'holdout', time: number): DecisionMade {
  const choice = {
    placement: 'home',
    experience: 'home/welcome',
    arms: [],
    propensities: [],
    items: ['boots-1'],
    strategy: 'next',
    reason: '',
  }
  return { time, slice, page: 'home', characteristics: {}, choices: [choice] }
}

function trait(genome: Genome, name: string): Trait {
  return genome.traits(after(genome)).find(each => each.name === name)!
}

function score(genome: Genome, name: string): number {
  return trait(genome, name).score
}
