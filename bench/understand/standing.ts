import { DAY } from '../../src/core/clock.ts'
import type { VisitType } from '../../src/engine/genome/shape.ts'
import type { Step } from './watched-door.ts'

const MONTH = 30 * DAY

/**
 * Where somebody truly stands with the shop, kept from their steps and by no rule of the
 * genome's: a visit ends when they leave, a cart is what they put in and did not pay.
 */
export class Standing {
  #visits = 0
  #isIn = false
  /** In the cart: which visit put it there, and when. What is taken up again is left no more. */
  #cart: { item: string; visit: number; time: number }[] = []
  #bought: number[] = []

  /** @param now ms, of the last thing the shop was told */
  see(step: Step, now: number): void {
    if (step.kind === 'leave') this.#isIn = false
    else if (step.kind === 'open' && !this.#isIn) {
      this.#isIn = true
      this.#visits++
    } else if (step.kind === 'act' && step.act.kind === 'add_to_cart') {
      const item = step.act.product.id
      this.#cart = this.#cart.filter(each => each.item !== item)
      this.#cart.push({ item, visit: this.#visits, time: now })
    } else if (step.kind === 'buy' && this.#cart.length > 0) {
      this.#bought.push(now)
      this.#cart = []
    }
  }

  /** What calls for an answer soonest comes first. */
  visitType(now: number): VisitType {
    if (this.#visits <= 1) return 'first'
    const isLeft = ({ visit, time }: { visit: number; time: number }) =>
      visit === this.#visits - 1 && now - time <= MONTH
    if (this.#cart.some(isLeft)) return 'abandoned_cart'
    const last = this.#bought.at(-1)
    if (last !== undefined && now - last <= MONTH) return 'recent_purchase'
    return this.#bought.length >= 3 ? 'loyal' : 'return'
  }
}
