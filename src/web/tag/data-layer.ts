/**
 * `window.dataLayer` as the loader follows it, from its first moment on: entries
 * wait in `queue` until the core takes its place.
 */
export interface Layer {
  queue: { push(entry: object): void }
  /** Look again. It costs little when nothing changed, and never throws. */
  look(): void
}

/**
 * Follow what was queued, what is pushed, and whatever becomes of the array. Other
 * code may replace it, shorten it or wrap its `push` again, so an entry is known by
 * its identity and never by its place: each is told once.
 */
export function followDataLayer(): Layer {
  const told = new WeakSet<object>()
  const wrapped = new WeakSet<object>()
  const follower: Layer = { queue: [], look }
  let length = 0
  let last: unknown

  function look(): void {
    try {
      const layer: unknown = (window as { dataLayer?: unknown }).dataLayer
      if (!Array.isArray(layer)) return
      if (!wrapped.has(layer)) wrap(layer)
      else if (layer.length === length && layer[length - 1] === last) return
      for (const entry of [...layer]) take(entry)
      length = layer.length
      last = layer[length - 1]
    } catch {
      // A frozen array, a getter that throws: the page has its reasons.
    }
  }

  /** Our turn comes after the page's own: what it returns and throws is untouched. */
  function wrap(layer: unknown[]): void {
    const push = layer.push
    wrapped.add(layer)
    layer.push = function (this: unknown[], ...entries: unknown[]) {
      const size = push.apply(this, entries)
      entries.forEach(take)
      return size
    }
  }

  function take(entry: unknown): void {
    if (typeof entry !== 'object' || !entry || told.has(entry)) return
    told.add(entry)
    follower.queue.push(entry)
  }

  look()
  return follower
}
