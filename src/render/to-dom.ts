import { allowed, plain, type Tree } from './tree.ts'

/** Build a tree as nodes. No HTML is parsed, so Trusted Types and a strict CSP have nothing to refuse. */
export function toDom(tree: Tree, document: Document, pass = allowed): Node {
  if (typeof tree === 'string') return document.createTextNode(plain(tree))
  const attributes = pass(tree)
  if (!attributes) return document.createDocumentFragment()
  const element = document.createElement(tree.name)
  for (const [name, value] of attributes) element.setAttribute(name, value)
  for (const child of tree.children) element.appendChild(toDom(child, document, pass))
  return element
}
