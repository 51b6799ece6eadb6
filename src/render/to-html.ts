import { allowed, plain, type Tree } from './tree.ts'

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
}

/** Elements without an end. */
const LONE = /^(img|input)$/

/** Print a tree as HTML. What is not allowed is left out, with all it holds. */
export function toHtml(tree: Tree, pass = allowed): string {
  if (typeof tree === 'string') return escaped(plain(tree))
  const attributes = pass(tree)
  if (!attributes) return ''
  const open = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  if (LONE.test(tree.name)) return `<${tree.name}${open}>`
  return `<${tree.name}${open}>${tree.children.map(child => toHtml(child, pass)).join('')}</${tree.name}>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"\u00a0]/g, c => ESCAPES[c])
}
