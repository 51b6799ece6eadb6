/**
 * Changes come one after the other, so that what a record calls "before" is what was before,
 * whoever else is changing it. Who asked is told when one fails; the next one comes all the same.
 */
export function inTurn(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return act => {
    const mine = last.then(act)
    last = mine.catch(() => {})
    return mine
  }
}
