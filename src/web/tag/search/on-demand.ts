import type { Door } from './door.ts'
import type * as Found from './found-part.ts'
import type * as Wish from './wish-part.ts'

/** File names of the parts with their hashes, put in by the build. */
declare const FOUND: string
declare const WISH: string

/** What draws results: a page whose server printed them needs none until a filter is changed. */
export function drawing({ base }: Door): Promise<typeof Found | undefined> {
  return part(base + FOUND)
}

/** The form of a wish: for a page on which something cannot be had. */
export function wishes({ base }: Door): Promise<typeof Wish | undefined> {
  return part(base + WISH)
}

/** Undefined when it does not come: the page stays as it is, or as its server makes it. */
function part<T>(address: string): Promise<T | undefined> {
  return import(/* @vite-ignore */ address).catch(() => undefined)
}
