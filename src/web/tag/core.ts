import { quietly } from './faults.ts'
import type { Vitrine } from './loader.ts'
import { settle } from './settings.ts'
import { begin, call } from './tag.ts'

/** Called by the loader with what its script tag says and where it came from. Never throws. */
export function start(dataset: DOMStringMap, folder: string, vitrine: Vitrine): void {
  const push = (given: ArrayLike<unknown>) => quietly(() => call(given[0], given[1], given[2]))
  quietly(() => {
    settle(dataset, folder)
    begin()
    for (const given of (vitrine.q ?? []) as ArrayLike<unknown>[]) push(given)
    vitrine.q = { push }
  })
}
