import type { Act } from './act.ts'

/** An item and when something happened to it, ms. */
export interface TimedItem {
  item: number
  time: number
}

const MOST_IN_CART = 16
const MOST_BOUGHT = 16

/** What an act makes of the cart. An order takes the whole cart with it. */
export function moveCart(cart: TimedItem[], act: Act): void {
  if (act.kind === 'buy') cart.length = 0
  else if (act.kind === 'uncart') remove(cart, act.item)
  else if (act.kind === 'cart' && act.item >= 0) {
    remove(cart, act.item)
    cart.push({ item: act.item, time: act.time })
    if (cart.length > MOST_IN_CART) cart.shift()
  }
}

/** What an act makes of the items bought; what was refunded was not bought. */
export function moveBought(bought: TimedItem[], act: Act): void {
  if (act.item < 0) return
  if (act.kind === 'refund') remove(bought, act.item)
  else if (act.kind === 'buy' || act.kind === 'past_buy') {
    let at = bought.length // history may come after what is newer
    while (at > 0 && bought[at - 1].time > act.time) at--
    bought.splice(at, 0, { item: act.item, time: act.time })
    if (bought.length > MOST_BOUGHT) bought.shift()
  }
}

function remove(list: TimedItem[], item: number): void {
  for (let i = list.length - 1; i >= 0; i--) {
    if (list[i].item === item) {
      list.splice(i, 1)
      return
    }
  }
}
