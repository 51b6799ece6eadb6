import type { Line } from './line.ts'

export interface Order {
  visitor: string
  revenue: number
  margin: number
  verified: boolean
}

export interface OrderBook {
  orders: Order[]
  repeated: number
  /** Refunds that took something off. */
  refunded: number
  otherCurrency: number
  linesWithoutCost: number
}

/**
 * Every order once: a server's word stands over a browser's, one that named nobody is of the first
 * who tells it too, and a refund takes off what it says,
 * of an order that a server told only by a server's word. Money in the shop's currency.
 */
export function ordersIn(lines: readonly Line[]): OrderBook {
  const shop = shopIn(lines)
  const book = new Map<string, Order>()
  const told = { repeated: 0, refunded: 0, otherCurrency: 0, linesWithoutCost: 0 }
  for (const { type, body } of lines) {
    const isMoney = body.name === 'purchase' || body.name === 'refund'
    if (type !== 'event' || !isMoney || body.robot || body.staff) continue
    const rate = shop.rateOf(body)
    if (rate === undefined) told.otherCurrency++
    else if (body.name === 'purchase') place(body, rate)
    else giveBack(body, rate)
  }
  return { orders: [...book.values()], ...told }

  function place(body: Line['body'], rate: number): void {
    const known = book.get(body.transaction.id)
    if (known) told.repeated++
    if (known && (known.verified || !body.verified))
      return void (known.visitor ||= body.visitor ?? '')
    const { margin, without } = shop.marginOf(body, rate)
    told.linesWithoutCost += without
    const visitor = body.visitor ?? known?.visitor ?? ''
    const revenue = Math.round(body.value * rate)
    book.set(body.transaction.id, { visitor, revenue, margin, verified: body.verified })
  }

  function giveBack(body: Line['body'], rate: number): void {
    const order = book.get(body.transaction.id)
    if (!order || order.revenue <= 0 || (order.verified && !body.verified)) return
    const back = Math.min(order.revenue, Math.round(Math.abs(body.value) * rate))
    const margin = Math.round((order.margin * back) / order.revenue)
    order.revenue -= back
    order.margin -= margin
    told.refunded++
  }
}

/** What the shop said of itself: its currency, what others are worth, costs and the tax. */
function shopIn(lines: readonly Line[]) {
  const bodies = (type: string) => lines.filter(line => line.type === type).map(line => line.body)
  const currency = bodies('shop_opened')[0].settings.currency
  const rates = new Map(
    bodies('currency_rates')
      .flatMap(({ rates }) => rates)
      .map(each => [each.currency, each.rate]),
  )
  const costs = new Map(
    bodies('costs')
      .flatMap(({ costs }) => costs)
      .map(each => [each.sku, each.cost]),
  )
  const vat = bodies('shop_facts').at(-1)?.vat ?? 0
  return {
    rateOf: (body: Line['body']): number | undefined =>
      body.currency === undefined || body.currency === currency ? 1 : rates.get(body.currency),
    marginOf(body: Line['body'], rate: number) {
      let [margin, without] = [0, 0]
      for (const { id, price, quantity = 1 } of body.items) {
        if (!costs.has(id)) without++
        else margin += (Math.round(price * rate) / (1 + vat) - costs.get(id)) * quantity
      }
      return { margin: Math.round(margin), without }
    },
  }
}
