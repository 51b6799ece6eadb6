/** A promise to settle later, whose refusal nobody need hear. */
export function promised(): PromiseWithResolvers<void> {
  const made = Promise.withResolvers<void>()
  made.promise.catch(() => {})
  return made
}
