import { toHtml } from '../to-html.ts'
import { allowed, type Branch, plain, type Tree } from '../tree.ts'
import { LOOKS, type Look } from './looks.ts'

/** A letter is laid out by tables, as mail readers have it; here they pass, and nowhere else. */
const ELEMENTS = /^(table|tbody|tr|td)$/
const ATTRIBUTES = /^(colspan|lang)$/

export function letterHtml(tree: Tree): string {
  return toHtml(tree, passing)
}

/** An element names its look; what is printed is our own text of that name. */
function passing(one: Branch): [string, string][] | undefined {
  const name = ELEMENTS.test(one.name) ? 'div' : one.name
  const kept = allowed({ ...one, name })
  if (!kept) return undefined
  for (const [key, value] of Object.entries(one.attributes)) {
    if (value !== undefined && ATTRIBUTES.test(key)) kept.push([key, plain(String(value))])
  }
  const { look } = one.attributes
  if (look !== undefined && Object.hasOwn(LOOKS, look)) kept.push(['style', LOOKS[look as Look]])
  return kept
}
