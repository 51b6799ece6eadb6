import { toDom } from '../to-dom.ts'
import { toHtml } from '../to-html.ts'
import { allowed, type Branch, plain, type Tree } from '../tree.ts'

/**
 * A search page has controls, which no placement has: they pass here beside what passes
 * everywhere. The same list serves both printers.
 */
const ELEMENTS = /^(form|input|button|label|h3|small|b|section|nav)$/
const ATTRIBUTES =
  /^(type|name|placeholder|maxlength|autocomplete|autocapitalize|method|rel|tabindex|required|open|aria-(current|live|labelledby|describedby|hidden)|data-sku)$/

export function searchHtml(tree: Tree): string {
  return toHtml(tree, passing)
}

export function searchDom(tree: Tree, document: Document): Node {
  return toDom(tree, document, passing)
}

/** What may be drawn of an element: its own attributes, and those of every drawing. */
function passing(one: Branch): [string, string][] | undefined {
  const name = ELEMENTS.test(one.name) ? 'div' : one.name
  const { action, ...rest } = one.attributes
  const kept = allowed({ ...one, name, attributes: { ...rest, href: rest.href ?? action } })
  if (!kept) return undefined
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && ATTRIBUTES.test(key)) kept.push([key, plain(String(value))])
  }
  return kept.map(([key, value]) => [
    key === 'href' && action !== undefined ? 'action' : key,
    value,
  ])
}
