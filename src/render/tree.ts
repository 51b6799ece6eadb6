/**
 * The drawing of a placement before anybody prints it: names, attributes and text
 * from short lists, so that a title out of a hostile catalogue stays a title.
 *
 * `toHtml` prints a tree on the server and `toDom` builds it in the browser. Both
 * draw only what `allowed` lets through; `cases.json` proves them alike.
 */
export interface Branch {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | undefined>>
  readonly children: readonly Tree[]
}
export type Tree = Branch | string

const ELEMENTS = /^(div|h1|h2|p|ul|li|a|span|s|img|details|summary|progress|button)$/
const ATTRIBUTES =
  /^(class|alt|width|height|loading|decoding|role|aria-label|data-item|data-offer|data-decision|type|value|max)$/
const LINKS = /^(href|src)$/

export function branch(
  name: string,
  attributes: Branch['attributes'],
  children: readonly (Tree | undefined | false)[] = [],
): Branch {
  return { name, attributes, children: children.filter(child => child || child === '') as Tree[] }
}

/** The attributes that may be drawn, or undefined when the element itself may not. */
export function allowed(one: Branch): [string, string][] | undefined {
  if (!ELEMENTS.test(one.name)) return undefined
  const kept: [string, string][] = []
  for (const [name, value] of Object.entries(one.attributes)) {
    if (value === undefined) continue
    if (ATTRIBUTES.test(name)) kept.push([name, plain(String(value))])
    else if (LINKS.test(name)) {
      const link = safeLink(plain(String(value)))
      if (link) kept.push([name, link])
    }
  }
  return kept
}

/**
 * The address when it is relative, http or https; otherwise undefined. Browsers
 * skip white space and control characters inside a scheme, so they are removed
 * before looking: `java\nscript:` is `javascript:`.
 */
export function safeLink(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined
  const bare = address.replace(/[\0-\x20\x7f-\xa0\u2028\u2029]/g, '')
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(bare)?.[0].toLowerCase()
  if (!bare || (scheme && scheme !== 'http:' && scheme !== 'https:')) return undefined
  return address.trim()
}

/** Text as an HTML parser would hand it on, so that both printers say the same. */
export function plain(text: string): string {
  return text.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed()
}
