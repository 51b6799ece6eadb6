import { escaped } from '../to-html.ts'
import { allowed, type Branch, plain, type Tree } from '../tree.ts'

/**
 * A search page has controls, which no placement has: they pass here beside what passes
 * everywhere. The same list serves both printers.
 */
const ELEMENTS = /^(form|input|button|label|h3|small|b|section|nav)$/
const ATTRIBUTES =
  /^(type|name|value|placeholder|maxlength|autocomplete|autocapitalize|method|rel|tabindex|required|aria-(current|live|labelledby|describedby|hidden)|data-sku)$/
const LONE = /^(img|input)$/

export function searchHtml(tree: Tree): string {
  if (typeof tree === 'string') return escaped(plain(tree))
  const attributes = passing(tree)
  if (!attributes) return ''
  const open = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  if (LONE.test(tree.name)) return `<${tree.name}${open}>`
  return `<${tree.name}${open}>${tree.children.map(searchHtml).join('')}</${tree.name}>`
}

export function searchDom(tree: Tree, document: Document): Node {
  if (typeof tree === 'string') return document.createTextNode(plain(tree))
  const attributes = passing(tree)
  if (!attributes) return document.createDocumentFragment()
  const element = document.createElement(tree.name)
  for (const [name, value] of attributes) element.setAttribute(name, value)
  for (const child of tree.children) element.appendChild(searchDom(child, document))
  return element
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
