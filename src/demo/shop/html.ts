/** Markup that is already safe to print. Everything else is escaped on its way in. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | false | undefined | readonly Part[]

/** `html\`<p>${words}</p>\``: what is interpolated is text unless it is Html. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let text = strings[0]
  for (let i = 0; i < parts.length; i++) text += print(parts[i]) + strings[i + 1]
  return new Html(text)
}

/** Markup from our own hands, drawings mostly. Never words of a visitor. */
export const raw = (text: string) => new Html(text)

/** A data block: JSON that cannot close its own script element. */
export function data(type: string, value: unknown, id?: string): Html {
  const json = JSON.stringify(value).replace(/</g, '\\u003c')
  const name = id ? ` id="${id}"` : ''
  return raw(`<script type="${type}"${name}>${json}</script>`)
}

function print(part: Part): string {
  if (part === false || part === undefined) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map(print).join('')
  return escaped(String(part))
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string) => text.replace(/[&<>"']/g, c => ESCAPES[c])
