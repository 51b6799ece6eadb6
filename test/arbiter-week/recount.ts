import type { NudgeTerms } from '../../src/schema/nudge-terms.ts'
import type { OfferTerms } from '../../src/schema/offer.ts'
import { FREE_FROM, type Kept, type Seen } from './week-shop.ts'

/**
 * The week told once more, from the log and from what people were shown, by code that shares
 * nothing with the engine: each promise that was broken is a sentence.
 */
const DAY = 86_400_000
const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' })
const ASKING = new Set(['offer', 'cart', 'jump'])

/** Nobody was given more than their share of a day, and nothing too soon after their no. */
export function pressureFaults(log: readonly Kept[], terms: NudgeTerms): string[] {
  const faults: string[] = []
  const into = new Map<string, string>()
  const today = new Map<string, number>()
  const answered = new Map<string, number>()
  const nameOf = (visitor: string): string => {
    const next = into.get(visitor)
    return next === undefined ? visitor : nameOf(next)
  }
  const give = (visitor: string, kind: string, time: number, counts: boolean) => {
    const name = nameOf(visitor)
    const isAsking = ASKING.has(kind)
    if (isAsking) faults.push(...tooSoon(name, kind, time, answered, terms))
    if (!counts) return
    const share = `${name} ${paris.format(time)} ${isAsking}`
    const before = today.get(share) ?? 0
    today.set(share, before + 1)
    const most = isAsking ? terms.perDay : terms.confirmPerDay
    if (before >= most) faults.push(`${share}: the ${before + 1}th, ${kind}`)
  }
  for (const { type, body, time } of log) {
    if (type === 'nudge_shown') give(body.visitor, body.kind, body.time, true)
    else if (type === 'offer_reserved') give(body.visitor, 'offer', body.time, true)
    else if (type === 'decision') {
      const nudges = body.choices.flatMap(({ nudge }) => nudge ?? [])
      if (nudges.length > 1) faults.push(`${nudges} on one page at ${time}`)
      for (const kind of nudges) give(body.visitor!, kind, body.time, kind !== 'offer')
    } else if (type === 'event' && /^(dismiss|snooze)$/.test(body.name)) {
      const key = `${nameOf(body.visitor!)} ${body.detail} ${body.name}`
      answered.set(key, Math.max(body.time, answered.get(key) ?? 0))
    } else if (type === 'visitors_merged') {
      const [from, to] = [nameOf(body.from), nameOf(body.into)]
      into.set(from, to)
      for (const sums of [today, answered]) move(sums, from, to, sums === today)
    }
  }
  return faults
}

function move(sums: Map<string, number>, from: string, to: string, isSum: boolean): void {
  for (const [key, one] of [...sums]) {
    if (!key.startsWith(`${from} `)) continue
    const now = to + key.slice(from.length)
    const other = sums.get(now) ?? 0
    sums.set(now, isSum ? one + other : Math.max(one, other))
  }
}

function tooSoon(
  name: string,
  kind: string,
  time: number,
  answered: ReadonlyMap<string, number>,
  { coolDownDays, restMinutes, snoozeMinutes }: NudgeTerms,
): string[] {
  const since = (what: string) => time - (answered.get(`${name} ${what}`) ?? -Infinity)
  const faults: string[] = []
  if (since(`${kind} dismiss`) < coolDownDays * DAY) faults.push(`${name}: ${kind} was closed`)
  if (since(`${kind} snooze`) < snoozeMinutes * 60_000) faults.push(`${name}: ${kind} was put off`)
  for (const other of ASKING) {
    if (since(`${other} dismiss`) < restMinutes * 60_000) faults.push(`${name}: ${kind} too soon`)
  }
  return faults
}

/** Every size of what is offered leaves its margin, and the budget covers all that is promised or given. */
export function offerFaults(log: readonly Kept[], terms: OfferTerms): string[] {
  const faults: string[] = []
  const prices = new Prices()
  const held = new Map<string, { value: number; day: string; expires: number; visitor: string }>()
  for (const one of log) {
    prices.hear(one)
    const { type, body, time } = one
    for (const [id, { expires }] of held) if (expires <= time) held.delete(id)
    if (type === 'event' && body.name === 'dismiss' && body.decision) held.delete(body.decision)
    if (type === 'offer_settled') {
      const promise = held.get(body.id)
      if (promise) held.set(body.id, { ...promise, value: body.value, expires: Infinity })
    }
    if (type !== 'offer_reserved') continue
    held.set(body.id, { ...body, day: paris.format(body.time) })
    for (const { price, cost } of prices.sizesOf(body.item)) {
      const left = (price - body.value) / 1.2 - cost
      if (left < ((price / 1.2) * terms.floor) / 100) faults.push(`${body.item} leaves ${left}`)
    }
    const all = [...held.values()]
    const sum = (some: typeof all) => some.reduce((total, { value }) => total + value, 0)
    if (sum(all) > terms.budget) faults.push(`${sum(all)} promised in all`)
    const spent = sum(all.filter(({ day }) => day === paris.format(body.time)))
    if (spent > terms.budgetPerDay) faults.push(`${spent} promised in a day`)
  }
  return faults
}

