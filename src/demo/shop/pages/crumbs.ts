import { type Html, html } from '../html.ts'
import type { Moment } from '../moment.ts'
import { href } from '../routes.ts'
import type { Category } from '../shelves.ts'
import { word } from '../words.ts'

/** The way back up, and where one stands. */
export function crumbs(path: readonly Category[], { language }: Moment, here: string): Html {
  const links = path.map(
    one =>
      html`<a href="${href(language, 'category', one.slug[language])}">${one.name[language]}</a> / `,
  )
  return html`<nav class="crumbs" aria-label="${word(language, 'breadcrumb')}">${links}<span aria-current="page">${here}</span></nav>`
}
