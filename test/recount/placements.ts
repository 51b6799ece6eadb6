import { isVisit, type Line } from './line.ts'

export interface Answered {
  decisions: number
  clicks: number
  carts: number
  orders: number
}

interface Choice {
  experience: string
  time: number
  isCounted: boolean
  answered: Set<keyof Answered>
}

/**
 * What was shown by each experience and how it was answered. A decision counts once for a visitor
 * and placement within the click window; a click or a cart counts within that window, an order
 * within the order window after the click, and once. Of orders only those count that a server
 * told, from the first that it tells; one that named nobody is of the first who tells it too.
 */
export function placementsIn(lines: readonly Line[]): Record<string, Answered> {
  const count = new Count(lines)
  for (const line of lines) count.take(line)
  return Object.fromEntries(count.sums)
}

class Count {
  readonly sums = new Map<string, Answered>()
  readonly #choices = new Map<string, Choice>()
  /** When each visitor and placement was counted last. */
  readonly #counted = new Map<string, number>()
  readonly #clicks = new Map<string, { decision: string; time: number }[]>()
  readonly #buyers = new Map<string, { visitor: string; verified: boolean }>()
  readonly #forwards = new Map<string, string>()
  readonly #windows: { click: number; order: number }
  /** An order in another currency is in nobody's figures. */
  readonly #currencies: ReadonlySet<string>
  #isToldByServer = false

  constructor(lines: readonly Line[]) {
    const { settings } = lines.find(({ type }) => type === 'shop_opened')!.body
    this.#windows = { click: settings.clickWindowMs, order: settings.purchaseWindowMs }
    const rates = lines.flatMap(({ type, body }) => (type === 'currency_rates' ? body.rates : []))
    this.#currencies = new Set([settings.currency, ...rates.map(({ currency }) => currency)])
  }

  take(line: Line): void {
    if (line.type === 'visitors_merged') this.#merge(line.body)
    else if (line.type === 'decision' && isVisit(line)) this.#decide(line)
    else if (line.type === 'event' && !line.body.robot && !line.body.staff) this.#hear(line.body)
  }

  #decide({ id, body }: Line): void {
    for (const [n, { placement, experience }] of body.choices.entries()) {
      const key = `${this.#now(body.visitor)} ${placement}`
      const last = this.#counted.get(key) ?? -Infinity
      const isCounted = body.slice !== 'holdout' && body.time - last >= this.#windows.click
      this.#choices.set(`${id}.${n}`, {
        ...{ experience, time: body.time, isCounted, answered: new Set() },
      })
      if (!isCounted) continue
      this.#counted.set(key, body.time)
      this.#sumsOf(experience).decisions++
    }
  }

  #hear(body: Line['body']): void {
    const isClick = body.name === 'click' || body.name === 'select_item'
    const choice = this.#choices.get(body.decision)
    const isInTime = choice !== undefined && body.time - choice.time <= this.#windows.click
    if (isInTime && isClick) this.#click(choice, body)
    else if (isInTime && body.name === 'add_to_cart') this.#answer(choice, 'carts')
    if (body.name === 'purchase' && this.#currencies.has(body.currency)) this.#order(body)
  }

  #click(choice: Choice, { visitor, decision, time }: Line['body']): void {
    this.#answer(choice, 'clicks')
    if (!choice.isCounted || visitor === undefined) return
    const name = this.#now(visitor)
    this.#clicks.set(name, [...(this.#clicks.get(name) ?? []), { decision, time }])
  }

  #order({ visitor, transaction, time, ...body }: Line['body']): void {
    const known = this.#buyers.get(transaction.id)
    const isOfNobody = known?.visitor === '' && visitor !== undefined
    if (known && (known.verified || !body.verified) && !isOfNobody) return
    const verified = body.verified || known?.verified === true
    const whose = visitor === undefined ? known?.visitor : this.#now(visitor)
    this.#buyers.set(transaction.id, { visitor: whose ?? '', verified })
    this.#isToldByServer ||= verified
    if (whose === undefined || (this.#isToldByServer && !verified)) return
    for (const click of this.#clicks.get(this.#now(whose)) ?? []) {
      const choice = this.#choices.get(click.decision)!
      const isAfter = click.time <= time && time - choice.time <= this.#windows.order
      if (isAfter) this.#answer(choice, 'orders')
    }
  }

  #answer({ experience, isCounted, answered }: Choice, how: keyof Answered): void {
    if (isCounted && !answered.has(how)) this.#sumsOf(experience)[how]++
    answered.add(how)
  }

  #merge({ from, into }: { from: string; into: string }): void {
    const [goes, stays] = [this.#now(from), this.#now(into)]
    if (goes === stays) return
    this.#forwards.set(goes, stays)
    this.#clicks.set(stays, [...(this.#clicks.get(stays) ?? []), ...(this.#clicks.get(goes) ?? [])])
    for (const [key, time] of this.#counted) {
      const [name, placement] = key.split(' ')
      const theirs = `${stays} ${placement}`
      if (name === goes && !this.#counted.has(theirs)) this.#counted.set(theirs, time)
    }
  }

  #now(name: string): string {
    const next = this.#forwards.get(name)
    return next === undefined ? name : this.#now(next)
  }

  #sumsOf(experience: string): Answered {
    const sums = this.sums.get(experience) ?? { decisions: 0, clicks: 0, carts: 0, orders: 0 }
    this.sums.set(experience, sums)
    return sums
  }
}
