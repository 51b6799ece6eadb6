import { allowed, plain, type Tree } from './tree.ts'

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
}

/** Print a tree as HTML. What is not allowed is left out, with all it holds. */
export function toHtml(tree: Tree): string {
  if (typeof tree === 'string') return escaped(plain(tree))
  const attributes = allowed(tree)
  if (!attributes) return ''
  const open = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  if (tree.name === 'img') return `<img${open}>`
  return `<${tree.name}${open}>${tree.children.map(toHtml).join('')}</${tree.name}>`
}

export function escaped(text: string): string {
  return text.replace(/[&<>"\u00a0]/g, c => ESCAPES[c])
}
