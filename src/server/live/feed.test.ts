import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveRow } from '../../schema/live.ts'
import type { LiveFeed } from './feed.ts'
import { choice, decision, event, line, NOW, openFeed, traffic } from './fixtures/shop.ts'
import { whyOf } from './why.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const visitor = 'visitor-17'

test('a first visit says where it came from, and what is looked at joins the same row', () => {
  const feed = openFeed()
  feed.observe(event({ visitor, page: { type: 'home', referrer: 'https://www.google.fr/?q=ski' } }))
  assert.equal(newest(feed).say.fr, 'arrive de Google avec «\u202fski\u202f».')
  assert.equal(newest(feed).say.en, 'arrives from Google with “ski”.')
  feed.observe(event({ visitor, name: 'view_item', items: [line('SK1')] }, NOW + 5 * SECOND))
  assert.equal(rows(feed).length, 1)
  assert.match(newest(feed).say.fr, /avec «\u202fski\u202f» et regarde la fiche Skarn Flex 100\.$/)
})

test('somebody who returns, compares and reads reviews is told in one sentence', () => {
  const feed = openFeed({ visitNumber: () => 3 })
  feed.observe(event({ visitor, page: { type: 'home' } }))
  feed.observe(event({ visitor, name: 'view_item', items: [line('SK1')] }, NOW + SECOND))
  feed.observe(event({ visitor, name: 'view_item', items: [line('SK2')] }, NOW + 2 * SECOND))
  feed.observe(event({ visitor, name: 'read_reviews' }, NOW + 3 * SECOND))
  const { say, visitor: who } = newest(feed)
  assert.equal(
    say.fr,
    'revient pour la troisième fois, compare deux chaussures de ski et lit les avis.',
  )
  assert.equal(say.en, 'is back for the third time, comparing two ski boots and reading reviews.')
  assert.match(who!.nickname.fr, / \d\d$/)
})

test('a purchase tells what was bought and for how much, in the form of each language', () => {
  const feed = openFeed()
  const items = [line('TE1'), { id: 'TE2', price: 7380 }]
  feed.observe(
    event({ visitor, name: 'purchase', items, currency: 'EUR', transaction: { id: '1' } }),
  )
  assert.equal(newest(feed).say.fr, 'achète Combe 2 places et Bise 3 places\u202f: 312,80\u202f€.')
  assert.equal(
    newest(feed).say.en,
    'buys Combe two-person tent and Bise three-person tent: €312.80.',
  )
})

test('an order out of a file is nobody in the shop', () => {
  const feed = openFeed()
  const items = [line('TE1')]
  for (const name of ['purchase', 'refund'] as const) {
    feed.observe(event({ visitor, name, items, channel: 'import', transaction: { id: '1' } }))
  }
  const { visitors, robots } = feed.state(NOW)
  assert.deepEqual([visitors, robots, rows(feed).length], [0, 0, 0])
})

test('the cart is told with its sum, cents only where there are some', () => {
  const feed = openFeed()
  const items = [{ id: 'SA1', price: 7400 }]
  feed.observe(event({ visitor, name: 'add_to_cart', items, currency: 'EUR' }))
  assert.equal(newest(feed).say.fr, 'met Combe 26 L au panier, 74\u202f€ en tout.')
  feed.observe(event({ visitor, name: 'read_delivery' }, NOW + 50 * SECOND))
  feed.observe(event({ visitor, name: 'view_cart', value: 7400 }, NOW + 51 * SECOND))
  assert.equal(newest(feed).say.fr, 'a 74\u202f€ dans son panier et regarde la livraison.')
})

test('a look at the cart page adds no row and does not untell what went in', () => {
  const feed = openFeed()
  feed.observe(event({ visitor, name: 'view_item', items: [line('SA1')] }))
  const items = [line('SA1')]
  feed.observe(event({ visitor, name: 'add_to_cart', items, currency: 'EUR' }, NOW + SECOND))
  feed.observe(event({ visitor, page: { type: 'cart' } }, NOW + 2 * SECOND))
  feed.observe(event({ visitor, name: 'view_cart', value: 8900 }, NOW + 2 * SECOND))
  assert.equal(rows(feed).length, 2)
  assert.equal(newest(feed).say.en, 'adds Combe 26 L to the cart, €89 in all.')
})