/** No reduction without the lowest price of its thirty days, and no number that was not counted. */
export function honestyFaults(log: readonly Kept[], seen: readonly Seen[]): string[] {
  const faults: string[] = []
  const prices = new Prices()
  const orders = new Map<string, { item: string; time: number }[]>()
  let heard = 0
  for (const { after, time, answer, cart, item } of seen) {
    for (; heard < after; heard++) {
      prices.hear(log[heard])
      noteOrder(log[heard], orders)
    }
    const { nudge, items } = answer
    for (const { id, price, struckPrice } of items) {
      const lowest = struckPrice && prices.lowestBeforeChange(id)
      if (struckPrice && (!lowest || struckPrice > lowest || struckPrice <= price))
        faults.push(`${id} struck ${struckPrice}, lowest ${lowest}`)
    }
    if (nudge?.voucher) {
      const lowest = prices.lowest(nudge.item!, time)
      const { lowest: told, price } = nudge.voucher
      if (told !== lowest || price > lowest) faults.push(`${nudge.item} told ${told} not ${lowest}`)
      if (!/30 derniers jours/.test(nudge.more ?? '')) faults.push('an offer without its price')
    }
    if (nudge?.kind === 'counted') {
      const told = Number(/(\d[\d\u202f\s]*) commandes/.exec(nudge.text)?.[1].replace(/\D/g, ''))
      const truly = countOf(orders, nudge.item!, time)
      if (told !== truly) faults.push(`${nudge.item}: ${told} told, ${truly} counted`)
    }
    const missing = FREE_FROM - cart - (item ? prices.lowestNow(item) : 0)
    const said = `${nudge?.text} ${nudge?.more}`
    if (SCARCE.test(said.replace(toFreeDelivery(missing), ''))) faults.push(`scarcity: ${said}`)
  }
  return faults
}

const SCARCE = /plus que|derniers? (articles?|exemplaires?)|vite|stock limité|en ce moment même/i

/** The one "only so much more" that is no scarcity, if the sum is the one that is missing. */
function toFreeDelivery(missing: number): RegExp {
  const [euros, cents] = [Math.floor(missing / 100), missing % 100]
  const sum = `${euros}${cents ? `,${String(cents).padStart(2, '0')}` : ''}`
  return new RegExp(`plus que ${sum}[\\s\u202f]€ pour la livraison offerte`, 'i')
}

function noteOrder({ type, body }: Kept, orders: Map<string, { item: string; time: number }[]>) {
  if (type !== 'event' || body.name !== 'purchase' || orders.has(body.transaction!.id)) return
  const bought = new Set((body.items ?? []).map(({ id }) => id))
  orders.set(
    body.transaction!.id,
    [...bought].map(item => ({ item, time: body.time })),
  )
}

/** Whole days of Greenwich, today among them. */
function countOf(
  orders: Map<string, { item: string; time: number }[]>,
  item: string,
  now: number,
): number {
  const first = Math.floor(now / DAY) - 29
  const isLately = (one: { item: string; time: number }) =>
    one.item === item && Math.floor(one.time / DAY) >= first
  return [...orders.values()].filter(lines => lines.some(isLately)).length
}

/** What each size cost, as the log told it. */
class Prices {
  readonly #steps = new Map<string, { time: number; price: number }[]>()
  readonly #skus = new Map<string, string[]>()
  readonly #costs = new Map<string, number>()

  hear({ type, body, time }: Kept): void {
    if (type === 'costs') for (const { sku, cost } of body.costs) this.#costs.set(sku, cost)
    if (type === 'offers_changed')
      for (const { sku, price } of body.changes) if (price) this.#note(sku, price, time)
    if (type !== 'products') return
    for (const { id, skus } of body.products) {
      this.#skus.set(
        id,
        skus.map(sku => sku.id),
      )
      for (const { id: sku, offer } of skus) {
        if (offer.lowestPrice) this.#note(sku, offer.lowestPrice, time - 30 * DAY)
        this.#note(sku, offer.price, time)
      }
    }
  }

  sizesOf(item: string): { price: number; cost: number }[] {
    return (this.#skus.get(item) ?? []).map(sku => {
      const price = this.#steps.get(sku)!.at(-1)!.price
      return { price, cost: this.#costs.get(sku) ?? Infinity }
    })
  }

  /** Of its sizes, the least there is to pay. */
  lowestNow(item: string): number {
    return Math.min(...this.sizesOf(item).map(({ price }) => price))
  }

  /** Of the last thirty days, today's among them; 0 where they were not watched. */
  lowest(item: string, now: number): number {
    const lows = (this.#skus.get(item) ?? []).map(sku => lowestOf(this.#steps.get(sku)!, now))
    return Math.min(...lows)
  }

  /** Of the thirty days before the price that holds now. */
  lowestBeforeChange(item: string): number {
    const lows = (this.#skus.get(item) ?? []).map(sku => {
      const steps = this.#steps.get(sku)!
      return lowestOf(steps.slice(0, -1), steps.at(-1)!.time)
    })
    return Math.max(...lows)
  }

  #note(sku: string, price: number, time: number): void {
    const steps = this.#steps.get(sku) ?? []
    this.#steps.set(sku, steps)
    if (steps.at(-1)?.price !== price) steps.push({ time, price })
  }
}

function lowestOf(steps: readonly { time: number; price: number }[], now: number): number {
  if (steps.length === 0 || steps[0].time > now - 30 * DAY) return 0
  const lasts = (n: number) =>
    (steps[n + 1]?.time ?? now) > now - 30 * DAY || n === steps.length - 1
  return Math.min(...steps.filter((_, n) => lasts(n)).map(({ price }) => price))
}
