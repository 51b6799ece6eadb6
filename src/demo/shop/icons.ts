import { raw } from './html.ts'

/** Line drawings of 20 by 20, in the colour of the text around them. */
const draw = (paths: string) =>
  raw(
    `<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  )

export const ICONS = {
  menu: draw('<path d="M3 6h14M3 10h14M3 14h14"/>'),
  search: draw('<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 3.8 3.8"/>'),
  cart: draw('<path d="M4 7h12l-1 10H5zM7 7a3 3 0 0 1 6 0"/>'),
  cross: draw('<path d="m5 5 10 10M15 5 5 15"/>'),
  check: draw('<path d="m4 10.5 4 4L16 6"/>'),
  parcel: draw(
    '<path d="M2 5h9v9H2zM11 8h4l3 3v3h-7"/><circle cx="5.5" cy="15" r="1.6"/><circle cx="14" cy="15" r="1.6"/>',
  ),
  back: draw('<path d="M7 4 3 8l4 4M3 8h9a5 5 0 0 1 0 9H8"/>'),
  store: draw('<path d="M3 8 4.5 3.5h11L17 8M4 8v8.5h12V8M3 8h14M8 16.5V12h4v4.5"/>'),
  tag: draw('<path d="M3 3h7l7 7-7 7-7-7z"/><circle cx="7" cy="7" r="1"/>'),
}

export const MARK = raw(
  '<svg viewBox="0 0 27 20" width="27" height="20" fill="none" aria-hidden="true"><path d="M1 19 10 3l5.5 9.5L18.5 8 26 19z" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path class="blaze" d="m7 8.3 3 2.2 3-2.2L10 3z"/></svg>',
)
