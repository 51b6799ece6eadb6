import { quietly } from './faults.ts'
import { isObject, type Params } from './ga4.ts'

const LOOK_MS = 1_000

/**
 * Follow `window.dataLayer`: what was queued, what is pushed, and whatever becomes
 * of the array. Other code may replace it, shorten it or wrap its `push` again, so
 * an entry is known by its identity and never by its place: each is told once.
 *
 * @returns a look at it now; it costs little when nothing changed
 */
export function followDataLayer(tell: (entry: Params) => void): () => void {
  const told = new WeakSet<object>()
  const wrapped = new WeakSet<object>()
  let length = 0
  let last: unknown

  const take = (entry: unknown) => {
    if (!isObject(entry) || told.has(entry)) return
    told.add(entry)
    quietly(() => tell(entry))
  }

  const look = () => {
    const layer: unknown = (window as { dataLayer?: unknown }).dataLayer
    if (!Array.isArray(layer)) return
    if (!wrapped.has(layer)) wrap(layer)
    else if (layer.length === length && layer.at(-1) === last) return
    for (const entry of [...layer]) take(entry)
    length = layer.length
    last = layer.at(-1)
  }

  /** Our turn comes after the page's own: what it returns and throws is untouched. */
  const wrap = (layer: unknown[]) => {
    const push = layer.push
    wrapped.add(layer)
    layer.push = function (this: unknown[], ...entries: unknown[]) {
      const size = push.apply(this, entries)
      quietly(() => entries.forEach(take))
      return size
    }
  }

  look()
  setInterval(() => quietly(look), LOOK_MS)
  return look
}