test('without a profile it is somebody, and only acts worth telling are told', () => {
  const feed = openFeed()
  feed.observe(event({ page: { type: 'home' } }))
  assert.equal(rows(feed).length, 0)
  feed.observe(event({ page: { type: 'home', referrer: 'https://www.instagram.com/' } }))
  assert.equal(newest(feed).say.fr, 'Quelqu’un arrive d’Instagram.')
  assert.equal(newest(feed).visitor, undefined)
})

test('a decision joins its visitor’s row, waits, and a click answers it', () => {
  const feed = openFeed()
  feed.observe(event({ visitor }))
  feed.observe(decision('d1', { visitor }))
  assert.equal(
    newest(feed).did?.fr,
    'Fiche produit\u202f: trois chaussures de ski, meilleures notes d’abord.',
  )
  assert.equal(newest(feed).did?.en, 'Product page: three ski boots, best rated first.')
  assert.equal(newest(feed).reply.kind, 'waiting')
  feed.observe(event({ visitor, name: 'impression', decision: 'd1.0' }))
  assert.equal(newest(feed).reply.kind, 'watching')
  feed.observe(event({ visitor, name: 'click', decision: 'd1.0' }))
  assert.equal(newest(feed).reply.kind, 'yes')
})

test('a decision for this person tells what the page says, two things by name, and the reason', () => {
  const feed = openFeed({
    message: () => ({ fr: 'Ravis de vous revoir', en: 'Welcome back' }),
    explain: choice => whyOf(choice, () => ({ fr: 'Chaussures de ski', en: 'Ski boots' })),
  })
  feed.observe(event({ visitor }))
  const shown = choice('home', 'interests', ['SK1', 'SA1', 'TE1', 'SK2'])
  feed.observe(decision('d1', { visitor, choices: [{ ...shown, reason: 'interest|7' }] }))
  assert.equal(
    newest(feed).did?.fr,
    'Accueil\u202f: «\u202fRavis de vous revoir\u202f», Skarn Flex 100, Combe 26 L et deux autres, ' +
      'd’après son intérêt pour «\u202fChaussures de ski\u202f».',
  )
  assert.equal(
    newest(feed).did?.en,
    'Home: “Welcome back”, Skarn Flex 100, Combe 26 L and two more, after an interest in “Ski boots”.',
  )
})

test('a reason whose thing has no name any more is left to its strategy', () => {
  const made = choice('product', 'similar', ['SK1'])
  const named = () => ({ fr: 'Névé Tour', en: 'Névé Tour' })
  assert.equal(whyOf({ ...made, reason: 'like|3' }, named)?.en, 'in the spirit of Névé Tour')
  assert.equal(
    whyOf({ ...made, reason: 'like|3' }, () => undefined),
    undefined,
  )
  assert.equal(whyOf({ ...made, reason: 'best-reviewed|3' }, named), undefined)
  assert.equal(whyOf({ ...made, reason: 'of another age' }, named), undefined)
})

test('a dismissal is a no, and a no stays a no', () => {
  const feed = openFeed()
  feed.observe(event({ visitor }))
  feed.observe(decision('d1', { visitor }))
  feed.observe(event({ visitor, name: 'dismiss', decision: 'd1.0' }))
  const first = rows(feed).at(-1)!
  assert.equal(first.reply.kind, 'no')
  feed.observe(event({ visitor, name: 'impression', decision: 'd1.0' }))
  assert.equal(first.reply.kind, 'no')
})

test('the holdout is told like anyone else and nothing answers for it', () => {
  const feed = openFeed()
  feed.observe(event({ visitor }))
  feed.observe(decision('d1', { visitor, slice: 'holdout' }))
  feed.observe(event({ visitor, name: 'click', decision: 'd1.0' }))
  assert.equal(newest(feed).reply.kind, 'holdout')
  assert.match(newest(feed).did!.fr, /^Groupe témoin/)
})

test('visitors are those of the last five minutes, each once, robots apart', () => {
  const feed = openFeed()
  for (let i = 0; i < 10; i++) feed.observe(event({ visitor: `v${i}` }))
  feed.observe(event({ visitor: 'v3' }, NOW + MINUTE))
  feed.observe(event({ visitor: 'bot', robot: 'declared' }))
  assert.equal(feed.state(NOW + MINUTE).visitors, 10)
  assert.equal(feed.state(NOW + MINUTE).robots, 1)
  assert.equal(feed.state(NOW + 5 * MINUTE + SECOND).visitors, 1)
})

test('the answer counts what people really look at', () => {
  const feed = openFeed()
  const looks = (n: number, category: string) => {
    for (let i = 0; i < n; i++) {
      feed.observe(event({ visitor: `${category}${i}`, page: { type: 'category', category } }))
    }
  }
  looks(62, 'Ski > Chaussures de ski')
  looks(36, 'Course')
  looks(45, '')
  const { answer } = feed.state(NOW)
  assert.equal(
    answer.fr,
    '*143 personnes* sont dans la boutique. Presque la moitié est au rayon *ski*, un quart au rayon course à pied.',
  )
  assert.equal(
    answer.en,
    '*143 people* are in the shop. Almost half are looking at *ski*, a quarter at running.',
  )
  const few = openFeed()
  for (const visitor of ['a', 'b', 'c']) {
    few.observe(event({ visitor, page: { type: 'category', category: 'Ski' } }))
  }
  assert.equal(
    few.state(NOW).answer.fr,
    '*Trois personnes* sont dans la boutique. Toutes sont au rayon *ski*.',
  )
  assert.equal(openFeed().state(NOW).answer.fr, 'Personne n’est dans la boutique en ce moment.')
})

test('the beats of the pulse sum to what came in a quarter of an hour', () => {
  const feed = openFeed()
  let events = 0
  for (const record of traffic(1, 300, NOW - 14 * MINUTE, NOW)) {
    feed.observe(record)
    if (record.type === 'event') events++
  }
  const { pulse } = feed.state(NOW)
  assert.equal(pulse.length, 90)
  assert.equal(
    pulse.reduce((sum, beat) => sum + beat.events, 0),
    events,
  )
  const later = feed.state(NOW + 16 * MINUTE).pulse
  assert.equal(
    later.reduce((sum, beat) => sum + beat.events, 0),
    0,
  )
})

test('rows are sampled under a flood and counts are not', () => {
  const feed = openFeed()
  let sent = 0
  feed.subscribe(() => sent++)
  for (let i = 0; i < 5_000; i++) feed.observe(event({ visitor: `v${i}` }))
  assert.equal(feed.state(NOW).visitors, 5_000)
  assert.equal(feed.events({}, NOW).counts.accepted, 5_000)
  assert.ok(sent > 0 && sent < 100, `${sent} messages`)
  assert.ok(rows(feed).length <= 300)
})

test('decisions of the minute are counted by placement with those clicked', () => {
  const feed = openFeed()
  for (let i = 0; i < 4; i++) {
    const choices = [choice('home', 'next', ['SK1']), choice('home:second', 'new', ['SK2'])]
    feed.observe(decision(`d${i}`, { choices, degraded: i === 3 }, NOW + i))
  }
  feed.observe(event({ visitor, name: 'click', decision: 'd1.0', placement: 'home' }))
  const [home] = feed.state(NOW + 10).byPlacement
  assert.deepEqual(home, {
    placement: 'home',
    say: { fr: 'Accueil', en: 'Home' },
    decisions: 8,
    clicked: 1,
  })
  assert.equal(feed.state(NOW + 10).degradedSince, NOW + 3)
  assert.deepEqual(feed.state(NOW + 2 * MINUTE).byPlacement, [])
  assert.equal(feed.state(NOW + 2 * MINUTE).degradedSince, undefined)
})

test('answer times are read within a step of 15 %', () => {
  const feed = openFeed()
  for (let i = 1; i <= 100; i++) feed.answered(i <= 98 ? 4 : 40, NOW)
  const { p50, p99 } = feed.state(NOW).answerMs
  assert.ok(p50 >= 4 && p50 <= 4.6, `${p50}`)
  assert.ok(p99 >= 40 && p99 <= 46, `${p99}`)
})

test('a feed refilled from the log tells what the first one told', () => {
  const [first, second] = [openFeed(), openFeed()]
  for (const record of traffic(7, 200, NOW - 10 * MINUTE, NOW)) {
    first.observe(record)
    second.observe(record)
  }
  assert.deepEqual(second.state(NOW), first.state(NOW))
  assert.deepEqual(second.events({}, NOW), first.events({}, NOW))
})

function rows(feed: LiveFeed): LiveRow[] {
  return feed.state(NOW).rows
}

function newest(feed: LiveFeed): LiveRow {
  return rows(feed)[0]
}
